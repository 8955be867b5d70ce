"""Figures are found in facts and nowhere else."""

from decimal import Decimal

import pytest

from compliance.clauses.parsing.figures import Figure, figures_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("交付前設定 2,000 件/月", [Figure("交付前設定", Decimal(2000), "件", "月")]),
        ("交付　１，２００件／月", [Figure("交付", Decimal(1200), "件", "月")]),
        (
            "人口 185,750 人 世帯数 85,792 世帯",
            [Figure("人口", Decimal(185750), "人", ""), Figure("世帯数", Decimal(85792), "世帯", "")],
        ),
        ("電話機 3回線(うち、1回線は予約専用)", [Figure("電話機", Decimal(3), "回線", "")]),
        ("開設率 12.5％", [Figure("開設率", Decimal("12.5"), "%", "")]),
    ],
)
def test_figures_have_name_value_unit_and_period(text: str, expected: list[Figure]) -> None:
    assert figures_in(text) == expected


def test_the_day_of_a_list_holds_for_its_figures_until_the_next_list() -> None:
    found = figures_in("○人口(令和7年1月1日現在)\n人口 10 人\n○件数\n交付 5 件/月")
    assert [one.as_of for one in found] == ["令和7年1月1日現在", ""]


@pytest.mark.parametrize(
    "text",
    [
        "令和8年3月1日から令和11年2月28日まで",
        "小田原市荻窪 300 番地",
        "昭和 23 年法律第 178 号",
        "報告会を月1回開催すること。",
        "午前8時30分から",
        "第3条",
        "月2日程度",
    ],
)
def test_dates_addresses_and_sentences_give_no_figures(text: str) -> None:
    assert figures_in(text) == []
