"""Beginnings: what a person has typed so far, against every place of a title where a word begins."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from portal.search.analyzer.folding import fold, to_hiragana
from portal.search.analyzer.words import Word, words

# Longer beginnings are cut, in the index and in the query alike.
LONGEST = 24
# Marks the beginning of a whole value, which ranks above a beginning inside it.
FIRST = "^"
_RUN = re.compile(r"[^\s、。,，・「」『』（）()\[\]【】〈〉《》〜:：；;！？!?／/]+")
# Letters left over while an input method still waits for the rest of a syllable.
_UNFINISHED_SYLLABLE = re.compile(r"(?<=[\u3041-\u309fー])[a-z]{1,3}$")


def typed_beginnings(query: str) -> list[str]:
    """Return the beginnings a query asks for, one a run of letters."""
    folded = to_hiragana(fold(query).text)
    return [_UNFINISHED_SYLLABLE.sub("", run)[:LONGEST] for run in _RUN.findall(folded)]


def holds_typed(text: str, typed: Iterable[str]) -> bool:
    """Tell whether `text`, as written or as spoken, holds anything of what has been typed."""
    written, spoken = _forms(text)
    return any(beginning in written or beginning in spoken for beginning in typed)


@lru_cache(maxsize=8192)
def _forms(text: str) -> tuple[str, str]:
    folded = fold(text)
    spoken = "".join(word.whole.reading or word.whole.terms[-1] for word in words(folded))
    return to_hiragana(folded.text), spoken


def beginnings(text: str, separator: str = "\n") -> Iterator[str]:
    """Yield each beginning once: of the written words and of their readings."""
    seen: set[str] = set()
    for value in text.split(separator):
        for start_of_value, rest in _rests(value):
            for length in range(1, min(len(rest), LONGEST) + 1):
                seen.add(rest[:length])
                if start_of_value:
                    seen.add(FIRST + rest[:length])
    yield from seen


def _rests(value: str) -> Iterator[tuple[bool, str]]:
    """Yield (is it the value's start, the rest of the run) from every place where a word begins."""
    folded = fold(value)
    found = list(words(folded))
    for run in _RUN.finditer(folded.text):
        is_first = not folded.text[: run.start()].strip()
        inside = [word for word in found if run.start() <= word.whole.start < run.end()]
        for is_start, rest in (*_written_rests(run, inside), *_spoken_rests(inside)):
            yield is_first and is_start, to_hiragana(rest)


def _written_rests(run: re.Match[str], inside: list[Word]) -> Iterator[tuple[bool, str]]:
    starts = {part.start for word in inside if not word.is_filler for part in word.parts}
    for start in {run.start(), *starts}:
        yield start == run.start(), run.string[start : run.end()]


def _spoken_rests(inside: list[Word]) -> Iterator[tuple[bool, str]]:
    """Yield the readings from each word, and each part, to the end of the run."""
    tail = ""
    for word in reversed(inside):
        for first in range(1, len(word.parts)):
            yield False, "".join(part.reading or part.terms[-1] for part in word.parts[first:]) + tail
        tail = (word.whole.reading or word.whole.terms[-1]) + tail
        if word is inside[0] or not word.is_filler:
            yield word is inside[0], tail
