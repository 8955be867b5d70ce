"""What an app offers to look-up: a source finds pages and suggests titles; look-up shows them all alike."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from modelsearch.query import Boost, Or, PlainText

from portal.accounts.enums import Permission

if TYPE_CHECKING:
    from portal.accounts.models import User


@dataclass(frozen=True)
class SearchRequest:
    """What is looked for, by whom, and when; `user` is None for the console.

    `any_word` asks for pages with any of the words instead of all of them.
    """

    text: str
    user: "User | None"
    at: datetime.datetime
    task: str = ""
    any_word: bool = False

    @property
    def query(self) -> Any:
        """Return the modelsearch query; with any word, pages with all of them still come first."""
        every = PlainText(self.text, operator="and")
        if not self.any_word:
            return every
        return Or([PlainText(self.text, operator="or"), Boost(every, 10)])


@dataclass(frozen=True)
class Section:
    """A part of a page that can be opened directly: its anchor, heading and plain text."""

    anchor: str
    heading: str
    text: str


@dataclass(frozen=True)
class SearchHit:
    """One page found: `place` is the way to it, `tasks` are labels, `mark` a word beside its title."""

    title: str
    url: str
    summary: str
    place: str
    tasks: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    mark: str = ""


@dataclass(frozen=True)
class TaskCount:
    """How many of the pages found, before the filter by task, belong to a task."""

    code: str
    label: str
    count: int


@dataclass(frozen=True)
class Suggestion:
    """A title that begins with, or holds, what has been typed."""

    title: str
    url: str
    place: str


class Found(Protocol):
    """What a source found, in order; hits are made only for the page that is shown."""

    @property
    def total(self) -> int:
        """Return the number of pages, within the task asked for."""
        ...

    @property
    def tasks(self) -> tuple[TaskCount, ...]:
        """Return how many pages of each task there are, whatever task was asked for."""
        ...

    def hits(self, start: int, stop: int) -> list[SearchHit]:
        """Return the hits from `start` up to `stop`."""
        ...


@dataclass(frozen=True)
class SearchSource:
    """One app's share of look-up, shown to those who hold `permission`.

    `suggest` gets what has been typed so far, and how many titles are wanted.
    """

    key: str
    label: str
    permission: Permission
    order: int
    search: Callable[[SearchRequest], Found]
    suggest: Callable[[SearchRequest, int], list[Suggestion]]
