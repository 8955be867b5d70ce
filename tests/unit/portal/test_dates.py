"""Dates as a Japanese office writes them."""

import datetime

import pytest
from django.template import Context, Template

from portal import dates

D = datetime.date


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (D(2026, 3, 1), "令和8年3月1日(日)"),
        (D(2019, 5, 1), "令和元年5月1日(水)"),
        (D(2019, 4, 30), "平成31年4月30日(火)"),
        (D(1989, 1, 7), "昭和64年1月7日(土)"),
        (D(1926, 12, 24), "1926年12月24日(金)"),
    ],
)
def test_wareki_by_era(day, written):
    assert dates.wareki(day) == written


def test_wareki_of_a_moment_is_its_day_in_japan():
    before_midnight_utc = datetime.datetime(2026, 2, 28, 15, 5, tzinfo=datetime.UTC)
    assert dates.wareki(before_midnight_utc, weekday=False) == "令和8年3月1日"
    assert dates.clock_time(before_midnight_utc) == "0:05"


def test_filters_write_time_elements():
    at = datetime.datetime(2026, 2, 28, 15, 5, tzinfo=datetime.UTC)
    template = Template(
        "{% load portal_format %}{{ at|wareki }}/{{ at|moment }}/{{ none|wareki }}{{ none|moment }}"
    )
    assert template.render(Context({"at": at, "none": None})) == (
        '<time datetime="2026-03-01">令和8年3月1日(日)</time>/'
        '<time datetime="2026-03-01T00:05:00+09:00">令和8年3月1日(日) 0:05</time>/'
    )
