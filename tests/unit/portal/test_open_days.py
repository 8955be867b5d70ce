"""Open days of the city hall: weekends, holidays and the turn of the year do not count."""

import datetime

import pytest

from portal.open_days import is_open_day, last_start_over, open_days_between


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("on", "is_open"),
    [
        ("2026-06-17", True),
        ("2026-06-20", False),
        ("2026-07-20", False),  # 海の日
        ("2026-09-22", False),  # between two holidays
        ("2026-12-28", True),
        ("2026-12-29", False),
        ("2027-01-03", False),
        ("2027-01-04", True),
    ],
)
def test_is_open_day(on, is_open) -> None:
    assert is_open_day(day(on)) is is_open


def test_days_between_leave_out_the_first() -> None:
    assert open_days_between(day("2026-12-28"), day("2027-01-05")) == 2
    assert open_days_between(day("2026-06-17"), day("2026-06-17")) == 0


@pytest.mark.parametrize("on", ["2026-05-18", "2026-06-17", "2026-06-21", "2027-01-05"])
@pytest.mark.parametrize("limit", [1, 10])
def test_last_start_over_is_the_last_day_with_more_open_days_since(on, limit) -> None:
    found = last_start_over(limit, day(on))
    assert open_days_between(found, day(on)) > limit
    assert open_days_between(found + datetime.timedelta(days=1), day(on)) <= limit
