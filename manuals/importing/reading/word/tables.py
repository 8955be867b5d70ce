"""Read a table of a Word file into rows of equal length, telling of what a plain table cannot hold."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from manuals.importing.enums import NoteKind, Refusal
from manuals.importing.reading.notes import excerpt, listed
from manuals.importing.reading.refusals import Refused
from manuals.importing.reading.tree import Item, Picture, Place, Table, Text
from manuals.importing.reading.word.names import Element, number, q, value

if TYPE_CHECKING:
    from manuals.importing.reading.word.body import BodyReader

WRAPPERS = {q(name) for name in ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml")}


def children(element: Element, tag: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, those in content controls too."""
    for child in element.iterchildren("*"):
        if child.tag == tag:
            yield child
        elif child.tag in WRAPPERS:
            yield from children(child, tag)


class TableReader:
    """Reads one table; its cells are read by the reader of the body."""

    def __init__(self, body: "BodyReader", name: str) -> None:
        self.body = body
        self.name = f"{body.cell}の中の{name}" if body.cell else name
        self.rows: list[list[list[Item]]] = []
        self.merged: list[str] = []
        self.cells = 0

    def read(self, table: Element) -> None:
        """Add the table, or its text where it was but a frame."""
        place = self.body.place(self.name)
        for row in children(table, q("w:tr")):
            if row.find(f"{q('w:trPr')}/{q('w:del')}") is not None:
                self._deleted(row, place)
            else:
                self._row(row)
        width = max((len(row) for row in self.rows), default=0)
        if not width:
            return
        if self.merged:
            self.body.notes.add(
                NoteKind.MERGED,
                place,
                f"結合されたセル（{listed(self.merged)}）を分けました。縦の結合は、各行に同じ文を入れました。",
            )
        if width == 1:
            self._frame(place)
            return
        self._add(place, width)

    def _deleted(self, row: Element, place: Place) -> None:
        text = "".join(found.text or "" for found in row.iter(q("w:delText"), q("w:t")))
        self.body.notes.add(
            NoteKind.TRACKED, place, f"変更履歴で削除された行{excerpt(text, 300)}は取り込みません。"
        )

    def _row(self, row: Element) -> None:
        line: list[list[Item]] = [[] for _ in range(self._skipped(row))]
        for cell in children(row, q("w:tc")):
            here = f"{self.name}の{len(self.rows) + 1}行{len(line) + 1}列"
            span = max(1, number(value(cell, "w:tcPr/w:gridSpan")) or 1)
            self._count(span)
            line.append(self._content(cell, len(line), here))
            if span > 1:
                self.merged.append(f"{len(self.rows) + 1}行{len(line)}列")
                is_header = not self.rows
                line += [line[-1] if is_header else [] for _ in range(span - 1)]
        self.rows.append(line)

    def _skipped(self, row: Element) -> int:
        skipped = min(number(value(row, "w:trPr/w:gridBefore")) or 0, self.body.limits.columns)
        self._count(skipped)
        return skipped

    def _count(self, added: int) -> None:
        self.cells += added
        if added > self.body.limits.columns or self.cells > self.body.limits.cells:
            raise Refused(Refusal.TOO_BIG, f"{self.name}が大きすぎます。分けてから取り込んでください。")

    def _content(self, cell: Element, column: int, here: str) -> list[Item]:
        """Return the items of a cell; one that goes on from the row above has that row's."""
        merge = cell.find(f"{q('w:tcPr')}/{q('w:vMerge')}")
        if merge is None or merge.get(q("w:val")) == "restart" or not self.rows:
            return self.body.inside(cell, here)
        self.merged.append(f"{len(self.rows) + 1}行{column + 1}列")
        above = self.rows[-1]
        return above[column] if column < len(above) else []

    def _frame(self, place: Place) -> None:
        self.body.notes.add(NoteKind.TABLE, place, "1列の表は囲み枠とみなし、中の文を表の外に出しました。")
        for row in self.rows:
            for item in row[0] if row else []:
                self.body.add(item)

    def _add(self, place: Place, width: int) -> None:
        texts = [[self._words(cell) for cell in row] for row in self.rows]
        self.body.add(Table([row + [""] * (width - len(row)) for row in texts], place))
        pictures = [item for row in self.rows for cell in row for item in cell if isinstance(item, Picture)]
        unique = list({id(item): item for item in pictures}.values())
        if unique:
            self.body.notes.add(
                NoteKind.TABLE, place, f"表の中の図（{len(unique)}枚）を、表の後に置きました。"
            )
        for picture in unique:
            self.body.add(picture)

    def _words(self, cell: list[Item]) -> str:
        """Return the text of a cell, one line a paragraph."""
        lines, counted = [], 0
        for item in cell:
            if isinstance(item, Table):
                self.body.notes.add(NoteKind.NESTED, item.place, "表の中の表を、1行ずつの文にしました。")
                lines += [" / ".join(part for part in row if part) for row in item.rows]
            elif isinstance(item, Text):
                counted = counted + 1 if item.marker and item.marker.ordered else 0
                mark = f"{counted}. " if counted else "・" if item.marker else ""
                lines.append(mark + self._linked(item))
        return "\n".join(line for line in lines if line.strip())

    def _linked(self, text: Text) -> str:
        """Return the words with the target of each link behind it: a table's cell holds no links."""
        targets = [run.href for run in text.runs if run.href]
        if not targets:
            return text.plain
        self.body.notes.add(
            NoteKind.LINK, text.place, f"表の中のリンクを、文字と宛先（{listed(targets)}）にしました。"
        )
        return "".join(f"{run.text}（{run.href}）" if run.href else run.text for run in text.runs).strip()
