"""The repository keeps its own rules."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCES = ["portal", "compliance", "manuals", "training", "incidents"]


def tracked(pattern: str) -> list[Path]:
    done = subprocess.run(["git", "ls-files", pattern], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / line for line in done.stdout.splitlines()]


def test_lock_files_name_no_index_and_hash_every_package() -> None:
    for path in tracked("requirements/*.txt"):
        text = path.read_text(encoding="utf-8")
        assert "index-url" not in text
        assert "://" not in text
        pinned = re.findall(r"^([A-Za-z0-9_.\[\]-]+)==", text, re.MULTILINE)
        assert pinned
        assert len(re.findall(r"^\S+==.*\\\n\s+--hash=sha256:", text, re.MULTILINE)) == len(pinned)


@pytest.mark.parametrize("name", ["utils.py", "helpers.py"])
def test_no_module_is_called_by_a_name_that_says_nothing(name: str) -> None:
    assert not [path for path in tracked("*.py") if path.name == name]


def test_modules_stay_small() -> None:
    long = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in tracked("*.py")
        if path.relative_to(ROOT).parts[0] in SOURCES and "migrations" not in path.parts
    }
    assert {path: lines for path, lines in long.items() if lines > 350} == {}


def test_templates_hold_nothing_inline() -> None:
    inline = re.compile(r"""<script(?![^>]*\bsrc=)[^>]*>|\sstyle=|\son[a-z]+=["']""", re.IGNORECASE)
    found = {
        str(path.relative_to(ROOT)): match.group(0)
        for path in tracked("templates/*.html")
        if (match := inline.search(path.read_text(encoding="utf-8")))
        and 'type="application/json"' not in match.group(0)
    }
    assert found == {}


def test_no_call_leaves_the_machine() -> None:
    """Pages, styles and scripts of ours load nothing from elsewhere."""
    loads = re.compile(
        r"""(src|href|action)=["'](https?:)?//|url\(["']?(https?:)?//|@import\s+["'](https?:)?//"""
    )
    paths = [*tracked("templates/*.html"), *tracked("portal/static/*.css"), *tracked("portal/static/*.js")]
    assert {str(path): 1 for path in paths if loads.search(path.read_text(encoding="utf-8"))} == {}


def test_rules_never_read_the_clock() -> None:
    """Only views, commands, middleware and demonstrations read the time; rules take it."""
    clock = re.compile(r"timezone\.(now|localdate|localtime)\(\)|datetime\.now\(|date\.today\(")
    rules = {
        "actions.py",
        "policies.py",
        "queries.py",
        "permissions.py",
        "models.py",
        "blocks.py",
        "forms.py",
    }
    found = [
        str(path.relative_to(ROOT))
        for path in tracked("*.py")
        if path.name in rules
        # A Wagtail page is its own view.
        and path != ROOT / "manuals" / "models.py"
        and clock.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []
