"""The words of a page's blocks, for the index: headings apart from the rest."""

from collections.abc import Iterator
from typing import Any

from django.utils.html import strip_tags
from wagtail.blocks import StreamValue
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.rich_text import RichText

# What a reader takes for a heading, by block.
HEADINGS = {
    "step": ["title"],
    "documents": ["title"],
    "city_check": ["title"],
    "checklist": ["title"],
    "form": ["title"],
    "faq": ["question"],
    "script": ["situation"],
}
# Names of choices and of chosen things, which are no words of the text.
SILENT = {"level", "image", "document"}


def block_texts(body: StreamValue) -> Iterator[tuple[bool, str]]:
    """Yield (is it a heading, text) for every piece of text in the order of reading."""
    for block in body:
        if block.block_type == "heading":
            yield True, str(block.value)
        elif block.block_type == "paragraph":
            yield False, _plain(block.value)
        elif block.block_type == "table":
            yield True, str(block.value.caption)
            yield from ((False, text) for text in _texts(block.value) if text)
        elif block.block_type == "guided_path":
            yield from _guided_texts(block.value)
        else:
            yield from _struct_texts(block.block_type, block.value)


def _guided_texts(value: Any) -> Iterator[tuple[bool, str]]:
    """Yield the title and the questions as headings, then answers and results; short names are no words."""
    yield True, value["title"]
    for question in value["questions"]:
        yield True, question["question"]
        told = [question["help"], *(answer["label"] for answer in question["answers"])]
        yield from ((False, text) for text in told if text)
    for result in value["results"]:
        told = [result["title"], *result["documents"], _plain(result["notes"]), result["city_check"]]
        yield from ((False, text) for text in told if text)


def _struct_texts(kind: str, value: Any) -> Iterator[tuple[bool, str]]:
    for name, part in value.items():
        if name in SILENT:
            continue
        for text in _texts(part):
            if text:
                yield name in HEADINGS.get(kind, []), text


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, TypedTable):
        yield from (column["heading"] for column in part.columns)
        yield from (str(cell) for row in part.rows for cell in row)
    elif hasattr(part, "items"):  # a struct
        for inner in part.values():
            yield from _texts(inner)
    elif isinstance(part, str):
        yield part
    elif isinstance(part, RichText):
        yield _plain(part)
    elif part is not None:  # a list
        for inner in part:
            yield from _texts(inner)


def _plain(text: RichText) -> str:
    spaced = text.source.replace("</p>", "</p>\n").replace("</li>", "</li>\n").replace("<br/>", "\n")
    return strip_tags(spaced).strip()
