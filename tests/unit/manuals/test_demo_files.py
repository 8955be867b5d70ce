"""The demonstration's files are read strictly: each mistake is told with its file and its key."""

import textwrap

import pytest

from manuals.demo.blocks import stream_data
from manuals.demo.files import DemoFileError, read_chapters
from manuals.demo.loader import HERE

CHAPTER = """\
slug: pin
title: 暗証番号
order: 1
tasks: [PIN_RESET]
clause: "5(5)"
summary: 概要です。
"""
PAGE = """\
slug: unlock
title: ロックを解除する
order: 10
tasks: [PIN_RESET]
summary: 概要です。
owner_post: CITY_OFFICER
in_force_from: 2026-03-01
body:
  - step: {title: 確かめます, body: "<p>見ます。</p>"}
"""


@pytest.fixture
def folder(tmp_path):
    """A manual of one chapter with one page."""
    (tmp_path / "pin").mkdir()
    (tmp_path / "pin" / "chapter.yaml").write_text(CHAPTER, encoding="utf-8")
    (tmp_path / "pin" / "unlock.yaml").write_text(PAGE, encoding="utf-8")
    return tmp_path


def _page(folder, text: str) -> None:
    (folder / "pin" / "unlock.yaml").write_text(text, encoding="utf-8")


def _body(folder, text: str):
    _page(
        folder, PAGE.split("body:", maxsplit=1)[0] + "body:\n" + textwrap.indent(textwrap.dedent(text), "  ")
    )
    return stream_data(read_chapters(folder)[0].pages[0], {})


def test_read_chapters_of_a_good_folder(folder) -> None:
    chapter = read_chapters(folder)[0]
    assert (chapter.slug, chapter.pages[0].slug, chapter.pages[0].keywords) == ("pin", "unlock", [])


def test_every_file_of_the_demonstration_is_read() -> None:
    for chapter in read_chapters(HERE / "pages"):
        assert chapter.pages, chapter.path


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("title: ロックを解除する\n", ""), "title is missing"),
        (("order: 10", "order: ten"), "order: must be a number"),
        (("slug: unlock", "slug: Un Lock"), "slug: must be small letters"),
        (("[PIN_RESET]", "[PIN_REST]"), "tasks: must be a list of task codes"),
        (("CITY_OFFICER", "STAFF"), "owner_post: must be a post of the city"),
        (("2026-03-01", "soon"), "in_force_from: must be a date"),
        (("order: 10", "order: 10\ncolour: red"), "unknown key colour"),
        (("概要です。", "あ" * 161), "summary: must be a text of at most 160"),
        (("- step:", "- step: {}\n    faq:"), "body: must be a list of blocks with one key"),
        (("slug: unlock", "slug: [unlock"), "unlock.yaml"),
    ],
)
def test_read_chapters_names_file_and_key(folder, change, complaint) -> None:
    _page(folder, PAGE.replace(*change))
    with pytest.raises(DemoFileError) as caught:
        read_chapters(folder)
    assert complaint in str(caught.value)
    assert "unlock.yaml" in str(caught.value)


def test_read_chapters_refuses_the_same_slug_twice(folder) -> None:
    (folder / "pin" / "again.yaml").write_text(PAGE, encoding="utf-8")
    with pytest.raises(DemoFileError, match="unlock is also in"):
        read_chapters(folder)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("- steps: {title: 手順}", "block 1 (steps): there is no such block"),
        ("- step: {title: 手順, note: 何か}", "unknown key note"),
        ("- step: 手順", "must be a table"),
        ("- step: {title: '', body: '<p>本文</p>'}", "1: title:"),
        ("- caution: {level: LOUD, body: '<p>本文</p>'}", "1: level:"),
        ("- paragraph: '<p onclick=x>本文</p>'", "tag not allowed"),
        ("- faq: {question: 問, answer: '<script>x</script>'}", "tag not allowed"),
        ("- checklist: {title: 表題, items: []}", "items: must be a list"),
        ("- checklist: {title: 表題, items: [1]}", "items[1]: must be a text"),
        ("- documents: {title: 書類, rows: [{who: 本人}]}", "rows[1].documents: must be a list"),
        ("- figure: {image: none.png, alt: 図}", "there is no picture none.png"),
        ("- table: {caption: 表, header: [一, 二], rows: [[一]]}", "rows[1]: must have 2 cells"),
        ("- table: {header: [一], rows: [[一]]}", "表題と列"),
    ],
)
def test_stream_data_names_file_block_and_key(folder, text, complaint) -> None:
    with pytest.raises(DemoFileError) as caught:
        _body(folder, text)
    assert complaint in str(caught.value)
    assert "unlock.yaml" in str(caught.value)


def test_stream_data_has_ids_that_stay(folder) -> None:
    text = (
        "- documents: {title: 書類, rows: [{who: 本人, documents: [カード]}]}\n- city_check: {title: 確認}\n"
    )
    assert _body(folder, text) == _body(folder, text)
