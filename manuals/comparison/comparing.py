"""Two texts of a page compared, block by block in the order of reading."""

from bisect import bisect_left
from dataclasses import dataclass
from typing import Any

from manuals.comparison.pieces import SAME, Line, alike, diff_lines
from manuals.comparison.reading import Field, essence, fields_of, label_of
from manuals.comparison.tables import TableChange, compare_grids
from manuals.enums import OWNER_POSTS
from manuals.versions.texts import PageText

FACTS = [
    ("title", "題名"),
    ("summary", "概要"),
    ("tasks", "業務"),
    ("clause", "仕様書の条項"),
    ("keywords", "検索のための語"),
    ("owner_post", "担当"),
]
# Blocks less alike than this are not the same block written anew.
SAME_BLOCK = 0.5


@dataclass(frozen=True)
class FieldChange:
    """One field compared; notes tell in words what cannot be shown as text."""

    label: str
    lines: tuple[Line, ...] = ()
    table: TableChange | None = None
    pictures: tuple[int | None, int | None] | None = None
    notes: tuple[str, ...] = ()

    @property
    def is_changed(self) -> bool:
        """Tell whether anything in it changed."""
        if self.notes or any(line.kind != SAME for line in self.lines):
            return True
        return bool(self.table and self.table.is_changed) or bool(
            self.pictures and self.pictures[0] != self.pictures[1]
        )


@dataclass(frozen=True)
class BlockChange:
    """One block compared: ADDED, REMOVED, CHANGED, MOVED, MOVED_AND_CHANGED or SAME."""

    kind: str
    block_id: str
    label: str
    fields: tuple[FieldChange, ...]
    old_place: int | None = None
    new_place: int | None = None

    @property
    def is_changed(self) -> bool:
        """Tell whether the block is anything but the same in the same place."""
        return self.kind != "SAME"

    @property
    def heading(self) -> str:
        """Return the first words of the block, as it is now or was."""
        for field in self.fields:
            for line in field.lines:
                kept = "".join(piece.text for piece in line.pieces if piece.kind != "deleted")
                if kept:
                    return kept
        return self.label


@dataclass(frozen=True)
class Comparison:
    """Everything that differs between two texts, and what stays, in the order of reading."""

    facts: tuple[FieldChange, ...]
    blocks: tuple[BlockChange, ...]

    @property
    def has_changes(self) -> bool:
        """Tell whether anything changed."""
        return bool(self.facts) or any(block.is_changed for block in self.blocks)

    @property
    def counts(self) -> dict[str, int]:
        """Return kind → number of blocks."""
        found: dict[str, int] = {}
        for block in self.blocks:
            found[block.kind] = found.get(block.kind, 0) + 1
        return found

    @property
    def picture_ids(self) -> set[int]:
        """Return the keys of the pictures that are shown side by side."""
        pairs = [field.pictures for block in self.blocks for field in block.fields if field.pictures]
        return {key for pair in pairs for key in pair if key is not None}


def compare(old: PageText, new: PageText) -> Comparison:
    """Compare two texts of a page."""
    facts = tuple(
        FieldChange(label, lines=diff_lines(_fact(old, name), _fact(new, name)))
        for name, label in FACTS
        if _fact(old, name) != _fact(new, name)
    )
    return Comparison(facts, tuple(_blocks(old, new)))


def _fact(text: PageText, name: str) -> list[str]:
    value = getattr(text, name)
    if name == "tasks":
        return list(value)
    if name == "owner_post":
        value = OWNER_POSTS.get(value, value)
    return [value] if value else []


def _blocks(old: PageText, new: PageText) -> list[BlockChange]:
    pairs = pair_blocks(old, new)
    kept = {i for i, _ in pairs}
    back = {j: i for i, j in pairs}
    moved = _moved(pairs)
    found = _removed_from(old, kept, 0)
    for j, block in enumerate(new.blocks):
        i = back.get(j)
        if i is None:
            found.append(_alone("ADDED", block, new_place=j))
            continue
        found.append(_pair(old.blocks[i], block, (i, j), is_moved=i in moved))
        found += _removed_from(old, kept, i + 1)
    return found


