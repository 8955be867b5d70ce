"""What a person should look at in a reading: numbers that come twice, numbers that are missing."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from compliance.clauses.parsing.labels import folded
from compliance.clauses.parsing.reading import ParsedClause, Reading


def remarks(reading: Reading) -> list[str]:
    """Return one Japanese sentence for each oddity of the numbering; the clauses are kept as they stand."""
    times = Counter(clause.ref for clause in reading.walk())
    repeated = [f"番号「{ref}」の条項が{count}つあります。" for ref, count in times.items() if count > 1]
    return [*repeated, *_skips(reading.clauses)]


def _skips(clauses: Sequence[ParsedClause]) -> Iterator[str]:
    for before, after in pairwise(clauses):
        first, second = _shape(before), _shape(after)
        if first[0] == second[0] and second[1] > first[1] + 1:
            yield f"番号「{before.ref}」の次が「{after.ref}」です。間の番号がありません。"
    for clause in clauses:
        yield from _skips(clause.children)


def _shape(clause: ParsedClause) -> tuple[str, int]:
    """Return a label with its last number cut out, and that number; 0 when it has none."""
    label = folded(clause.label)
    numbers = re.findall(r"\d+", label)
    return re.sub(r"\d+", "#", label), int(numbers[-1]) if numbers else 0
