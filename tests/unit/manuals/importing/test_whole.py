"""Whole files: a large one in good time, and no word of any file lost."""

import random
import re
import time
from contextlib import suppress
from html import unescape
from io import BytesIO

import pytest
from django.utils.html import strip_tags
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from manuals.importing.conversion import Conversion, convert
from manuals.importing.reading.refusals import Refused
from tests.unit.manuals.importing.makers import LIMITS, converted, document, picture, saved, table, workbook

SECONDS = 10


def large() -> Document:
    """Make a hundred printed pages: 300 paragraphs, 40 tables, 20 pictures."""
    made, chance = Document(), random.Random(1)
    for chapter in range(20):
        made.add_heading(f"章{chapter}", 1)
        for number in range(15):
            style = "List Number" if number % 5 == 1 else None
            text = f"文{chapter}の{number}。" + "窓口で確かめることを書きます。" * chance.randrange(3, 12)
            made.add_paragraph(text, style=style)
            if number % 7 == 0:
                made.add_page_break()
        for number in range(2):
            made.add_paragraph(f"表{chapter}-{number}　回数")
            rows = [[f"表{chapter}{number}行{row}列{column}" for column in range(4)] for row in range(12)]
            table(made, rows)
        made.add_picture(BytesIO(picture("JPEG", (1600, 900), f"#{chapter * 12:02x}80ff")))
    return made


def test_a_hundred_pages_take_less_than_ten_seconds():
    file = saved(large())
    started = time.perf_counter()
    found = converted(file)
    assert time.perf_counter() - started < SECONDS
    assert len(found.pages) == 20
    kinds = [block["type"] for page in found.pages for block in page.blocks]
    assert kinds.count("table") == 40
    assert kinds.count("figure") == 20
    assert len(found.pictures) == 20
    everything = told(found)
    for chapter in range(20):
        for number in range(15):
            assert f"文{chapter}の{number}" in everything


def told(found: Conversion) -> str:
    """Return every word of the pages and the report, without spaces."""
    words = [page.title for page in found.pages]
    words += [_words(block["value"]) for page in found.pages for block in page.blocks]
    words += [line.text for line in found.report]
    return re.sub(r"\s", "", "".join(words))


def _words(value) -> str:
    if isinstance(value, dict):
        return "".join(_words(part) for key, part in value.items() if key != "id")
    if isinstance(value, list):
        return "".join(_words(part) for part in value)
    return unescape(strip_tags(value)) if value.startswith(("<p>", "<ul>", "<ol>")) else value


SIGNS = [
    "※", "注意：", "【重要】", "厳禁：", "□ ", "Q1. ", "A1. ", "1. ", "2. ", "(1) ", "①", "・", "■", "表1 ",
    "図1 ", "手順1 ", "やさしい日本語：", "「", "」", "場合", "言い方", "よくある質問", "",
]  # fmt: skip
TEXT = st.text(st.sampled_from("あいう漢字、。「」（）[]<>&ABC089％"), min_size=1, max_size=120)
LINE = st.tuples(
    st.sampled_from(SIGNS),
    TEXT,
    st.sampled_from(
        [None, "Heading 1", "Heading 2", "List Number", "List Bullet", "List Bullet 2", "Caption"]
    ),
    st.booleans(),
)


def _letters(text: str) -> str:
    """Return what may not be lost: letters; signs and stops may be said by a block itself."""
    return re.sub(r"[^あいう漢字ABC089％]", "", text)


def _is_within(letters: str, everything: str) -> bool:
    return letters in _letters(everything)


@settings(max_examples=120, deadline=None)
@given(st.lists(LINE, min_size=1, max_size=12), st.lists(st.lists(TEXT, min_size=3, max_size=3), max_size=4))
def test_no_word_of_a_document_is_lost(lines, rows):
    made = Document()
    for sign, text, style, is_bold in lines:
        made.add_paragraph(style=style).add_run(sign + text).bold = is_bold
    if rows:
        table(made, rows)
    everything = told(converted(made))
    # A text that was cut stands in pieces: each sentence is looked for by itself.
    for text in [text for _, text, _, _ in lines] + [cell for row in rows for cell in row]:
        for sentence in re.split(r"[。、「」]", text):
            assert _is_within(_letters(sentence)[:30], everything), (text, everything)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.one_of(st.none(), TEXT), min_size=1, max_size=5), min_size=1, max_size=10))
def test_no_word_of_a_sheet_is_lost(rows):
    texts = [cell for row in rows for cell in row if cell]
    if not texts:
        return
    made = workbook()
    for row in rows:
        made.active.append(["'" + cell if cell and cell[0] in "=+-" else cell for cell in row])
    everything = told(converted(made))
    for text in texts:
        for sentence in re.split(r"[。、「」]", text):
            assert _is_within(_letters(sentence)[:30], everything)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["# ", "## ", "1. ", "- ", "- [ ] ", "> ", "| a |\n|---|\n| ", ""]), TEXT)
    )
)
def test_no_word_of_markdown_is_lost(lines):
    text = "本文\n\n" + "\n\n".join(sign + words for sign, words in lines)
    everything = told(converted(text))
    for _, words in lines:
        for sentence in re.split(r"[。、「」<>&\[\]()|]", words):
            assert _is_within(_letters(sentence)[:30], everything), (text, everything)


def test_pages_of_one_file_do_not_depend_on_the_report():
    once, twice = converted(document("本文", "※注意")), converted(document("本文", "※注意"))
    assert told(once) == told(twice)


@pytest.mark.parametrize("name", ["Word", "Excel"])
def test_bytes_at_random_never_break_a_reader(name):
    """A flipped byte gives either pages or a refusal, never an error."""
    made = document("本文", "※注意") if name == "Word" else workbook(["種類", "回数"], ["署名", "5回"])
    whole, chance = saved(made).getvalue(), random.Random(2)
    for _ in range(150):
        content = bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        with suppress(Refused):
            convert("手引.docx" if name == "Word" else "手引.xlsx", BytesIO(bytes(content)), LIMITS)
