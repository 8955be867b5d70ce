"""When a law change is red, and when people are told."""

import datetime

import pytest

from manuals.laws.enums import Colour
from manuals.laws.policies import colour, fiscal_year_of, is_settled, number_of, occasion

TODAY = datetime.date(2026, 6, 17)


def in_days(days: int) -> datetime.date:
    """Return the day so many days from today."""
    return TODAY + datetime.timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "open_pages", "expected"),
    [
        (15, 1, Colour.YELLOW),
        (14, 1, Colour.RED),
        (0, 1, Colour.RED),
        (-3, 2, Colour.RED),
        (3, 0, Colour.GREEN),
    ],
)
def test_red_from_two_weeks_before_the_day_while_a_page_is_open(days, open_pages, expected) -> None:
    facts = {"open_pages": open_pages, "is_closed": False, "today": TODAY, "red_days": 14}
    assert colour(effective_date=in_days(days), **facts) == expected


def test_closed_one_is_grey_whatever_is_open() -> None:
    facts = {"open_pages": 3, "is_closed": True, "today": TODAY, "red_days": 14}
    assert colour(effective_date=in_days(1), **facts) == Colour.GREY


def settled(version_day, *, law_days=10, cancelled=False, unaffected=False) -> bool:
    """Tell whether a page is ready whose version takes effect on a day."""
    return is_settled(
        law_day=in_days(law_days),
        version_day=version_day,
        is_cancelled=cancelled,
        is_unaffected=unaffected,
        today=TODAY,
    )


def test_version_settles_a_page_if_it_takes_effect_in_time() -> None:
    assert settled(in_days(10))
    assert settled(in_days(-1))
    assert not settled(in_days(11))
    assert not settled(None)
    assert not settled(in_days(10), cancelled=True)
    assert settled(None, unaffected=True)


def test_version_that_came_late_settles_once_it_is_in_force() -> None:
    assert not settled(in_days(1), law_days=-5)
    assert settled(in_days(0), law_days=-5)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (31, None),
        (30, "30"),
        (15, "30"),
        (14, "14"),
        (8, "14"),
        (7, "7"),
        (2, "3"),
        (1, "1"),
        (0, "0"),
        (-1, "past"),
    ],
)
def test_occasions_before_the_day(days, expected) -> None:
    assert occasion(in_days(days), TODAY) == expected


def test_numbers_follow_the_fiscal_year() -> None:
    assert fiscal_year_of(datetime.date(2027, 3, 31)) == 2026
    assert fiscal_year_of(datetime.date(2027, 4, 1)) == 2027
    assert number_of(2026, 3) == "改-2026-003"
