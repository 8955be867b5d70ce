"""How sheets are filled: nothing runs off a sheet, nothing is parted from its heading, nothing is lost."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from pypdf import PdfReader

from manuals.paper.content import block_data, prose, runs
from manuals.paper.typesetting import typeset
from tests.unit.manuals.paper.booklets import sheet_data, sheets_of, squeezed

LINE = {"kind": "paragraph", "body": prose("<p>詰める行</p>")}


def drawn(kind: str, value: Any) -> dict[str, Any]:
    """Return a block's data as a page would give it."""
    return block_data({"type": kind, "id": "1", "value": value}, "", iter([1]))


KEPT_TOGETHER = {
    "step": ({"title": "題の語", "body": "<p>始めの語</p>"}, "題の語", "始めの語"),
    "caution": ({"level": "DANGER", "body": "<p>始めの語</p>"}, "厳禁", "始めの語"),
    "documents": (
        {"title": "題の語", "rows": [{"who": "始めの語", "documents": ["書類"], "note": ""}]},
        "題の語",
        "始めの語",
    ),
    "city_check": ({"title": "題の語", "body": "<p>始めの語</p>", "hand_over": []}, "題の語", "始めの語"),
    "script": ({"situation": "題の語", "words": "始めの語", "plain": ""}, "題の語", "始めの語"),
    "checklist": ({"title": "題の語", "items": ["始めの語", "次"]}, "題の語", "始めの語"),
    "table": (
        {"caption": "題の語", "columns": [{"heading": "列"}], "rows": [{"values": ["始めの語"]}]},
        "題の語",
        "始めの語",
    ),
    "faq": ({"question": "題の語", "answer": "<p>始めの語</p>"}, "題の語", "始めの語"),
}


@pytest.mark.parametrize("kind", KEPT_TOGETHER)
def test_no_block_is_parted_from_its_heading(kind: str) -> None:
    value, heading, first = KEPT_TOGETHER[kind]
    block = drawn(kind, value)
    broke = set()
    for filling in _fillings():
        sheets = sheets_of(typeset(sheet_data(*filling, block), {}))
        places = [number for number, sheet in enumerate(sheets) if heading in sheet]
        assert places == [number for number, sheet in enumerate(sheets) if first in sheet]
        broke.add(places[0])
    assert broke == {0, 1}  # the break was met on the way


def _fillings() -> Iterator[list[dict[str, Any]]]:
    """Return fillings of a sheet that end ever nearer to its foot."""
    for number in range(26, 46):
        yield [LINE] * number


@pytest.mark.parametrize("kind", ["caution", "city_check", "step", "faq"])
def test_text_longer_than_a_sheet_goes_on_with_the_next(kind: str) -> None:
    long = "".join(f"<p>第{number}の文です。{'続きます。' * 20}</p>" for number in range(80))
    values = {
        "caution": {"level": "DANGER", "body": long},
        "city_check": {"title": "題", "body": long, "hand_over": []},
        "step": {"title": "題", "body": long},
        "faq": {"question": "題", "answer": long},
    }
    content = typeset(sheet_data(drawn(kind, values[kind])), {})
    for sheet in PdfReader(io.BytesIO(content)).pages:
        assert _lowest(sheet) > 20  # points above the lower edge
    text = squeezed("".join(sheets_of(content)))
    for number in range(80):
        assert f"第{number}の文です。" in text


def test_long_words_are_broken_in_narrow_cells() -> None:
    word = "pneumonoultramicroscopic@example.jp"
    columns, rows = [{"heading": "列"}] * 6, [{"values": [word] * 6}]
    content = typeset(sheet_data(drawn("table", {"caption": "表", "columns": columns, "rows": rows})), {})
    [page] = PdfReader(io.BytesIO(content)).pages
    assert word not in page.extract_text()
    assert squeezed(page.extract_text()).count(word) == 6


def test_cells_of_a_table_are_plain_text() -> None:
    rows = [{"values": ["<5歳 A<B 5<6", "</p>&amp;"]}, {"values": ["短い"]}, {"values": ["次の行", "終わり"]}]
    found = drawn("table", {"caption": "表", "columns": [{"heading": "甲"}, {"heading": "乙"}], "rows": rows})
    assert found["rows"] == [
        [runs("<5歳 A<B 5<6"), runs("</p>&amp;")],
        [runs("短い"), []],
        [runs("次の行"), runs("終わり")],
    ]
    [sheet] = sheets_of(typeset(sheet_data(found), {}))
    assert "<5歳A<B5<6" in sheet


def test_figure_that_cannot_be_shown_leaves_its_words() -> None:
    figure = {"kind": "figure", "picture": "a" * 64, "alt": "窓口の図", "caption": runs("説明")}
    [sheet] = sheets_of(typeset(sheet_data(figure), {"a" * 64: ("image/x-unknown", b"?")}))
    assert "窓口の図" in sheet
    assert "説明" in sheet


def test_link_shows_where_it_leads() -> None:
    found = prose(
        '<p><a href="https://example.jp/a">国の案内</a>と<a linktype="page" id="3">別のページ</a></p>'
    )
    assert "".join(run["t"] for run in found[0]["runs"]) == "国の案内（https://example.jp/a）と別のページ"


def test_italic_words_are_marked() -> None:
    [passage] = prose("<p>前<i>斜め</i>後</p>")
    assert [(run["t"], run["u"]) for run in passage["runs"]] == [("前", False), ("斜め", True), ("後", False)]


def _lowest(sheet: Any) -> float:
    found: list[float] = []

    def visit(text: str, cm: list[float], tm: list[float], *_: Any) -> None:
        if text.strip():
            found.append(cm[5] + tm[5] * (cm[3] or 1))

    sheet.extract_text(visitor_text=visit)
    return min(found)
