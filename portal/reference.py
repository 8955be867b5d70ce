"""Reference pages in Markdown, made from the code: permissions, settings, kinds of ledger entries."""

from portal import recording
from portal.accounts.enums import Permission
from portal.accounts.roles import ROLES
from portal.settings import base

HEAD = "<!-- Made by `make docs`; change the code, not this page. -->\n"


def _table(header: list[str], rows: list[list[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def permissions() -> str:
    """Return which post may do what, from `portal/accounts/roles.py`."""
    posts = list(ROLES.values())
    rows = [
        [f"`{permission}`", *("●" if permission in role.permissions else "" for role in posts)]
        for permission in Permission
    ]
    described = "".join(f"- **{role.post.label}** (`{role.post}`): {role.description}\n" for role in posts)
    header = ["permission", *(role.post.label for role in posts)]
    return f"{HEAD}# Posts and permissions\n\n{described}\n{_table(header, rows)}"


def _shown(default: object) -> str:
    if isinstance(default, list):
        return ", ".join(str(word) for word in default) or "none"
    if isinstance(default, bool):
        return str(int(default))
    return str(default) or "none"


def settings_page() -> str:
    """Return every environment variable the settings read."""
    rows = [
        [f"`{one.key}`", one.shape, f"`{_shown(one.default)}`", one.about]
        for one in sorted(base.env.asked.values(), key=lambda one: one.key)
        if one.key != "MADOGUCHI_VAR"
    ]
    rows.append(["`MADOGUCHI_VAR`", "path", "`./var`", "Folder of everything a run writes."])
    intro = "Each may also be given as a file: `NAME_FILE=/path/to/file`. A wrong value stops the start.\n"
    return f"{HEAD}# Settings\n\n{intro}\n{_table(['variable', 'shape', 'default', 'meaning'], rows)}"


def kinds() -> str:
    """Return every kind of ledger entry with its sentence."""
    rows = [[f"`{kind}`", sentence] for kind, sentence in sorted(recording.kinds().items())]
    return f"{HEAD}# Kinds of ledger entries\n\n{_table(['kind', 'sentence'], rows)}"


def pages() -> dict[str, str]:
    """Return the pages by file name."""
    return {"permissions.md": permissions(), "settings.md": settings_page(), "ledger-kinds.md": kinds()}
