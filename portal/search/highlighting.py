"""Marks the words of a query in a text, variants included, and cuts out the passage that answers best."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from portal.search.analyzer.folding import Folded, fold
from portal.search.analyzer.furigana import without_furigana
from portal.search.analyzer.words import READING, Unit, content_words, words

SNIPPET_LENGTH = 140
# So much of a text is read word by word when no sentence of it holds the query as it was typed.
READ_AT_MOST = 1500
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")

Span = tuple[int, int]


class Place(NamedTuple):
    """Where a unit stands in a text, and by which terms it is found."""

    start: int
    stop: int
    terms: frozenset[str]


class Sentence(NamedTuple):
    """A sentence of a text, the places to mark in it, and how many different words it holds."""

    start: int
    stop: int
    spans: list[Span]
    matched: int


@dataclass(frozen=True)
class Wanted:
    """The terms that are marked, and the spellings by which a sentence is recognised at a glance.

    `parts` of compounds are marked only in a text that holds no whole word of the query.
    """

    terms: frozenset[str]
    parts: frozenset[str]
    spellings: tuple[str, ...]


@dataclass(frozen=True)
class Passage:
    """A piece of text with marks, and how many different terms it holds."""

    html: SafeString
    matched: int


@lru_cache(maxsize=256)
def wanted(query: str) -> Wanted:
    """Return what to mark for a query."""
    found = content_words(query)
    terms = {term for word in found for term in _terms(word.whole, is_query=True)}
    # A single letter of a compound, such as 書 of 電子証明書, would be marked all over the page.
    parts = {term for word in found for part in word.parts for term in part.terms if len(term) > 1}
    return Wanted(frozenset(terms), frozenset(parts), tuple(terms | parts | set(fold(query).text.split())))


def highlighted(text: str, query: str) -> Passage:
    """Return the whole text with its marks."""
    plain = without_furigana(text)
    spans, matched = _spans(plain, wanted(query))
    return Passage(_marked(plain, spans, 0, len(plain)), len(matched))


def most_words(text: str, query: str, *, is_thorough: bool) -> int:
    """Return how many different words of the query the best sentence of `text` holds.

    Unless `is_thorough`, only sentences that spell the query as it was typed are looked at: much faster.
    """
    return _best_sentence(without_furigana(text), wanted(query), is_thorough=is_thorough).matched


def snippet(text: str, query: str, length: int = SNIPPET_LENGTH) -> Passage:
    """Return about `length` characters around the sentence that holds the most different words."""
    plain, goal = without_furigana(text), wanted(query)
    best = _best_sentence(plain, goal, is_thorough=True)
    if not best.matched:
        return Passage(SafeString(escape(_shortened(plain, 0, length))), 0)
    start = best.start
    if best.stop - best.start > length:
        start = max(best.start, best.start + best.spans[0][0] - length // 4)
    return Passage(_window(plain, start, length, goal), best.matched)


def _best_sentence(text: str, goal: Wanted, *, is_thorough: bool) -> Sentence:
    best = Sentence(0, 0, [], 0)
    for start, stop in _candidates(text, goal, is_thorough=is_thorough):
        spans, matched = _spans(text[start:stop], goal)
        if len(matched) > best.matched:
            best = Sentence(start, stop, spans, len(matched))
    return best


def _candidates(text: str, goal: Wanted, *, is_thorough: bool) -> list[Span]:
    """Return the sentences that hold a spelling, or else, to be thorough, the first ones."""
    lower = text.lower()
    sentences = [found.span() for found in _SENTENCE.finditer(text)]
    likely = [
        (start, stop)
        for start, stop in sentences
        if any(lower.find(spelling, start, stop) >= 0 for spelling in goal.spellings)
    ]
    if likely or not is_thorough:
        return likely[:8]
    return [(start, stop) for start, stop in sentences if start < READ_AT_MOST]


def _window(text: str, start: int, length: int, goal: Wanted) -> SafeString:
    """Return `length` characters from `start` with marks and, where text is left out, an ellipsis."""
    stop = min(len(text), start + length)
    spans = []
    for first, last in (found.span() for found in _SENTENCE.finditer(text)):
        if first < stop and start < last:
            marks, _ = _spans(text[first:last], goal)
            spans += [(max(first + a, start), min(first + b, stop)) for a, b in marks]
    inside = [(first, last) for first, last in spans if first < last]
    before, after = "…" if start else "", "…" if stop < len(text) else ""
    return mark_safe(before + _marked(text, inside, start, stop) + after)  # noqa: S308 - escaped there


def _shortened(text: str, start: int, length: int) -> str:
    return text[start : start + length] + ("…" if len(text) > start + length else "")


def _marked(text: str, spans: list[Span], start: int, stop: int) -> SafeString:
    pieces, position = [], start
    for first, last in spans:
        pieces += [escape(text[position:first]), f"<mark>{escape(text[first:last])}</mark>"]
        position = last
    pieces.append(escape(text[position:stop]))
    return mark_safe("".join(pieces))  # noqa: S308 - every piece of text is escaped above


def _spans(text: str, goal: Wanted) -> tuple[list[Span], set[str]]:
    """Return the places to mark, neighbours joined, and the terms found there."""
    spans, matched = _spans_of(text, goal.terms)
    return (spans, matched) if spans else _spans_of(text, goal.parts)


def _spans_of(text: str, terms: frozenset[str]) -> tuple[list[Span], set[str]]:
    spans: list[Span] = []
    matched: set[str] = set()
    for whole, parts in _words_at(text):
        for place in (whole,) if not terms.isdisjoint(whole.terms) else parts:
            if hit := terms & place.terms:
                matched.add(min(hit))
                _join(spans, place.start, place.stop)
    return spans, matched


@lru_cache(maxsize=16_384)
def _words_at(text: str) -> tuple[tuple[Place, tuple[Place, ...]], ...]:
    """Return every word of a short text with its parts; kept, because every query asks anew."""
    folded = fold(text)
    return tuple(
        (_place(word.whole, folded), tuple(_place(part, folded) for part in word.parts))
        for word in words(folded)
        if not word.is_filler
    )


def _place(unit: Unit, folded: Folded) -> Place:
    return Place(folded.origins[unit.start], folded.origins[unit.end], frozenset(_terms(unit)))


def _join(spans: list[Span], start: int, stop: int) -> None:
    if spans and spans[-1][1] == start:
        spans[-1] = (spans[-1][0], stop)
    else:
        spans.append((start, stop))


def _terms(unit: Unit, *, is_query: bool = False) -> set[str]:
    """Return the terms of a unit; a text answers to its readings, a query asks for them in kana only."""
    terms = set(unit.terms)
    if unit.reading and (unit.is_kana or not is_query):
        terms.add(READING + unit.reading)
    return terms
