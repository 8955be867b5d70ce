"""Specifications of other cities: other numberings, and what conversions make of them."""

from collections import Counter
from pathlib import Path

import pytest

from compliance.clauses.parsing import ParsedClause, Reading, read_text, remarks

FOLDER = Path(__file__).parent.parent.parent / "data" / "specifications"

REFS = {
    "annexes": "1 2 2(1) 2(2) 3 別紙1 別紙1-1 別紙1-2 別紙1-2(1) 別紙1-2(2) 別記 別記1 別記2",
    "brackets": "1 2 2〔1〕 2〔2〕 3",
    "broken_headings": "1 2 2(1) 2(2) 3 4 5 6 7",
    "chapters": "1 1-1 1-1-1 1-1-2 1-1-2一 1-1-2二 1-1-2-2 1-1-2-3 1-2 1-2-3 2 2-4 2-4(1) 2-4(2) 2-5の2",
    "contents_without_leaders": "1 2 3 4 5 5(1) 5(2) 5(3)",
    "decimals": "1 1-1 1-2 1-2-1 1-2-2 2 2-1 2-2 2-10 3",
    "facts_behind_gaps": "1 2 3 4 4(1) 4(2) 4(2)ア 4(2)イ 4(2)イ(a) 4(2)イ(b) 4(3) 5",
    "items_and_dots": "1 2 3 3① 3② 3③ 4 4(1) 4(2) 4(2)① 4(2)② 5",
    "kana_words": "1 1ア 1イ 1ウ 1エ 2 3 4",
    "kanji_numbers": "1 2 3 3(一) 3(二) 3(二)イ 3(二)ロ 4",
    "letters": "1 1(1) 1(1)(a) 1(1)(b) 1(2) 1(2)A 1(2)B 2 2i) 2ii) 2ii)(i) 2ii)(ii)",
    "markdown": "1 2 3 3(1) 3(1)ア 3(1)イ 3(2) 3(3) 4",
    "numbers_on_their_own_lines": "1 2 3 3(1) 3(2) 4 5 5(1) 5(2)",
    "numbers_run_on": "1 1-1 1-1(1) 1-1(2) 1-2 1-3 2 2-4 2-5 3 3-6",
    "repeated_and_skipped": "1 2 2 5 5(1) 5(3) 5(4)",
    "touching_numbers": "1 2 3 3(1) 3(1)ア 3(1)イ 3(2) 3(2)ア 3(2)イ 3(3) 4 5",
    "unspaced_wide": (
        "1 2 2-1 2-1(1) 2-1(2) 2-2 2-2(1) 2-2(1)ア 2-2(1)イ 2-2(1)イ(ア) 2-2(1)イ(イ) 3 4 4① 4②"
    ),
    "wide_letters": "1 2 3 3(1) 3(1)ア 3(1)ア(ア) 3(1)ア(イ) 3(1)イ 3(2) 3(2)① 3(2)② 4 4(1) 4(2) 5 6",
}


def source_of(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


def clause(reading: Reading, ref: str) -> ParsedClause:
    return next(one for one in reading.walk() if one.ref == ref)


@pytest.mark.parametrize("name", sorted(REFS))
def test_every_clause_is_found_under_its_number(name: str) -> None:
    assert [one.ref for one in read_text(source_of(name)).walk()] == REFS[name].split()


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_clauses_and_report_hold_every_character_exactly_once(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    reading = read_text(source)
    shown = "".join(one.label + one.heading + one.text for one in reading.walk())
    shown += "".join(one.text for one in reading.left_out)
    assert Counter("".join(shown.split())) == Counter("".join(source.split()))


def test_contents_without_dots_are_told_from_the_headings_they_list() -> None:
    reading = read_text(source_of("contents_without_leaders"))
    assert [one.text for one in reading.left_out if one.reason == "目次"] == [
        "1 業務の名称 1",
        "2 納入場所 1",
        "3 業務期間 1",
        "4 契約方法 2",
        "5 業務の内容 3",
    ]
    assert clause(reading, "4").text == "2 者で契約する。ほかの者を加えるときは、3 者で協議するものとする。"


def test_numbers_that_touch_their_heading_open_clauses_and_facts_do_not() -> None:
    reading = read_text(source_of("touching_numbers"))
    assert [one.heading for one in reading.clauses] == ["件名", "目的", "業務内容", "件数", "体制"]
    assert clause(reading, "2").text == "この業務は、1日当たり3件を超える申請に対応することを目的とする。"
    assert clause(reading, "5").text == "3名を配置する。"


def test_letter_spacing_goes_and_the_closing_word_is_left_out() -> None:
    reading = read_text(source_of("wide_letters"))
    assert [one.heading for one in reading.clauses] == [
        "件名",
        "目的",
        "業務内容",
        "従事者",
        "業務時間",
        "その他",
    ]
    assert clause(reading, "5").text == "午前８時３０分から午後５時までとする。"
    assert (reading.left_out[-1].text, reading.left_out[-1].reason) == ("以　上", "結びの語")


def test_headings_broken_over_two_lines_are_one() -> None:
    assert clause(read_text(source_of("broken_headings")), "1").heading == "業務の目的及び概要"


def test_a_fact_behind_a_wide_gap_is_text() -> None:
    second = clause(read_text(source_of("facts_behind_gaps")), "2")
    assert (second.heading, second.text) == ("期間", "令和８年４月１日～令和９年３月３１日")


def test_repeated_and_missing_numbers_are_kept_and_remarked_on() -> None:
    reading = read_text(source_of("repeated_and_skipped"))
    assert remarks(reading) == [
        "番号「2」の条項が2つあります。",
        "番号「2」の次が「5」です。間の番号がありません。",
        "番号「5(1)」の次が「5(3)」です。間の番号がありません。",
    ]
    assert remarks(read_text(source_of("dotted"))) == []


def test_words_of_kana_are_no_labels_but_labels_before_such_words_are() -> None:
    first = read_text(source_of("kana_words")).clauses[0]
    assert [one.heading for one in first.children] == [
        "イベントの実施",
        "アンケートの実施",
        "ウォークラリーの案内",
        "エレベーターの案内",
    ]


def test_figures_of_a_table_are_read() -> None:
    figures = clause(read_text(source_of("markdown")), "3(3)").figures
    assert [(one.name, one.value, one.unit, one.period) for one in figures] == [
        ("電話", 3000, "件", "月"),
        ("メール", 200, "件", "月"),
    ]


def test_a_long_paragraph_before_the_first_clause_is_no_title() -> None:
    reading = read_text(
        "この文書は、" + "窓口の運営に関する" * 15 + "事柄を定める。\n1 件名\n業務\n2 目的\n運営\n"
    )
    assert reading.title == ""
    assert [one.line for one in reading.left_out] == [1]


def test_a_heading_with_an_endless_remark_is_text() -> None:
    reading = read_text("1 休日（" + "祝日を含む" * 60 + "）\n2 目的\n運営\n")
    assert reading.clauses[0].heading == ""
    assert len(reading.clauses[0].text) == 2 + 300 + 2


def test_a_name_above_a_lone_word_for_the_document_is_part_of_the_title() -> None:
    reading = read_text("令和８年度\n窓口案内業務\n仕　様　書\n\n1 件名\n窓口案内業務\n2 目的\n案内\n")
    assert reading.title == "窓口案内業務仕様書"
