"""Which clause of the register a clause of a new reading is: by place, then by words."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from compliance.clauses.parsing import ParsedClause

ALIKE = 0.6


@dataclass(frozen=True)
class Known:
    """A clause of the register as far as matching goes."""

    pk: int
    ref: str
    heading: str
    text: str

    @property
    def words(self) -> str:
        """Return heading and text together."""
        return f"{self.heading}\n{self.text}"


def _words(clause: ParsedClause) -> str:
    return f"{clause.heading}\n{clause.text}"


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are, from 0 to 1."""
    if one == other:
        return 1.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE <= matcher.quick_ratio() else 0.0


def match(known: Sequence[Known], read: Sequence[ParsedClause]) -> dict[int, int]:
    """Return for places in `read` the key of the clause it is; a place that is missing is a new clause.

    First whoever has the same number and the same words, then the same words under another number (in
    order, so that two clauses with one title stay two), then the same number with words that are alike,
    then words that are alike anywhere, and at last the same number, rewritten as a whole.
    """
    return _Matching(known, read).pairs()


class _Matching:
    def __init__(self, known: Sequence[Known], read: Sequence[ParsedClause]) -> None:
        self.free = list(known)
        self.read = read
        self.found: dict[int, int] = {}

    def pairs(self) -> dict[int, int]:
        for choose in (self._same, self._same_words, self._same_number, self._alike, self._same_place):
            for place, clause in enumerate(self.read):
                if place not in self.found and (one := choose(clause)):
                    self.found[place] = one.pk
                    self.free.remove(one)
        return self.found

    def _same(self, clause: ParsedClause) -> Known | None:
        words = _words(clause)
        return next((one for one in self.free if one.ref == clause.ref and one.words == words), None)

    def _same_words(self, clause: ParsedClause) -> Known | None:
        words = _words(clause)
        return next((one for one in self.free if words.strip() and one.words == words), None)

    def _same_number(self, clause: ParsedClause) -> Known | None:
        one = next((one for one in self.free if one.ref == clause.ref), None)
        if one is None or (one.words.strip() and likeness(one.words, _words(clause)) < ALIKE):
            return None
        return one

    def _same_place(self, clause: ParsedClause) -> Known | None:
        return next((one for one in self.free if one.ref == clause.ref), None)

    def _alike(self, clause: ParsedClause) -> Known | None:
        scored = [(likeness(one.words, _words(clause)), -at) for at, one in enumerate(self.free)]
        best = max(scored, default=(0.0, 0))
        return self.free[-best[1]] if best[0] >= ALIKE else None
