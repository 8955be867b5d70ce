"""Tables for a terminal, where a Japanese letter takes two columns."""

import unicodedata
from collections.abc import Mapping, Sequence

GAP = "  "


def width(text: str) -> int:
    """Return how many columns `text` takes; marks that join the letter before take none."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WFA" else 1
        for letter in text
    )


def table(columns: Mapping[str, str], rows: Sequence[Mapping[str, object]]) -> str:
    """Return rows under their headings; `columns` maps a row's key to its heading."""
    cells = [list(columns.values()), *([str(row[key]) for key in columns] for row in rows)]
    widths = [max(width(row[column]) for row in cells) for column in range(len(columns))]
    rule = GAP.join("-" * column for column in widths)
    first, *others = [_line(row, widths) for row in cells]
    return "\n".join((first, rule, *others))


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (columns - width(cell)) for cell, columns in zip(row, widths, strict=True))
    return GAP.join(padded).rstrip()
