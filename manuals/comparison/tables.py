"""Two tables compared cell by cell."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from manuals.comparison.pieces import ALIKE, DELETED, INSERTED, SAME, Piece, alike, diff_words
from manuals.comparison.reading import Grid


@dataclass(frozen=True)
class Row:
    """One row of a compared table: "same", "changed", "inserted" or "deleted", with its cells in pieces."""

    kind: str
    cells: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True)
class TableChange:
    """A compared table: its headings and rows."""

    head: Row
    rows: tuple[Row, ...]

    @property
    def is_changed(self) -> bool:
        """Tell whether anything in it changed."""
        return any(row.kind != SAME for row in (self.head, *self.rows))


def compare_grids(old: Grid, new: Grid) -> TableChange | None:
    """Compare two tables; None where there is neither."""
    if not old and not new:
        return None
    old_head, new_head = (old[0] if old else ()), (new[0] if new else ())
    columns = _pairs(list(old_head), list(new_head))
    rows = [
        _row(old[1:][i] if i is not None else None, new[1:][j] if j is not None else None, columns)
        for i, j in _pairs([_told(row) for row in old[1:]], [_told(row) for row in new[1:]])
    ]
    return TableChange(_row(old_head, new_head, columns), tuple(rows))


def _told(row: tuple[str, ...]) -> str:
    return "\n".join(row)


def _pairs(old: list[str], new: list[str]) -> list[tuple[int | None, int | None]]:
    """Return which of the old goes with which of the new, in the order of reading."""
    pairs: list[tuple[int | None, int | None]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs += zip(range(i1, i2), range(j1, j2), strict=True)
            continue
        left = list(range(j1, j2))
        for i in range(i1, i2):
            likeness = {j: _likeness(old[i], new[j]) for j in left}
            best = max(left, key=likeness.__getitem__, default=None)
            if best is None or likeness[best] < ALIKE:
                pairs.append((i, None))
                continue
            pairs += [(None, j) for j in left if j < best]
            pairs.append((i, best))
            left = [j for j in left if j > best]
        pairs += [(None, j) for j in left]
    return pairs


def _likeness(old: str, new: str) -> float:
    """Return how alike two rows are; the same first cell makes them the same row."""
    first_old, first_new = old.split("\n", 1)[0], new.split("\n", 1)[0]
    return 1.0 if first_old and first_old == first_new else alike(old, new)


def _row(
    old: tuple[str, ...] | None, new: tuple[str, ...] | None, columns: list[tuple[int | None, int | None]]
) -> Row:
    cells = tuple(_cell(old, new, i, j) for i, j in columns)
    kinds = {piece.kind for cell in cells for piece in cell}
    if old is None:
        return Row(INSERTED, cells)
    if new is None:
        return Row(DELETED, cells)
    return Row(SAME if kinds <= {SAME} else "changed", cells)


def _cell(
    old: tuple[str, ...] | None, new: tuple[str, ...] | None, i: int | None, j: int | None
) -> tuple[Piece, ...]:
    before = old[i] if old is not None and i is not None and i < len(old) else ""
    after = new[j] if new is not None and j is not None and j < len(new) else ""
    return diff_words(before, after)
