"""Marks the words of a query in a text, variants included, and cuts out the passage that answers best."""

import re
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from portal.search.analyzer.folding import fold
from portal.search.analyzer.furigana import without_furigana
from portal.search.analyzer.words import READING, Unit, content_words, words

SNIPPET_LENGTH = 140
# So much of a text is read word by word when no sentence of it holds the query as it was typed.
READ_AT_MOST = 1500
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")

Span = tuple[int, int]


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


def snippet(text: str, query: str, length: int = SNIPPET_LENGTH) -> Passage:
    """Return about `length` characters around the sentence that holds the most different terms."""
    plain, goal = without_furigana(text), wanted(query)
    best, most = None, 0
    for sentence in _candidates(plain, goal):
        spans, matched = _spans(sentence[0], goal)
        if len(matched) > most:
            best, most = (sentence, spans), len(matched)
    if best is None:
        return Passage(SafeString(escape(_shortened(plain, 0, length))), 0)
    (sentence_text, start), spans = best
    first = start + (spans[0][0] if len(sentence_text) > length else 0)
    first = max(0, first - length // 4) if first > start else start
    return Passage(_window(plain, first, length, goal), most)


def _candidates(text: str, goal: Wanted) -> list[tuple[str, int]]:
    """Return (sentence, start) of those that hold a spelling, or of the beginning of the text."""
    sentences = [(found[0], found.start()) for found in _SENTENCE.finditer(text)]
    likely = [one for one in sentences if any(spelling in one[0].lower() for spelling in goal.spellings)]
    return likely[:8] or [one for one in sentences if one[1] < READ_AT_MOST]


def _window(text: str, start: int, length: int, goal: Wanted) -> SafeString:
    """Return `length` characters from `start` with marks and, where text is left out, an ellipsis."""
    stop = min(len(text), start + length)
    spans, _ = _spans(text[start:stop], goal)
    before, after = "…" if start else "", "…" if stop < len(text) else ""
    return mark_safe(before + _marked(text[start:stop], spans, 0, stop - start) + after)  # noqa: S308 - escaped there


def _shortened(text: str, start: int, length: int) -> str:
    return text[start : start + length] + ("…" if len(text) > start + length else "")


def _marked(text: str, spans: tuple[Span, ...], start: int, stop: int) -> SafeString:
    pieces, position = [], start
    for first, last in spans:
        pieces += [escape(text[position:first]), f"<mark>{escape(text[first:last])}</mark>"]
        position = last
    pieces.append(escape(text[position:stop]))
    return mark_safe("".join(pieces))  # noqa: S308 - every piece of text is escaped above


@lru_cache(maxsize=4096)
def _spans(text: str, goal: Wanted) -> tuple[tuple[Span, ...], frozenset[str]]:
    """Return the places to mark, neighbours joined, and the terms found there."""
    whole = _spans_of(text, goal.terms)
    return whole if whole[0] else _spans_of(text, goal.parts)


def _spans_of(text: str, terms: frozenset[str]) -> tuple[tuple[Span, ...], frozenset[str]]:
    folded = fold(text)
    spans: list[Span] = []
    matched: set[str] = set()
    for word in words(folded):
        if word.is_filler:
            continue
        hit = _terms(word.whole) & terms
        units = (word.whole,) if hit else word.parts
        for unit in units:
            hit = _terms(unit) & terms
            if hit:
                matched |= {min(hit)}
                _join(spans, folded.origins[unit.start], folded.origins[unit.end])
    return tuple(spans), frozenset(matched)


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
