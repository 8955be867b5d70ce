"""What is looked up, what is not found, what is read and what never is."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Sum

from manuals.improvement.models import PageReadTally, SearchTally
from manuals.improvement.policies import is_shown
from manuals.models import ManualPage
from manuals.queries import address
from portal.templatetags.portal_format import without_furigana

TOP = 20


@dataclass(frozen=True)
class WordUse:
    """One query over a span of days: how often made, how often it found nothing or not all its words."""

    words: str
    count: int
    nothing: int
    partly: int


@dataclass(frozen=True)
class Searches:
    """The searches of a span: those of several people by their words, all of them by number."""

    shown: tuple[WordUse, ...]
    withheld: int
    total: int
    nothing: int

    @property
    def top(self) -> tuple[WordUse, ...]:
        """Return what is looked up most."""
        return self.shown[:TOP]

    @property
    def not_found(self) -> tuple[WordUse, ...]:
        """Return what the manual does not answer, the most sought first."""
        lacking = [one for one in self.shown if one.nothing + one.partly]
        return tuple(sorted(lacking, key=lambda one: (-one.nothing, -one.partly, one.words)))[:TOP]


@dataclass(frozen=True)
class PageUse:
    """How often a page was opened."""

    title: str
    url: str
    count: int


def searches(since: datetime.date, until: datetime.date) -> Searches:
    """Return the searches of some days; what fewer than so many people sought shows as a number only."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    words: dict[str, str] = {}
    found = SearchTally.objects.filter(day__gte=since, day__lte=until).order_by("day")
    fields = ("query_key", "words", "count", "nothing", "partly", "groups")
    for key, typed, count, nothing, partly, groups in found.values_list(*fields):
        line = sums[key]
        line[0] += count
        line[1] += nothing
        line[2] += partly
        line[3] |= groups
        words[key] = typed
    shown = [
        WordUse(words[key], count, nothing, partly)
        for key, (count, nothing, partly, groups) in sums.items()
        if is_shown(groups, settings.USAGE_MIN_PEOPLE)
    ]
    return Searches(
        shown=tuple(sorted(shown, key=lambda one: (-one.count, one.words))),
        withheld=len(sums) - len(shown),
        total=sum(line[0] for line in sums.values()),
        nothing=sum(line[1] for line in sums.values()),
    )


def page_uses(since: datetime.date, until: datetime.date) -> list[PageUse]:
    """Return every page in force with its readings in some days, the most read first."""
    tallies = PageReadTally.objects.filter(day__gte=since, day__lte=until).order_by()
    counted = dict(tallies.values_list("page").annotate(total=Sum("count")))
    pages = ManualPage.objects.live().order_by("path").values_list("pk", "title", "url_path")
    uses = [
        PageUse(without_furigana(title), address(path), counted.get(key, 0)) for key, title, path in pages
    ]
    return sorted(uses, key=lambda one: -one.count)
