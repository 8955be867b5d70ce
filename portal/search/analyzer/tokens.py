"""Whoosh analyzers: the terms of a text with their positions, and the beginnings of its words."""

from collections.abc import Iterator
from typing import Any

from whoosh.analysis import Analyzer, Token

from portal.search.analyzer.folding import fold
from portal.search.analyzer.prefixes import beginnings
from portal.search.analyzer.words import READING, Unit, Word, words

# Raise it whenever the same text gives other terms: indexes made before are then built anew.
VERSION = 1
# Between two values of a field lies a gap, so that no phrase reaches from one into the next.
VALUE_SEPARATOR = "\n"
_GAP = 8


def index_terms(text: str) -> Iterator[tuple[str, int]]:
    """Yield (term, position) of everything by which `text` is found.

    A compound stands at the position of its first part, so that it and its parts are both found.
    """
    position = 0
    folded = fold(text)
    for word in words(folded):
        if word.is_filler:
            position += _GAP if VALUE_SEPARATOR in folded.text[word.whole.start : word.whole.end] else 0
            continue
        yield from _terms(word, position)
        position += len(word.parts)


def _terms(word: Word, position: int) -> Iterator[tuple[str, int]]:
    if word.is_compound:
        yield from _unit_terms(word.whole, position)
    for step, part in enumerate(word.parts):
        yield from _unit_terms(part, position + step)


def _unit_terms(unit: Unit, position: int) -> Iterator[tuple[str, int]]:
    for term in unit.terms:
        yield term, position
    if unit.reading:
        yield READING + unit.reading, position


class WordAnalyzer(Analyzer):
    """Feeds Whoosh the terms of a text."""

    def __call__(self, value: str, **kwargs: Any) -> Iterator[Token]:
        """Yield one token a term; its `boost` and `pos` are what Whoosh's formats read."""
        token = Token(positions=True)
        token.boost = 1.0
        token.stopped = False
        for token.text, token.pos in index_terms(value):
            yield token


class BeginningAnalyzer(Analyzer):
    """Feeds Whoosh the beginnings of the words of a text."""

    def __call__(self, value: str, **kwargs: Any) -> Iterator[Token]:
        """Yield one token a beginning."""
        token = Token()
        token.boost = 1.0
        token.stopped = False
        for token.text in beginnings(value, VALUE_SEPARATOR):
            yield token
