"""Make the blocks of one page of its items, one passage after another."""

from collections.abc import Callable

from manuals.importing.enums import NoteKind
from manuals.importing.reading.notes import Notes
from manuals.importing.reading.tree import Item, Picture, Place, Run, Table, Text
from manuals.importing.shaping.blocks import Raw
from manuals.importing.shaping.figures import figure
from manuals.importing.shaping.passages import (
    take_caution,
    take_checklist,
    take_faq,
    take_footnote,
    take_plain_words,
    take_script,
)
from manuals.importing.shaping.state import Page, Passage
from manuals.importing.shaping.steps import take_step
from manuals.importing.shaping.tables import Tables

# So many paragraphs of running text make one block: approvers comment on blocks.
PARAGRAPHS_A_BLOCK = 4


def page_blocks(items: list[Item], notes: Notes) -> list[Raw]:
    """Return the blocks of one page."""
    page = Page(items, notes)
    _tell_levels(items, notes)
    index = 0
    while index < len(items):
        index = TAKERS[page.passage(index)](page, index)
    return page.blocks


def _tell_levels(items: list[Item], notes: Notes) -> None:
    """Tell that headings of several sizes become one."""
    headings = [item for item in items if isinstance(item, Text) and item.heading]
    if len({item.heading for item in headings}) > 1:
        told = "大きさの違う見出し（見出し2、見出し3など）は、同じ大きさの見出しになりました。"
        notes.add(NoteKind.HEADING, Place(headings[0].place.position, ""), told)


def _heading(page: Page, index: int) -> int:
    text = page.text(index)
    if text is None:
        return index + 1
    words, rest = page.fitted(text.plain, text.place, "heading")
    page.heading = words
    page.add("heading", words)
    if rest:
        page.add_prose([Text([Run(rest)], text.place)])
    return index + 1


def _table(page: Page, index: int) -> int:
    item = page.items[index]
    if isinstance(item, Table):
        found = Tables(page.notes).blocks(item, page.heading)
        if found[0]["type"] == "documents":
            page.drop_heading(found[0]["value"]["title"])
        page.blocks += found
    return index + 1


def _picture(page: Page, index: int) -> int:
    item = page.items[index]
    if isinstance(item, Picture):
        page.blocks += figure(item, page.fitting)
    return index + 1


def _prose(page: Page, index: int) -> int:
    """Make running text of what follows, with its lists."""
    texts: list[Text] = []
    paragraphs = 0
    while (text := page.text(index)) and _goes_on(page, index, texts):
        paragraphs += text.marker is None
        if paragraphs > PARAGRAPHS_A_BLOCK:
            break
        texts.append(text)
        index += 1
    page.add_prose(texts)
    return index


def _goes_on(page: Page, index: int, texts: list[Text]) -> bool:
    """Tell whether the text at an index is running text too; a numbered list below a bullet is."""
    passage = page.passage(index)
    text = page.text(index)
    is_within_list = (
        passage is Passage.STEP
        and bool(texts)
        and texts[-1].marker is not None
        and text is not None
        and text.marker is not None
        and text.marker.level > 0
    )
    return passage is Passage.PROSE or is_within_list


TAKERS: dict[Passage, Callable[[Page, int], int]] = {
    Passage.HEADING: _heading,
    Passage.TABLE: _table,
    Passage.PICTURE: _picture,
    Passage.FOOTNOTE: take_footnote,
    Passage.CHECKLIST: take_checklist,
    Passage.FAQ: take_faq,
    Passage.CAUTION: take_caution,
    Passage.SCRIPT: take_script,
    Passage.PLAIN_WORDS: take_plain_words,
    Passage.STEP: take_step,
    Passage.PROSE: _prose,
}
