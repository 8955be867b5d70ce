"""How much of a file is read at most; beyond it lie bombs and files nobody can check by eye."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Upper bounds; a file may unfold to `unfolds` times the bytes it may have."""

    max_bytes: int
    unfolds: int = 10
    # What is parsed as a whole takes many times its size in memory.
    xml_bytes: int = 64 * MEGABYTE
    entries: int = 3000
    # XML of office files shrinks to a tenth; a thousandth is zeros.
    ratio: int = 200
    ratio_matters_from: int = MEGABYTE
    pictures: int = 300
    pixels: int = 50_000_000
    pages: int = 300
    items: int = 20_000
    cells: int = 100_000
    rows: int = 20_000
    columns: int = 200

    @property
    def megabytes(self) -> int:
        """Return the limit as a person reads it."""
        return self.max_bytes // MEGABYTE

    @property
    def unfolded_bytes(self) -> int:
        """Return how much a file may hold once unfolded."""
        return self.max_bytes * self.unfolds
