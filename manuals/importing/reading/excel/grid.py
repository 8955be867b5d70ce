"""The cells of one sheet that a reader sees, as text, with what is to be told about them."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter

from manuals.importing.enums import NoteKind
from manuals.importing.reading.excel.values import shown
from manuals.importing.reading.notes import Notes, excerpt, listed
from manuals.importing.reading.tree import Place

WHITE = {"00000000", "FFFFFFFF", "00FFFFFF"}
BLACK = {"00000000", "FF000000"}
# Sizes from here on are those of headings; 11 is Excel's own.
LARGE = 14
MOST_COVERED = 200_000


@dataclass(frozen=True)
class Seen:
    """One cell: its text and what a heading or link is told by."""

    text: str
    href: str = ""
    is_bold: bool = False
    is_large: bool = False
    is_indented: bool = False


@dataclass
class Grid:
    """The visible cells of a sheet: row → column → cell."""

    rows: dict[int, dict[int, Seen]] = field(default_factory=dict)
    # Cell covered by a merge → the cell that holds its text.
    covered: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    # Row → how many of its cells belong to one merged from above.
    above: Counter[int] = field(default_factory=Counter)


@dataclass
class Told:
    """Cells gathered for the report, by what is told of them."""

    formulas: list[str] = field(default_factory=list)
    uncalculated: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    colours: list[str] = field(default_factory=list)
    underlined: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)


def read_grid(sheet: Any, formulas: Any, place: Place, notes: Notes) -> Grid:
    """Return the visible cells of a sheet; `formulas` is the same sheet with its formulas, or None."""
    grid, told = Grid(), Told()
    hidden_rows, hidden_columns = _hidden(sheet, place, notes)
    for cell in _cells(sheet):
        _tell_comment(cell, place, notes)
        if cell.row in hidden_rows or cell.column in hidden_columns:
            continue
        if text := _text(cell, formulas, told):
            grid.rows.setdefault(cell.row, {})[cell.column] = _seen(cell, text)
            _tell_looks(cell, told)
    _read_merges(sheet, grid, told)
    _tell(told, place, notes)
    return grid


def _tell_comment(cell: Cell, place: Place, notes: Notes) -> None:
    if cell.comment is not None:
        text = str(cell.comment.text).strip()
        here = Place(place.position, f"セル{cell.coordinate}")
        notes.add(NoteKind.COMMENT, here, f"コメント{excerpt(text, 300)}は取り込みません。")


def _read_merges(sheet: Any, grid: Grid, told: Told) -> None:
    for area in sheet.merged_cells.ranges:
        holder = (area.min_row, area.min_col)
        if holder[1] not in grid.rows.get(holder[0], {}):
            continue
        told.merged.append(str(area))
        rows = range(area.min_row, min(area.max_row, sheet.max_row) + 1)
        columns = range(area.min_col, min(area.max_col, sheet.max_column) + 1)
        if len(grid.covered) + len(rows) * len(columns) <= MOST_COVERED:
            grid.covered |= {(row, column): holder for row in rows for column in columns}
            grid.above.update(dict.fromkeys(rows[1:], len(columns)))


def _cells(sheet: Any) -> list[Cell]:
    """Return the cells that are there; every public way would make those that are not."""
    present: dict[tuple[int, int], Any] = sheet._cells  # noqa: SLF001 - see above
    return [cell for _, cell in sorted(present.items()) if isinstance(cell, Cell)]


def _hidden(sheet: Any, place: Place, notes: Notes) -> tuple[set[int], set[int]]:
    rows = {row for row, dimension in sheet.row_dimensions.items() if dimension.hidden}
    columns = {
        column
        for dimension in sheet.column_dimensions.values()
        if dimension.hidden and dimension.min
        for column in range(dimension.min, min(dimension.max or dimension.min, sheet.max_column) + 1)
    }
    present = {(cell.row, cell.column) for cell in _cells(sheet) if cell.value is not None}
    told_rows = sorted(rows & {row for row, _ in present})
    told_columns = sorted(columns & {column for _, column in present})
    if told_rows:
        notes.add(
            NoteKind.HIDDEN,
            place,
            f"隠された行（{listed(f'{row}行' for row in told_rows)}）は取り込みません。",
        )
    if told_columns:
        named = listed(f"{get_column_letter(column)}列" for column in told_columns)
        notes.add(NoteKind.HIDDEN, place, f"隠された列（{named}）は取り込みません。")
    return rows, columns


def _text(cell: Cell, formulas: Any, told: Told) -> str:
    has_formula = formulas is not None and formulas[cell.coordinate].data_type == "f"
    if has_formula:
        (told.uncalculated if cell.value is None else told.formulas).append(cell.coordinate)
    if cell.data_type == "e":
        told.errors.append(cell.coordinate)
    found = shown(cell.value, cell.number_format or "")
    if not found.is_sure:
        told.formats.append(f"{cell.coordinate}＝{found.text}")
    return found.text


def _seen(cell: Cell, text: str) -> Seen:
    font, link = cell.font, cell.hyperlink
    return Seen(
        text=text,
        href=(link.target or "") if link is not None else "",
        is_bold=bool(font and font.b),
        is_large=bool(font and font.sz and font.sz >= LARGE),
        is_indented=bool(cell.alignment and cell.alignment.indent),
    )


def _tell_looks(cell: Cell, told: Told) -> None:
    font, fill = cell.font, cell.fill
    is_filled = bool(fill and fill.fill_type == "solid" and not _is_plain(fill.fgColor, WHITE, {0}))
    if is_filled or (font and font.color is not None and not _is_plain(font.color, BLACK, {1})):
        told.colours.append(cell.coordinate)
    if font and font.u and cell.hyperlink is None:
        told.underlined.append(cell.coordinate)
    if font and font.strike:
        told.struck.append(cell.coordinate)


def _is_plain(colour: Any, plain: set[str], themes: set[int]) -> bool:
    if colour is None:
        return True
    if colour.type == "rgb":
        return str(colour.rgb) in plain
    if colour.type == "theme":
        return colour.theme in themes and not colour.tint
    return colour.type == "indexed" and colour.indexed in {0, 1, 8, 9, 64, 65}


def _tell(told: Told, place: Place, notes: Notes) -> None:
    sentences: list[tuple[list[str], NoteKind, str]] = [
        (told.formulas, NoteKind.FORMULA, "数式（{}）は、計算された値だけを取り込みました。"),
        (
            told.uncalculated,
            NoteKind.FORMULA,
            "数式（{}）は計算結果が保存されておらず、空欄になりました。Excel で開いて保存し直してください。",
        ),
        (told.errors, NoteKind.FORMULA, "エラーになっているセル（{}）を、そのままの文字で取り込みました。"),
        (
            told.formats,
            NoteKind.FORMAT,
            "表示形式を反映できず、もとの値を取り込みました（{}）。和暦などは書き直してください。",
        ),
        (
            told.colours,
            NoteKind.LOOK,
            "文字や背景の色（{}）は残りません。大切な意味があれば、文字で書いてください。",
        ),
        (told.underlined, NoteKind.LOOK, "下線（{}）は残りません。"),
        (
            told.struck,
            NoteKind.STRUCK,
            "取り消し線のある文字（{}）を、線のない文字として取り込みました。不要なら削除してください。",
        ),
        (
            told.merged,
            NoteKind.MERGED,
            "結合されたセル（{}）を分けました。表の中の縦の結合は、各行に同じ文を入れました。",
        ),
    ]
    for cells, kind, sentence in sentences:
        if cells:
            notes.add(kind, place, sentence.format(listed(cells)))
