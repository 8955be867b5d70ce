"""From a file to drafts: read, refuse what may not come in, shape the pages, write the report."""

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import IO

from manuals.importing.enums import OUTCOME, NoteKind, Outcome, Refusal
from manuals.importing.private import check_names, check_report, check_source
from manuals.importing.reading.container import FileKind, kind_of
from manuals.importing.reading.excel import read_excel
from manuals.importing.reading.limits import Limits
from manuals.importing.reading.markdown import read_markdown
from manuals.importing.reading.notes import Note, Notes
from manuals.importing.reading.refusals import Refused
from manuals.importing.reading.tree import PictureData, Place, Source, Text
from manuals.importing.reading.word import read_word
from manuals.importing.shaping.blocks import Raw
from manuals.importing.shaping.lengths import SUMMARY_LENGTH, cut
from manuals.importing.shaping.lists import recognised
from manuals.importing.shaping.page import page_blocks
from manuals.importing.shaping.pages import PageItems, pages_of

READERS = {FileKind.WORD: read_word, FileKind.EXCEL: read_excel, FileKind.MARKDOWN: read_markdown}


@dataclass(frozen=True)
class PageDraft:
    """One page to be. In a figure, `image` is the SHA-256 of its picture."""

    title: str
    summary: str
    blocks: list[Raw]


@dataclass(frozen=True)
class ReportLine:
    """One line of the report; `page` counts from 0, None belongs to the whole file."""

    kind: NoteKind
    page: int | None
    heading: str
    unit: str
    text: str

    @property
    def outcome(self) -> Outcome:
        """Return what became of the thing."""
        return OUTCOME[self.kind]


@dataclass
class Conversion:
    """What a file became."""

    file_name: str
    pages: list[PageDraft]
    report: list[ReportLine]
    pictures: dict[str, PictureData] = field(default_factory=dict)


def convert(name: str, file: IO[bytes], limits: Limits) -> Conversion:
    """Return the pages of a file with the report; raise `Refused` for a file not to be had."""
    name = unicodedata.normalize("NFC", name)
    check_names([name])
    kind = kind_of(name, file, limits)
    notes = Notes()
    source = READERS[kind](file, notes, limits)
    if not source.items:
        raise Refused(Refusal.EMPTY, "文字も図もないファイルです。")
    check_source(source)
    stem = name.rpartition(".")[0].strip() or name
    parted = pages_of(source, stem, notes)
    if len(parted) > limits.pages:
        raise Refused(Refusal.TOO_BIG, f"ページが多すぎます（{limits.pages} まで）。章ごとに分けてください。")
    pages = [_page(part, notes) for part in parted]
    locator = Locator(parted, source)
    report = [locator.line(note) for note in notes.found]
    check_report(line.text for line in report)
    return Conversion(name, pages, _ordered(report), source.pictures)


def _page(part: PageItems, notes: Notes) -> PageDraft:
    blocks = page_blocks(recognised(part.items, notes), notes)
    if not blocks:
        told = f"「{part.title}」には取り込める内容がありません。"
        notes.add(NoteKind.PAGE, part.place, told)
    return PageDraft(part.title, _summary(part), blocks)


def _summary(part: PageItems) -> str:
    """Return the first sentence of the page, shown among search results; its title where there is none."""
    for item in part.items:
        if isinstance(item, Text) and not item.heading and item.plain:
            return cut(" ".join(item.plain.split()), SUMMARY_LENGTH)[0]
    return cut(part.title, SUMMARY_LENGTH)[0]


class Locator:
    """Finds the page and the heading that a place belongs to."""

    def __init__(self, parts: list[PageItems], source: Source) -> None:
        self.starts = [part.place.position for part in parts]
        headings = [item for item in source.items if isinstance(item, Text) and item.heading > 1]
        self.headings = [(item.place.position, item.plain) for item in headings]

    def line(self, note: Note) -> ReportLine:
        """Return a note as a line of the report."""
        position = note.place.position
        if position < 0:
            return ReportLine(note.kind, None, "", note.place.unit, note.text)
        page = max(0, bisect_right(self.starts, position) - 1)
        return ReportLine(note.kind, page, self._heading(page, note.place), note.place.unit, note.text)

    def _heading(self, page: int, place: Place) -> str:
        before = bisect_right(self.headings, (place.position, chr(0x10FFFF))) - 1
        if before < 0 or self.headings[before][0] < self.starts[page] or not place.unit:
            return ""
        return self.headings[before][1]


def _ordered(report: list[ReportLine]) -> list[ReportLine]:
    """Return the report page by page, what was lost first."""
    rank = {outcome: index for index, outcome in enumerate(Outcome)}
    return sorted(report, key=lambda line: (-1 if line.page is None else line.page, rank[line.outcome]))
