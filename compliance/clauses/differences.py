"""What a new reading changes in the register, in words that a person can check."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from compliance.clauses.matching import Known
from compliance.clauses.parsing import ParsedClause


class ChangeKind(StrEnum):
    """What happened to a clause."""

    ADDED = "追加"
    REMOVED = "削除"
    RENUMBERED = "番号変更"
    CHANGED = "変更"


@dataclass(frozen=True)
class Change:
    """One difference; `before` and `after` mark changed words as [-old-] and {+new+}."""

    kind: ChangeKind
    ref: str
    old_ref: str
    heading: str
    marked: str

    def as_dict(self) -> dict[str, str]:
        """Return the change as JSON keeps it."""
        return {
            "kind": self.kind.value,
            "ref": self.ref,
            "old_ref": self.old_ref,
            "heading": self.heading,
            "marked": self.marked,
        }


def changes(known: list[Known], read: list[ParsedClause], pairs: dict[int, int]) -> list[Change]:
    """Return the differences between the register and a reading, in the reading's order."""
    by_key = {one.pk: one for one in known}
    found = []
    for place, clause in enumerate(read):
        key = pairs.get(place)
        found += _added(clause) if key is None else _changed(by_key[key], clause)
    taken = set(pairs.values())
    removed = [one for one in known if one.pk not in taken]
    return found + [
        Change(ChangeKind.REMOVED, "", one.ref, one.heading, one.words.strip()) for one in removed
    ]


def _added(clause: ParsedClause) -> list[Change]:
    return [Change(ChangeKind.ADDED, clause.ref, "", clause.heading, clause.text)]


def _changed(old: Known, new: ParsedClause) -> list[Change]:
    words = f"{new.heading}\n{new.text}"
    found = []
    if old.ref != new.ref:
        found.append(Change(ChangeKind.RENUMBERED, new.ref, old.ref, new.heading, ""))
    if old.words != words:
        found.append(Change(ChangeKind.CHANGED, new.ref, old.ref, new.heading, marked(old.words, words)))
    return found


def marked(old: str, new: str) -> str:
    """Return the new text with what went as [-…-] and what came as {+…+}."""
    parts = []
    for kind, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(old[start:end])
            continue
        if end > start:
            parts.append(f"[-{old[start:end]}-]")
        if new_end > new_start:
            parts.append(f"{{+{new[new_start:new_end]}+}}")
    return "".join(parts).strip()
