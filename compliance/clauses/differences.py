"""What a new reading changes in the register, in words that a person can check."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from compliance.clauses.matching import Known
from compliance.clauses.parsing import ParsedClause

# A word: kanji with the kana of its ending, a run of katakana, a number or Latin word, or one sign.
WORD = re.compile(
    r"[一-鿿々〆]+[ぁ-ん]{0,2}|[ァ-ヶー]+|[A-Za-zＡ-Ｚａ-ｚ]+|[0-9０-９]+(?:[,，.．][0-9０-９]+)*|[ぁ-ん]+|\s+|.",
    re.DOTALL,
)
MARK = re.compile(r"\[-(.+?)-\]|\{\+(.+?)\+\}", re.DOTALL)
REWRITTEN = 0.4


class ChangeKind(StrEnum):
    """What happened to a clause."""

    ADDED = "追加"
    REMOVED = "削除"
    RENUMBERED = "番号変更"
    CHANGED = "変更"


@dataclass(frozen=True)
class Part:
    """A piece of a marked text: `kind` is stayed, gone or come."""

    kind: str
    text: str


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
    """Return the new text with the words that went as [-…-] and those that came as {+…+}."""
    before, after = WORD.findall(old), WORD.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < REWRITTEN:
        # Hardly a word has stayed: crumbs of the old between the new help nobody.
        return "\n".join(part for part in (_gone(old.strip()), _come(new.strip())) if part)
    parts = []
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        gone, come = "".join(before[start:end]), "".join(after[new_start:new_end])
        parts.append(gone if kind == "equal" else _gone(gone) + _come(come))
    return "".join(parts).strip()


def _gone(text: str) -> str:
    return f"[-{text}-]" if text else ""


def _come(text: str) -> str:
    return f"{{+{text}+}}" if text else ""


def parts_of(marked_text: str) -> list[Part]:
    """Return a marked text in parts: what stayed, what went, what came."""
    parts, behind = [], 0
    for found in MARK.finditer(marked_text):
        parts.append(Part("stayed", marked_text[behind : found.start()]))
        parts.append(Part("gone", found.group(1)) if found.group(1) else Part("come", found.group(2)))
        behind = found.end()
    parts.append(Part("stayed", marked_text[behind:]))
    return [part for part in parts if part.text]
