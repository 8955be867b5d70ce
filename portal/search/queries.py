"""The look-up itself: reads what was typed, asks every source, widens where too little was found."""

import datetime
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

from portal.accounts.permissions import user_can
from portal.my_number import contains_my_number
from portal.registry import search_sources
from portal.search.analyzer.words import content_words
from portal.search.sources import Found, SearchHit, SearchRequest, SearchSource, Suggestion, TaskCount

if TYPE_CHECKING:
    from portal.accounts.models import User

LONGEST_QUERY = 200
# With fewer pages than this, pages that hold only some of the words are shown as well.
ENOUGH = 3
SUGGESTIONS = 8

FoundPage = tuple[SearchSource, SearchHit]


@dataclass(frozen=True)
class Query:
    """What was typed, made fit to search with."""

    text: str
    was_cut: bool = False
    is_guarded: bool = False


@dataclass(frozen=True)
class SourceCount:
    """How many pages one source found."""

    key: str
    label: str
    count: int


@dataclass(frozen=True)
class LookUp:
    """What a look-up found; `strict_total` counts the pages that hold all the words."""

    request: SearchRequest
    pages: "FoundPages"
    strict_total: int
    tasks: tuple[TaskCount, ...]
    sources: tuple[SourceCount, ...]

    @property
    def is_widened(self) -> bool:
        """Tell whether pages that hold only some of the words are among them."""
        return self.request.any_word

    @property
    def total(self) -> int:
        """Return the number of pages found."""
        return len(self.pages)


class FoundPages(Sequence[FoundPage]):
    """The hits of all sources one after the other, as a sequence for a paginator."""

    def __init__(self, found: list[tuple[SearchSource, Found]]) -> None:
        self.found = found

    def __len__(self) -> int:
        return sum(found.total for _, found in self.found)

    @overload
    def __getitem__(self, wanted: int) -> FoundPage: ...
    @overload
    def __getitem__(self, wanted: slice) -> list[FoundPage]: ...
    def __getitem__(self, wanted: slice | int) -> list[FoundPage] | FoundPage:
        if isinstance(wanted, int):
            return self[wanted : wanted + 1][0]
        start, stop, _ = wanted.indices(len(self))
        return list(self._between(start, stop))

    def _between(self, start: int, stop: int) -> Iterator[FoundPage]:
        passed = 0
        for source, found in self.found:
            first, last = max(start - passed, 0), min(stop - passed, found.total)
            if first < last:
                yield from ((source, hit) for hit in found.hits(first, last))
            passed += found.total


def read_query(typed: str) -> Query:
    """Return the query in `typed`: one line, no control characters, at most `LONGEST_QUERY` characters."""
    visible = "".join(" " if unicodedata.category(letter) in {"Cc", "Cs"} else letter for letter in typed)
    text = re.sub(r"\s+", " ", visible).strip()
    if contains_my_number(text):
        return Query("", is_guarded=True)
    return Query(text[:LONGEST_QUERY].strip(), was_cut=len(text) > LONGEST_QUERY)


def look_up(
    text: str, *, user: "User | None", at: datetime.datetime, task: str = "", source: str = ""
) -> LookUp:
    """Search every source that `user` may search; look for any of several words if all find too little."""
    sources = sources_for(user, at=at)
    strict = SearchRequest(text, user, at, task)
    found = _search(sources, strict)
    strict_total = _total(found, source)
    request = strict
    if strict_total < ENOUGH and len(content_words(text)) > 1:
        loose = SearchRequest(text, user, at, task, any_word=True)
        widened = _search(sources, loose)
        if _total(widened, source) > strict_total:
            request, found = loose, widened
    return LookUp(
        request=request,
        pages=FoundPages([pair for pair in found if source in {"", pair[0].key}]),
        strict_total=strict_total,
        tasks=_tasks(found, source),
        sources=tuple(SourceCount(one.key, one.label, result.total) for one, result in found),
    )


def suggest(typed: str, *, user: "User", at: datetime.datetime) -> list[Suggestion]:
    """Return titles for what has been typed so far; nothing for what must not be typed."""
    query = read_query(typed)
    if not query.text:
        return []
    request = SearchRequest(query.text, user, at)
    sources = sources_for(user, at=at)
    found = [one for source in sources for one in source.suggest(request, SUGGESTIONS)]
    return found[:SUGGESTIONS]


def sources_for(user: "User | None", *, at: datetime.datetime) -> list[SearchSource]:
    """Return the sources that `user` may search; the console may search all."""
    return [one for one in search_sources() if user is None or user_can(user, one.permission, at=at)]


def _search(sources: list[SearchSource], request: SearchRequest) -> list[tuple[SearchSource, Found]]:
    return [(source, source.search(request)) for source in sources]


def _total(found: list[tuple[SearchSource, Found]], source: str) -> int:
    return sum(result.total for one, result in found if source in {"", one.key})


def _tasks(found: list[tuple[SearchSource, Found]], source: str) -> tuple[TaskCount, ...]:
    """Add up the counts of each task over the sources."""
    counts: dict[str, TaskCount] = {}
    for one, result in found:
        for task in result.tasks if source in {"", one.key} else ():
            before = counts.get(task.code)
            counts[task.code] = TaskCount(task.code, task.label, task.count + (before.count if before else 0))
    return tuple(counts.values())
