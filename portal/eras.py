"""Japanese eras: a date as a city hall writes it. A new era is one more row."""

import datetime
from dataclasses import dataclass

WEEKDAYS = "月火水木金土日"


@dataclass(frozen=True)
class Era:
    """An era and its first day."""

    name: str
    start: datetime.date


ERAS = [
    Era("令和", datetime.date(2019, 5, 1)),
    Era("平成", datetime.date(1989, 1, 8)),
    Era("昭和", datetime.date(1926, 12, 25)),
]


def era_year(on: datetime.date) -> str:
    """Return the year of a day in its era, such as 令和8年; 元年 is the first."""
    for era in ERAS:
        if on >= era.start:
            number = on.year - era.start.year + 1
            return f"{era.name}{'元' if number == 1 else number}年"
    return f"{on.year}年"


def era_date(on: datetime.date, *, weekday: bool = True) -> str:
    """Return a day such as 令和8年3月1日(日)."""
    day = f"({WEEKDAYS[on.weekday()]})" if weekday else ""
    return f"{era_year(on)}{on.month}月{on.day}日{day}"


def fiscal_year(on: datetime.date) -> str:
    """Return the fiscal year (April to March) of a day, such as 令和8年度."""
    year = on.year if on.month >= 4 else on.year - 1
    return f"{era_year(datetime.date(year, 12, 31))}度"
