"""Whether a waiting text holds what a fix changed, and putting the fix into it."""

from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from manuals.comparison.comparing import FACTS
from manuals.comparison.reading import essence, fields_of, label_of
from manuals.versions.texts import PageText

Block = dict[str, Any]


class Verdict(Enum):
    """How a waiting text stands to one change of a fix."""

    CONTAINED = "contained"
    LACKING = "lacking"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class MissingFix:
    """One change of a fix, and how the waiting text stands to it."""

    label: str
    verdict: Verdict

    @property
    def is_contained(self) -> bool:
        """Tell whether the waiting text holds it already."""
        return self.verdict == Verdict.CONTAINED

    @property
    def is_conflict(self) -> bool:
        """Tell whether the waiting text changed the same thing otherwise."""
        return self.verdict == Verdict.CONFLICT


@dataclass(frozen=True)
class Merged:
    """A waiting text with a fix in it, and what both changed, where the waiting text stays as it was."""

    text: PageText
    conflicts: tuple[str, ...]


def missing_fixes(base: PageText, fixed: PageText, waiting: PageText) -> list[MissingFix]:
    """Return every change from `base` to `fixed`, and whether `waiting` holds it."""
    found = []
    for name, label in FACTS:
        if getattr(base, name) != getattr(fixed, name):
            verdict = _verdict(getattr(base, name), getattr(fixed, name), getattr(waiting, name))
            found.append(MissingFix(label, verdict))
    for key in _changed_keys(base, fixed):
        before, after, there = (_by_id(text).get(key) for text in (base, fixed, waiting))
        verdict = _verdict(essence(before), essence(after), essence(there))
        found.append(MissingFix(_name(after or before), verdict))
    return found


def merge(base: PageText, fixed: PageText, waiting: PageText) -> Merged:
    """Return `waiting` with every change from `base` to `fixed` that it does not contradict."""
    conflicts: list[str] = []
    facts: dict[str, Any] = {}
    for name, label in [*FACTS, ("task_codes", "業務")]:
        before, after, there = getattr(base, name), getattr(fixed, name), getattr(waiting, name)
        verdict = Verdict.CONTAINED if before == after else _verdict(before, after, there)
        if verdict == Verdict.LACKING:
            facts[name] = after
        elif verdict == Verdict.CONFLICT:
            conflicts.append(label)
    blocks = list(waiting.blocks)
    for key in _changed_keys(base, fixed):
        blocks, conflict = _put(key, base, fixed, blocks)
        conflicts += [conflict] if conflict else []
    return Merged(replace(waiting, **facts, blocks=tuple(blocks)), tuple(dict.fromkeys(conflicts)))


def _put(key: str, base: PageText, fixed: PageText, blocks: list[Block]) -> tuple[list[Block], str]:
    before, after = _by_id(base).get(key), _by_id(fixed).get(key)
    there = next((block for block in blocks if block.get("id") == key), None)
    verdict = _verdict(essence(before), essence(after), essence(there))
    if verdict == Verdict.CONTAINED:
        return blocks, ""
    if verdict == Verdict.CONFLICT:
        return blocks, _name(after or before)
    if after is None:
        return [block for block in blocks if block.get("id") != key], ""
    if there is not None:
        return [after if block.get("id") == key else block for block in blocks], ""
    place = _place(key, fixed, blocks)
    return [*blocks[:place], after, *blocks[place:]], ""


def _place(key: str, fixed: PageText, blocks: list[Block]) -> int:
    """Return where an added block goes: behind the nearest one before it that the waiting text has too."""
    order = [block.get("id") for block in fixed.blocks]
    here = {block.get("id"): place for place, block in enumerate(blocks)}
    for before in reversed(order[: order.index(key)]):
        if before in here:
            return here[before] + 1
    return 0


def _verdict(before: object, after: object, there: object) -> Verdict:
    if there == after:
        return Verdict.CONTAINED
    return Verdict.LACKING if there == before else Verdict.CONFLICT


def _changed_keys(base: PageText, fixed: PageText) -> list[str]:
    old, new = _by_id(base), _by_id(fixed)
    kept = [key for key in new if essence(new[key]) != essence(old.get(key))]
    return [*kept, *(key for key in old if key not in new)]


def _by_id(text: PageText) -> dict[str, Block]:
    return {str(block.get("id")): block for block in text.blocks}


def _name(block: Block | None) -> str:
    """Return the kind of a block with its first words."""
    if block is None:
        return ""
    first = next((line for field in fields_of(block) for line in field.lines), "")
    return f"{label_of(block['type'])}「{first[:40]}」" if first else label_of(block["type"])
