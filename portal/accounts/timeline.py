"""The posts of a person as bars on a line of time, for the picture beside the table."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from portal.accounts.models import PostHolding
from portal.eras import era_year

WIDTH, LABEL_WIDTH, ROW_HEIGHT, HEAD_HEIGHT, FOOT_HEIGHT = 800, 150, 26, 24, 20
# Room that the label of a tick needs to its right.
TICK_WIDTH = 90


@dataclass(frozen=True)
class Bar:
    """One holding, in the picture's units."""

    label: str
    x: int
    y: int
    width: int
    text_y: int
    is_current: bool


@dataclass(frozen=True)
class Tick:
    """The first day of a fiscal year."""

    label: str
    x: int


@dataclass(frozen=True)
class Timeline:
    """Bars, ticks and today's line, ready to be drawn as SVG."""

    width: int
    height: int
    bars: list[Bar]
    ticks: list[Tick]
    today_x: int

    @property
    def foot_y(self) -> int:
        """Return where the lines end, above the word for today."""
        return self.height - FOOT_HEIGHT

    @property
    def today_y(self) -> int:
        """Return the base line of the word for today."""
        return self.height - 5


def timeline(holdings: Sequence[PostHolding], *, on: datetime.date) -> Timeline | None:
    """Return the picture of some holdings as seen on a day, or None when there are none."""
    if not holdings:
        return None
    first = min(on, *(holding.start_date for holding in holdings))
    last = max(on, *(holding.end_date or holding.start_date for holding in holdings))
    # A margin, so that an open end is seen to go on.
    first, last = first - datetime.timedelta(days=15), last + datetime.timedelta(days=45)

    def place(day: datetime.date) -> int:
        share = (min(max(day, first), last) - first).days / (last - first).days
        return LABEL_WIDTH + round(share * (WIDTH - LABEL_WIDTH))

    bars = [_bar(index, holding, place, last, on) for index, holding in enumerate(holdings)]
    starts = [datetime.date(year, 4, 1) for year in range(first.year, last.year + 1)]
    ticks = [
        Tick(f"{era_year(start)}4月", place(start))
        for start in starts
        if first <= start <= last and place(start) <= WIDTH - TICK_WIDTH
    ]
    height = HEAD_HEIGHT + ROW_HEIGHT * len(bars) + FOOT_HEIGHT
    return Timeline(WIDTH, height, bars, ticks, place(on))


def _bar(
    index: int,
    holding: PostHolding,
    place: Callable[[datetime.date], int],
    last: datetime.date,
    on: datetime.date,
) -> Bar:
    y = HEAD_HEIGHT + index * ROW_HEIGHT
    start = place(holding.start_date)
    end = place(holding.end_date + datetime.timedelta(days=1) if holding.end_date else last)
    is_current = holding.start_date <= on and (holding.end_date is None or on <= holding.end_date)
    return Bar(holding.get_post_display(), start, y + 4, max(end - start, 2), y + 17, is_current)
