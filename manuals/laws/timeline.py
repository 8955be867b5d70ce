"""The picture of the coming months: each law change on its day."""

import datetime
from dataclasses import dataclass

from manuals.laws.queries import Ticket

MONTHS = 6
WIDTH = 720
MARGIN = 12
ROW = 26
TOP = 28


@dataclass(frozen=True)
class Mark:
    """One law change in the picture."""

    ticket: Ticket
    x: int
    y: int
    is_left_of_dot: bool

    @property
    def text_x(self) -> int:
        """Return where the words begin, or end where they stand left of the dot."""
        return self.x - 12 if self.is_left_of_dot else self.x + 12

    @property
    def text_y(self) -> int:
        """Return the base line of the words."""
        return self.y + 4


@dataclass(frozen=True)
class Timeline:
    """A picture in units of its own: months as (x, label), marks by row."""

    width: int
    height: int
    months: list[tuple[int, str]]
    marks: list[Mark]


def timeline(tickets: list[Ticket], today: datetime.date) -> Timeline:
    """Return the open law changes of the coming months in order of their days."""
    start = today.replace(day=1)
    firsts = [_month_after(start, number) for number in range(MONTHS + 1)]
    days = (firsts[-1] - start).days

    def place(day: datetime.date) -> int:
        return MARGIN + round((WIDTH - 2 * MARGIN) * (day - start).days / days)

    shown = [one for one in tickets if start <= one.law.effective_date < firsts[-1] and not one.law.is_closed]
    marks = []
    for row, one in enumerate(shown):
        x = place(one.law.effective_date)
        marks.append(Mark(one, x, TOP + ROW * row + ROW // 2, is_left_of_dot=x > WIDTH / 2))
    months = [(place(first), f"{first.month}月") for first in firsts[:-1]]
    return Timeline(WIDTH, TOP + ROW * len(shown), months, marks)


def _month_after(first: datetime.date, number: int) -> datetime.date:
    months = first.month - 1 + number
    return datetime.date(first.year + months // 12, months % 12 + 1, 1)
