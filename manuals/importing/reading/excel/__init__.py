"""Read an Excel workbook (.xlsx): one page a sheet.

openpyxl's read-only mode would be lighter but tells neither of merged nor of hidden cells; the size of
the sheets is checked before the workbook is unfolded instead.
"""

import logging
import warnings
import zipfile
from typing import IO, Any

from openpyxl import load_workbook

from manuals.importing.enums import NoteKind, Refusal
from manuals.importing.reading.container import BROKEN, FileKind, opened
from manuals.importing.reading.excel.blocks import blocks_of, items_of
from manuals.importing.reading.excel.drawings import Drawn, drawn_on
from manuals.importing.reading.excel.grid import read_grid
from manuals.importing.reading.excel.parts import check_size, sheet_parts
from manuals.importing.reading.excel.telling import tell_sheet, tell_workbook
from manuals.importing.reading.limits import Limits
from manuals.importing.reading.notes import Notes, excerpt
from manuals.importing.reading.pictures import NotAPicture, checked
from manuals.importing.reading.refusals import Refused
from manuals.importing.reading.tree import Item, Picture, PictureData, Place, Run, Source, Text

logger = logging.getLogger(__name__)
# Rows of one sheet lie below those of the next.
SPACE = 2_000_000


def read_excel(file: IO[bytes], notes: Notes, limits: Limits) -> Source:
    """Return the items of a workbook; what did not fit goes into `notes`.

    A file whose insides no reader foresaw is refused like a broken one: nothing half-read is kept.
    """
    with opened(file, FileKind.EXCEL, limits) as archive:
        try:
            check_size(archive, limits)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return _Workbook(file, archive, notes, limits).read()
        except Refused:
            raise
        except Exception as error:
            logger.warning("an Excel file could not be read", exc_info=error)
            raise Refused(Refusal.DAMAGED, BROKEN) from error


class _Workbook:
    """One workbook, read twice: the values Excel calculated, and the formulas behind them."""

    def __init__(self, file: IO[bytes], archive: zipfile.ZipFile, notes: Notes, limits: Limits) -> None:
        self.archive = archive
        self.notes = notes
        self.limits = limits
        self.parts = sheet_parts(archive)
        file.seek(0)
        self.values: Any = load_workbook(file, data_only=True, keep_links=False)
        file.seek(0)
        self.formulas: Any = load_workbook(file, data_only=False, keep_links=False)
        self.pictures: dict[str, PictureData] = {}

    def read(self) -> Source:
        """Return the items of all visible sheets."""
        source = Source(title=self.values.properties.title or "", pictures=self.pictures)
        tell_workbook(self.values, self.archive, self.notes)
        for index, sheet in enumerate(self.values.worksheets):
            start = index * SPACE
            place = Place(start, "")
            if sheet.sheet_state != "visible":
                self.notes.add(
                    NoteKind.HIDDEN, Place(-1, f"シート「{sheet.title}」"), "隠されたシートは取り込みません。"
                )
                continue
            source.page_starts[start] = sheet.title
            source.items += self._items(sheet, place)
            tell_sheet(sheet, place, self.notes)
            if len(source.items) > self.limits.items:
                raise Refused(Refusal.TOO_BIG, "行が多すぎます。シートごとのファイルに分けてください。")
        return source

    def _items(self, sheet: Any, place: Place) -> list[Item]:
        grid = read_grid(sheet, self.formulas[sheet.title], place, self.notes)
        drawn = drawn_on(self.archive, self.parts.get(sheet.title, ""))
        found: list[Item] = []
        for block in blocks_of(grid):
            while drawn and drawn[0].row < block[0][0]:
                found += self._drawn(drawn.pop(0), place.position)
            found += items_of(block, grid, place.position)
        for one in drawn:
            found += self._drawn(one, place.position)
        if any(isinstance(item, Text) and item.heading for item in found):
            self.notes.add(
                NoteKind.GUESS, place, "太字や大きな文字の短い行を、見出しとみなしました。確かめてください。"
            )
        return found

    def _drawn(self, drawn: Drawn, start: int) -> list[Item]:
        place = Place(start + drawn.row, f"セル{drawn.cell}の付近")
        if drawn.text:
            self.notes.add(
                NoteKind.TEXT_BOX,
                place,
                f"テキストボックスの文{excerpt(drawn.text)}を、近くの行の後に置きました。"
                "図の上にあった文なら、位置と意味を確かめてください。",
            )
            return [Text([Run(drawn.text)], place)]
        if drawn.shape:
            self.notes.add(
                NoteKind.DRAWING,
                place,
                f"{drawn.shape}は取り込みません。必要なら画像にして、編集画面の「図」ブロックで加えてください。",
            )
            return []
        return self._picture(drawn, place)

    def _picture(self, drawn: Drawn, place: Place) -> list[Item]:
        if drawn.content is None:
            self.notes.add(NoteKind.PICTURE, place, "ファイルの外にある図のため、取り込みません。")
            return []
        try:
            picture = checked(drawn.content, self.limits)
        except NotAPicture as error:
            self.notes.add(NoteKind.PICTURE, place, str(error))
            return []
        self.pictures[picture.data.sha256] = picture.data
        if len(self.pictures) > self.limits.pictures:
            raise Refused(Refusal.TOO_BIG, f"図が多すぎます（{self.limits.pictures} 枚まで）。")
        if picture.change:
            self.notes.add(NoteKind.PICTURE_CHANGED, place, picture.change)
        if drawn.is_cropped:
            self.notes.add(
                NoteKind.PICTURE_CHANGED,
                place,
                "切り抜き（トリミング）は反映されず、図の全体を取り込みました。"
                "写ってはいけないものが隠れていないか、確かめてください。",
            )
        return [Picture(picture.data.sha256, drawn.alt, place)]
