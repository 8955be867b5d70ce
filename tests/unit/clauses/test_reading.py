"""Specifications of many shapes are read into the clauses a person would see."""

import itertools
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.clauses.parsing import Reading, UnreadableFile, read_text

FOLDER = Path(__file__).parent.parent.parent / "data" / "specifications"
DEMO = Path(__file__).parent.parent.parent.parent / "compliance" / "clauses" / "demo_specification.txt"

REFS = {
    "articles": "1 2 2(1) 2(2) 2(2)ア 2(2)イ 2(3) 2-2 3 4 5 5① 5② 5③",
    "circled": "1 2 3 3ア 3イ 3ウ 4 4ア 4イ",
    "dotted": "1 2 3 3(1) 3(1)① 3(1)② 3(2) 3(2)① 3(2)② 3(2)②ア 3(2)②イ 3(3) 4 5",
    "hyphens": "1 1-1 1-2 2 2-1 2-1(1) 2-1(2) 2-2 2-2a 2-2b 3",
    "iroha": "1 1(1) 1(1)(イ) 1(1)(ロ) 1(1)(ハ) 1(2) 1(2)(イ) 1(2)(ロ) 2 3",
    "nested_numbers": "1 2 2-1 2-2 2-2(1) 2-2(2) 3 3-1 3-2 4",
    "roman": "1 1-1 1-2 2 2-1 2-1(ア) 2-1(イ) 2-2 2-2(ア) 2-2(イ) 3 3-1 3-2",
    "with_contents": "1 2 3 3(1) 3(2) 4 4(1) 4(2)",
}


def reading_of(name: str) -> Reading:
    return read_text((FOLDER / f"{name}.txt").read_text(encoding="utf-8"))


def squeezed(text: str) -> str:
    """Return the characters that count, in one form of width."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@pytest.mark.parametrize("name", sorted(REFS))
def test_every_clause_is_found_under_its_number(name: str) -> None:
    assert [clause.ref for clause in reading_of(name).walk()] == REFS[name].split()


@pytest.mark.parametrize("name", [*sorted(REFS), "demo"])
def test_every_character_has_exactly_one_owner(name: str) -> None:
    source = (
        DEMO.read_text(encoding="utf-8")
        if name == "demo"
        else (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    )
    check_accounting(source)


def check_accounting(source: str) -> None:
    reading = read_text(source)
    spans = reading.spans
    assert all(one.end <= after.start for one, after in itertools.pairwise(spans))
    owned = "".join(source[span.start : span.end] for span in spans)
    assert squeezed(owned) == squeezed(source)
    by_ref: dict[str, str] = {}
    for span in spans:
        by_ref[span.owner] = by_ref.get(span.owner, "") + source[span.start : span.end]
    assert squeezed(by_ref.pop("", "")) == squeezed("".join(one.text for one in reading.left_out))
    shown: dict[str, str] = {}
    for clause in reading.walk():
        shown[clause.ref] = shown.get(clause.ref, "") + clause.heading + clause.text
    for ref, text in by_ref.items():
        # What is shown of a clause is all of its source but the label.
        assert squeezed(text).endswith(squeezed(shown[ref])) or squeezed(shown[ref]) in squeezed(text)


HEADINGS = st.sampled_from(
    [
        "1 件名",
        "2 目的",
        "３　業務",
        "(1) 受付",
        "（２）交付",
        "ア 本人",
        "イ 代理人",
        "① 確認",
        "② 記録",
        "- 4 その他",
        "第5 期間",
    ]
)
TEXTS = st.sampled_from(
    [
        "業務を委託する。",
        "窓口の数は 6 窓口とする。",
        "12 月 29 日から",
        "○想定件数",
        "交付 2,000 件/月",
        "※ただし書",
        "",
        "- 3 -",
        "アンケートを行う。",
        "市民の",
        "2 窓口",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(HEADINGS, TEXTS), max_size=25))
def test_no_file_loses_a_character(lines: list[str]) -> None:
    source = "仕様書\n1 件名\n業務\n2 目的\n目的を定める。\n" + "\n".join(lines) + "\n"
    reading = read_text(source)
    assert squeezed("".join(source[span.start : span.end] for span in reading.spans)) == squeezed(source)
    assert all(one.end <= after.start for one, after in zip(reading.spans, reading.spans[1:], strict=False))


def test_lines_broken_in_a_sentence_are_joined() -> None:
    third = next(clause for clause in reading_of("articles").walk() if clause.ref == "3")
    assert "法律第１７８号" in third.text
    assert "\n" not in third.text


def test_stray_blanks_between_japanese_characters_go() -> None:
    reading = read_text("1 目的\n\n効率 的な人員配置を 継続して行う。\n\n2 場所\n\n荻窪 300 番地\n")
    assert reading.clauses[0].text == "効率的な人員配置を継続して行う。"
    assert reading.clauses[1].text == "荻窪 300 番地"


def test_a_heading_turned_into_a_bullet_is_still_a_heading() -> None:
    reading = read_text("1 件名\n\n業務\n\n- 2 参考数値\n\n- (1) 受付\n- (2) 交付\n")
    assert [clause.ref for clause in reading.walk()] == ["1", "2", "2(1)", "2(2)"]
    assert {one.reason for one in reading.left_out} == {"見出しの前の記号"}


def test_two_headings_with_the_same_title_are_two_clauses() -> None:
    reading = read_text("1 教育\n\n研修を行うこと。\n\n2 教育\n\nマニュアルを作成すること。\n")
    assert [(clause.ref, clause.heading) for clause in reading.clauses] == [("1", "教育"), ("2", "教育")]


def test_words_that_begin_like_a_label_are_text() -> None:
    reading = read_text(
        "1 内容\n\nア 案内\nイ 集計\nアンケートを集計する。\nウェブで公開する。\nウ 報告\n\n"
        "2 期間\n\n12 月 29 日から翌年 1 月 3 日までを除く。\n(1年以上)の経験を要する。\n"
    )
    assert [clause.ref for clause in reading.walk()] == ["1", "1ア", "1イ", "1ウ", "2"]


def test_a_note_inside_a_line_opens_a_line() -> None:
    reading = read_text("1 期間\n\n令和8年3月1日から ※準備期間を除く。\n\n2 場所\n\n市役所\n")
    assert reading.clauses[0].text == "令和8年3月1日から\n※準備期間を除く。"


def test_contents_and_page_numbers_are_reported_and_not_read() -> None:
    reasons = [one.reason for one in reading_of("with_contents").left_out]
    assert reasons.count("目次") == 4
    assert [one.text for one in reading_of("roman").left_out if one.reason == "ページ番号"] == [
        "－　１　－",
        "－　２　－",
    ]


def test_title_comes_from_before_the_first_clause() -> None:
    assert reading_of("dotted").title == "マイナンバーカード関連窓口支援業務委託仕様書"


@pytest.mark.parametrize(
    "text", ["こんにちは。\n番号のない文書です。\n", "1 だけ\n", "令和8年3月1日\n300 番地\n"]
)
def test_a_file_without_numbered_clauses_is_refused(text: str) -> None:
    with pytest.raises(UnreadableFile, match="番号の付いた条項が見つかりません"):
        read_text(text)
