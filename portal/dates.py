"""Dates as a Japanese office writes them: 令和8年3月1日(日)."""

import datetime

from django.utils import timezone

WEEKDAYS = "月火水木金土日"
# First day and name of each era, the newest first.
ERAS = [
    (datetime.date(2019, 5, 1), "令和"),
    (datetime.date(1989, 1, 8), "平成"),
    (datetime.date(1926, 12, 25), "昭和"),
]


def wareki(on: datetime.date, *, weekday: bool = True) -> str:
    """Return a day in the Japanese calendar (before 1926 in the western); a moment is its day in Japan."""
    day = _day(on)
    start, era = next(((start, era) for start, era in ERAS if day >= start), (None, ""))
    year = day.year if start is None else day.year - start.year + 1
    shown = "元" if era and year == 1 else str(year)
    written = f"{era}{shown}年{day.month}月{day.day}日"
    return f"{written}({WEEKDAYS[day.weekday()]})" if weekday else written


def clock_time(moment: datetime.datetime) -> str:
    """Return the time of day in Japan, as 9:05."""
    local = timezone.localtime(moment)
    return f"{local.hour}:{local.minute:02}"


def _day(on: datetime.date) -> datetime.date:
    return timezone.localdate(on) if isinstance(on, datetime.datetime) else on
