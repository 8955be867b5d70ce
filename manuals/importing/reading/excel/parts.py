"""The parts of a workbook that openpyxl passes over: which sheet is which file, its drawings, its size."""

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from defusedxml.ElementTree import iterparse
from lxml import etree
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from manuals.importing.enums import Refusal
from manuals.importing.reading.limits import Limits
from manuals.importing.reading.refusals import Refused

Element = Any
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ANCHORS = (f"{XDR}twoCellAnchor", f"{XDR}oneCellAnchor", f"{XDR}absoluteAnchor")
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
# Cells with a look and no value count too: each costs as much to read.
EMPTY_CELLS = 3


@dataclass(frozen=True)
class Relation:
    """What a part refers to: the path of another part, or an address outside."""

    target: str
    kind: str
    is_external: bool


def relations(archive: zipfile.ZipFile, part: str) -> dict[str, Relation]:
    """Return id → relation of a part."""
    folder, _, name = part.rpartition("/")
    path = f"{folder}/_rels/{name}.rels"
    if path not in archive.namelist():
        return {}
    found = {}
    for one in etree.fromstring(archive.read(path), PARSER).iterchildren("*"):
        target, is_external = one.get("Target", ""), one.get("TargetMode") == "External"
        if not is_external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found[one.get("Id", "")] = Relation(target, one.get("Type", "").rpartition("/")[2], is_external)
    return found


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the name of each sheet → the path of its part."""
    part = "xl/workbook.xml"
    known = relations(archive, part)
    root = etree.fromstring(archive.read(part), PARSER)
    found = {}
    for sheet in root.iter(f"{MAIN}sheet"):
        relation = known.get(sheet.get(f"{R}id", ""))
        if relation is not None:
            found[sheet.get("name", "")] = relation.target
    return found


def check_size(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Raise `Refused` for sheets that are too large to become pages, before anything else unfolds them."""
    cells = 0
    names = set(archive.namelist())
    for name, path in sheet_parts(archive).items():
        if path not in names:
            continue
        with archive.open(path) as part:
            for _, element in iterparse(part, events=("end",), forbid_dtd=True):
                if element.tag == f"{MAIN}c":
                    cells += 1
                    _check_cell(name, element, limits)
                    if cells > limits.cells * EMPTY_CELLS:
                        raise Refused(Refusal.TOO_BIG, _too_many(name, limits))
                    element.clear()


def _check_cell(sheet: str, element: Element, limits: Limits) -> None:
    if not len(element) or not element.get("r"):
        return
    letters, row = coordinate_from_string(element.get("r"))
    if row > limits.rows or column_index_from_string(letters) > limits.columns:
        raise Refused(
            Refusal.TOO_BIG,
            f"シート「{sheet}」の {element.get('r')} に値があり、表が広すぎます"
            f"（{limits.rows:,} 行、{limits.columns} 列まで）。要るところだけのシートにしてください。",
        )


def _too_many(sheet: str, limits: Limits) -> str:
    return (
        f"シート「{sheet}」までのセルが多すぎます（値のあるセルは {limits.cells:,} まで）。"
        "書式だけのセルを消すか、ブックを分けてください。"
    )


def drawing_roots(archive: zipfile.ZipFile, sheet_part: str) -> Iterator[tuple[Element, dict[str, Relation]]]:
    """Yield the root of each drawing of a sheet with its relations."""
    names = set(archive.namelist())
    for relation in relations(archive, sheet_part).values():
        if relation.kind == "drawing" and not relation.is_external and relation.target in names:
            root = etree.fromstring(archive.read(relation.target), PARSER)
            yield root, relations(archive, relation.target)
