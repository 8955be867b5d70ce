"""When a law change is red, and when people are told of it; no database."""

import datetime

from manuals.laws.enums import Colour

# Days before the day of effect on which those in charge are told while pages are open.
TOLD_BEFORE = (30, 14, 7, 3, 1, 0)
PAST = "past"


def fiscal_year_of(day: datetime.date) -> int:
    """Return the fiscal year (April to March) of a day."""
    return day.year if day.month >= 4 else day.year - 1


def number_of(fiscal_year: int, serial: int) -> str:
    """Return a number as it is written: 改-2026-003."""
    return f"改-{fiscal_year}-{serial:03}"


def is_settled(
    *,
    law_day: datetime.date,
    version_day: datetime.date | None,
    is_cancelled: bool,
    is_unaffected: bool,
    today: datetime.date,
) -> bool:
    """Tell whether a page is ready: its version takes effect by the law's day, or has taken effect by now."""
    if is_unaffected:
        return True
    return version_day is not None and not is_cancelled and version_day <= max(law_day, today)


def colour(
    *, effective_date: datetime.date, open_pages: int, is_closed: bool, today: datetime.date, red_days: int
) -> Colour:
    """Return how urgent a law change is; red from `red_days` before its day while a page is not ready."""
    if is_closed:
        return Colour.GREY
    if open_pages == 0:
        return Colour.GREEN
    return Colour.RED if (effective_date - today).days <= red_days else Colour.YELLOW


def occasion(effective_date: datetime.date, today: datetime.date) -> str | None:
    """Return the latest occasion to tell of open pages; one that was missed is not told later."""
    left = (effective_date - today).days
    if left < 0:
        return PAST
    near = [days for days in TOLD_BEFORE if left <= days]
    return str(min(near)) if near else None