def _removed_from(old: PageText, kept: set[int], start: int) -> list[BlockChange]:
    """Return the removed blocks that stood from a place on, up to the next one that was kept."""
    found = []
    for i in range(start, len(old.blocks)):
        if i in kept:
            break
        found.append(_alone("REMOVED", old.blocks[i], old_place=i))
    return found


def pair_blocks(old: PageText, new: PageText) -> list[tuple[int, int]]:
    """Return which old block is which new one: by identity, else by likeness where it was written anew."""
    by_id = {block.get("id"): i for i, block in enumerate(old.blocks)}
    pairs = [(by_id[block.get("id")], j) for j, block in enumerate(new.blocks) if block.get("id") in by_id]
    left_old = set(range(len(old.blocks))) - {i for i, _ in pairs}
    for j in sorted(set(range(len(new.blocks))) - {j for _, j in pairs}):
        block = new.blocks[j]
        same_kind = [i for i in left_old if old.blocks[i]["type"] == block["type"]]
        likeness = {i: alike(_told(old.blocks[i]), _told(block)) for i in same_kind}
        best = max(same_kind, key=likeness.__getitem__, default=None)
        if best is not None and likeness[best] >= SAME_BLOCK:
            pairs.append((best, j))
            left_old.discard(best)
    return sorted(pairs, key=lambda pair: pair[1])


def _told(block: dict[str, Any]) -> str:
    found = []
    for field in fields_of(block):
        found += [*field.lines, *("\n".join(row) for row in field.grid)]
    return "\n".join(found)


def _moved(pairs: list[tuple[int, int]]) -> set[int]:
    """Return the old places of what really moved: all but the longest run that kept its order."""
    ends: list[int] = []
    chain: list[list[int]] = []
    for i, _ in pairs:
        place = bisect_left(ends, i)
        run = ([*chain[place - 1], i]) if place else [i]
        if place == len(ends):
            ends.append(i)
            chain.append(run)
        else:
            ends[place], chain[place] = i, run
    kept = set(chain[-1]) if chain else set()
    return {i for i, _ in pairs} - kept


def _alone(
    kind: str, block: dict[str, Any], *, old_place: int | None = None, new_place: int | None = None
) -> BlockChange:
    nothing = tuple(Field(field.name, field.label) for field in fields_of(block))
    before, after = (nothing, fields_of(block)) if kind == "ADDED" else (fields_of(block), nothing)
    fields = tuple(_field(old, new) for old, new in zip(before, after, strict=True))
    return BlockChange(kind, block.get("id", ""), label_of(block["type"]), fields, old_place, new_place)


def _pair(
    old: dict[str, Any], new: dict[str, Any], places: tuple[int, int], *, is_moved: bool
) -> BlockChange:
    before = {field.name: field for field in fields_of(old)}
    fields = tuple(
        _field(before.get(field.name, Field(field.name, field.label)), field) for field in fields_of(new)
    )
    is_changed = any(field.is_changed for field in fields) or old["type"] != new["type"]
    kind = "_AND_".join(name for name, holds in (("MOVED", is_moved), ("CHANGED", is_changed)) if holds)
    return BlockChange(kind or "SAME", new.get("id", ""), label_of(new["type"]), fields, *places)


def _field(old: Field, new: Field) -> FieldChange:
    is_picture = old.picture is not None or new.picture is not None
    notes = [
        f"{name}が変わりました。"
        for (name, before), (_, after) in zip(old.hidden, new.hidden, strict=False)
        if before != after and old.lines == new.lines
    ]
    if old.document != new.document:
        notes.append("添付するファイルが変わりました。")
    return FieldChange(
        label=new.label or old.label,
        lines=diff_lines(old.lines, new.lines),
        table=compare_grids(old.grid, new.grid),
        pictures=(old.picture, new.picture) if is_picture else None,
        notes=tuple(notes),
    )


def _differ(old: dict[str, Any], new: dict[str, Any]) -> bool:
    return bool(old["value"] != new["value"] and essence(old) != essence(new))


def changed_block_ids(old: PageText, new: PageText) -> frozenset[str]:
    """Return the ids, in the new text, of the blocks that were added or changed."""
    back = {j: i for i, j in pair_blocks(old, new)}
    return frozenset(
        str(block.get("id"))
        for j, block in enumerate(new.blocks)
        if j not in back or _differ(old.blocks[back[j]], block)
    )
