"""Pictures, text boxes and shapes that lie on a sheet, each with the cell it hangs on."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from manuals.importing.reading.excel.parts import (
    ANCHORS,
    MC,
    XDR,
    A,
    C,
    Element,
    R,
    Relation,
    drawing_roots,
)

SIDES = ("l", "t", "r", "b")


@dataclass(frozen=True)
class Drawn:
    """One thing on a sheet: a picture (`content`), a text (`text`), or a mere shape (`shape`)."""

    row: int
    cell: str
    content: bytes | None = None
    is_linked: bool = False
    is_cropped: bool = False
    alt: str = ""
    text: str = ""
    shape: str = ""


def drawn_on(archive: zipfile.ZipFile, sheet_part: str) -> list[Drawn]:
    """Return everything drawn on a sheet, from the top."""
    found = [
        drawn
        for root, relations in drawing_roots(archive, sheet_part)
        for anchor in root.iterchildren(*ANCHORS)
        for drawn in Anchor(archive, relations, *_corner(anchor)).within(anchor)
    ]
    return sorted(found, key=lambda one: one.row)


def _corner(anchor: Element) -> tuple[int, str]:
    start = anchor.find(f"{XDR}from")
    if start is None:
        return 1, "A1"
    row = int(start.findtext(f"{XDR}row") or 0) + 1
    column = int(start.findtext(f"{XDR}col") or 0) + 1
    return row, f"{get_column_letter(min(max(column, 1), 16384))}{row}"


@dataclass(frozen=True)
class Anchor:
    """A cell on which drawings hang."""

    archive: zipfile.ZipFile
    relations: dict[str, Relation]
    row: int
    cell: str

    def within(self, parent: Element) -> Iterator[Drawn]:
        """Yield what is drawn below an element."""
        for child in parent.iterchildren("*"):
            if child.tag == f"{XDR}pic":
                yield self._picture(child)
            elif child.tag == f"{XDR}grpSp":
                yield from self.within(child)
            elif child.tag == f"{MC}AlternateContent":
                choice = child.find(f"{MC}Choice")
                yield from self.within(choice) if choice is not None else ()
            else:
                yield from self._shape(child)

    def _shape(self, element: Element) -> Iterator[Drawn]:
        if element.tag == f"{XDR}sp":
            lines = ["".join(run.text or "" for run in line.iter(f"{A}t")) for line in element.iter(f"{A}p")]
            text = "\n".join(lines).strip()
            yield Drawn(self.row, self.cell, text=text, shape="" if text else "図形")
        elif element.tag == f"{XDR}cxnSp":
            yield Drawn(self.row, self.cell, shape="線・矢印")
        elif element.tag == f"{XDR}graphicFrame":
            is_chart = next(element.iter(f"{C}chart"), None) is not None
            yield Drawn(self.row, self.cell, shape="グラフ" if is_chart else "SmartArt など")

    def _picture(self, element: Element) -> Drawn:
        properties = next(element.iter(f"{XDR}cNvPr"), None)
        alt = (properties.get("descr") or "").strip() if properties is not None else ""
        blip = next(element.iter(f"{A}blip"), None)
        relation = self.relations.get(blip.get(f"{R}embed", "")) if blip is not None else None
        crop = next(element.iter(f"{A}srcRect"), None)
        is_cropped = crop is not None and any((crop.get(side) or "0") != "0" for side in SIDES)
        if relation is None or relation.is_external or relation.target not in self.archive.namelist():
            return Drawn(self.row, self.cell, is_linked=True, alt=alt)
        content = self.archive.read(relation.target)
        return Drawn(self.row, self.cell, content=content, is_cropped=is_cropped, alt=alt)
