"""How many improvements are proposed and how soon they are answered, month by month."""

import datetime
from dataclasses import dataclass
from statistics import median

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from manuals.improvement.models import Improvement, ImprovementAnswer
from manuals.improvement.policies import months_after

MONTHS = 12
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Figures:
    """The proposals of one span: how many, how many answered, days to the first answer."""

    first: datetime.date
    number: int
    answered: int
    median_days: float | None

    @property
    def share(self) -> int | None:
        """Return the percentage answered, None without proposals."""
        return round(100 * self.answered / self.number) if self.number else None


def monthly_figures(at: datetime.datetime) -> list[Figures]:
    """Return the last twelve months, the oldest first."""
    this = timezone.localdate(at).replace(day=1)
    months = [months_after(this, step - MONTHS + 1) for step in range(MONTHS)]
    spans: dict[datetime.date, list[float | None]] = {month: [] for month in months}
    for made_at, first_answer in _waits(at):
        month = timezone.localdate(made_at).replace(day=1)
        if month in spans:
            spans[month].append((first_answer - made_at) / DAY if first_answer else None)
    return [_figures(month, waits) for month, waits in spans.items()]


def total_figures(at: datetime.datetime) -> Figures:
    """Return the figures of all proposals."""
    waits = [(first - made) / DAY if first else None for made, first in _waits(at)]
    return _figures(timezone.localdate(at), waits)


def _waits(at: datetime.datetime) -> list[tuple[datetime.datetime, datetime.datetime | None]]:
    first = ImprovementAnswer.objects.filter(improvement=OuterRef("pk"), number=1, answered_at__lte=at)
    found = Improvement.objects.filter(made_at__lte=at).annotate(
        first_answer=Subquery(first.values("answered_at")[:1])
    )
    return list(found.values_list("made_at", "first_answer"))


def _figures(first: datetime.date, waits: list[float | None]) -> Figures:
    known = [wait for wait in waits if wait is not None]
    return Figures(first, len(waits), len(known), round(median(known), 1) if known else None)
