import datetime

import pytest

from portal.eras import era_date, era_year, fiscal_year


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ((2026, 3, 1), "令和8年3月1日(日)"),
        ((2019, 5, 1), "令和元年5月1日(水)"),
        ((2019, 4, 30), "平成31年4月30日(火)"),
        ((1989, 1, 8), "平成元年1月8日(日)"),
        ((1989, 1, 7), "昭和64年1月7日(土)"),
        ((1926, 12, 24), "1926年12月24日(金)"),
    ],
)
def test_era_date_at_the_edges_of_eras(day, text) -> None:
    assert era_date(datetime.date(*day)) == text


def test_era_date_without_weekday() -> None:
    assert era_date(datetime.date(2026, 3, 1), weekday=False) == "令和8年3月1日"


@pytest.mark.parametrize(
    ("day", "text"),
    [((2026, 3, 31), "令和7年度"), ((2026, 4, 1), "令和8年度"), ((2019, 4, 1), "令和元年度")],
)
def test_fiscal_year_turns_in_april(day, text) -> None:
    assert fiscal_year(datetime.date(*day)) == text


def test_era_year_of_a_day() -> None:
    assert era_year(datetime.date(2026, 6, 17)) == "令和8年"
