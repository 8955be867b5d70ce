"""What the blocks of a page are called when people speak of them."""

from collections import Counter
from collections.abc import Iterable

from manuals.comparison.reading import label_of


def block_names(blocks: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return block id → its kind with its number among its kind (手順3), from (id, kind) in order."""
    listed = list(blocks)
    numbers: Counter[str] = Counter()
    of_kind = Counter(kind for _, kind in listed)
    names = {}
    for key, kind in listed:
        numbers[kind] += 1
        is_numbered = kind == "step" or of_kind[kind] > 1
        names[key] = f"{label_of(kind)}{numbers[kind] if is_numbered else ''}"
    return names
