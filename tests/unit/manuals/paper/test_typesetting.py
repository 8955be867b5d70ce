"""What reaches the sheet: every text as it is, on every sheet whose it is and which one of how many."""

import io

import pytest
from pypdf import PdfReader

from manuals.paper.content import prose, runs
from manuals.paper.typesetting import typeset
from tests.unit.manuals.paper.booklets import sheet_data, sheets_of

NASTY = [
    "#panic()",
    "$x^2$",
    "*太字*",
    "_下線_",
    "<見出し>",
    "\\ #{1}",
    "@参照",
    "// 注",
    "`raw`",
    "= 題",
    "髙﨑𠮷🪪",
]


@pytest.mark.parametrize("text", NASTY)
def test_no_text_is_read_as_markup(text: str) -> None:
    blocks = [
        {"kind": "heading", "title": runs(text)},
        {"kind": "paragraph", "body": prose(f"<p>{escaped(text)}</p>")},
    ]
    [sheet] = sheets_of(typeset(sheet_data(*blocks, title=text), {}))
    # What no font has is shown as an empty box.
    assert sheet.count(text.replace(" ", "").replace("🪪", "\0")) >= 3


def escaped(text: str) -> str:
    """Return a text as an editor's rich text holds it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def test_every_sheet_names_the_owner_the_version_the_day_and_its_number() -> None:
    many = [{"kind": "paragraph", "body": prose(f"<p>{'長い文です。' * 60}</p>")} for _ in range(12)]
    sheets = sheets_of(typeset(sheet_data(*many), {}))
    assert len(sheets) > 2
    for number, words in enumerate(sheets, start=1):
        assert "小田原市所有" in words
        assert "第3版（令和8年3月1日(日)施行）" in words
        assert "令和8年3月2日(月)09:05作成" in words
        assert f"{number}/{len(sheets)}" in words


def test_same_data_gives_the_same_bytes() -> None:
    data = sheet_data({"kind": "heading", "title": runs("見出し")})
    assert typeset(data, {}) == typeset(data, {})


def test_glyphs_are_embedded() -> None:
    reader = PdfReader(io.BytesIO(typeset(sheet_data(), {})))
    fonts = [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        inner = font["/DescendantFonts"][0].get_object()
        descriptor = inner["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)
        assert "NotoSansCJKjp" in font["/BaseFont"]


def test_furigana_stands_with_its_word() -> None:
    [words] = sheets_of(
        typeset(sheet_data({"kind": "heading", "title": runs("｜写真《しゃしん》を見ます")}), {})
    )
    assert "写真" in words
    assert "しゃしん" in words
    assert "《" not in words


def test_lists_in_rich_text_are_numbered_and_nested() -> None:
    found = prose("<ol><li>一つ目<ul><li>内側</li></ul></li><li>二つ目</li></ol><p>後<br/>行</p>")
    assert [(one["kind"], one["mark"], one["depth"]) for one in found] == [
        ("item", "1.", 1),
        ("item", "・", 2),
        ("item", "2.", 1),
        ("p", "", 0),
    ]
    assert "".join(run["t"] for run in found[3]["runs"]) == "後\n行"
