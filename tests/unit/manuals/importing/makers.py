"""Make real Word and Excel files, and files that are wrong in one way."""

import zipfile
from io import BytesIO

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook
from PIL import Image

from manuals.blocks import ManualBody
from manuals.importing.conversion import Conversion, convert
from manuals.importing.reading.limits import MEGABYTE, Limits

LIMITS = Limits(max_bytes=20 * MEGABYTE)
NUMBER = "123456789018"
BODY = ManualBody()


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 20), colour: str = "white", **options) -> bytes:
    """Return the bytes of a picture."""
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, kind, **options)
    return out.getvalue()


def saved(document) -> BytesIO:
    """Return a Word document or a workbook as a file."""
    out = BytesIO()
    document.save(out)
    out.seek(0)
    return out


def document(*paragraphs: str):
    """Return a Word document of plain paragraphs."""
    made = Document()
    for text in paragraphs:
        made.add_paragraph(text)
    return made


def workbook(*rows: list) -> Workbook:
    """Return a workbook of one sheet."""
    made = Workbook()
    made.active.title = "受付"
    for row in rows:
        made.active.append(row)
    return made


def table(made, rows: list[list[str]]):
    """Add a table to a Word document."""
    added = made.add_table(len(rows), len(rows[0]))
    for row, cells in zip(added.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    return added


def xml(made, text: str) -> None:
    """Put an element of WordprocessingML before the end of the body."""
    spaces = nsdecls("w", "r", "wp", "a", "pic") + "".join(
        f' xmlns:{prefix}="{address}"'
        for prefix, address in (
            ("wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"),
            ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
            ("v", "urn:schemas-microsoft-com:vml"),
            ("m", "http://schemas.openxmlformats.org/officeDocument/2006/math"),
            ("c", "http://schemas.openxmlformats.org/drawingml/2006/chart"),
            ("w14", "http://schemas.microsoft.com/office/word/2010/wordml"),
        )
    )
    tag, _, rest = text.partition(">")
    opened = f"{tag[:-1]} {spaces}/" if tag.endswith("/") else f"{tag} {spaces}"
    made.element.body.insert(len(made.element.body) - 1, parse_xml(f"{opened}>{rest}"))


def with_parts(file: BytesIO, **parts: bytes | str | None) -> BytesIO:
    """Return a copy of a ZIP with parts added, replaced or (None) left out; `__` in a name stands for `/`."""
    wanted = {name.replace("__", "/").replace("_DOT_", "."): content for name, content in parts.items()}
    out = BytesIO()
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in wanted:
                target.writestr(name, source.read(name))
        for name, content in wanted.items():
            if content is not None:
                target.writestr(name, content)
    out.seek(0)
    return out


def converted(made, name: str = "手引.docx", limits: Limits = LIMITS) -> Conversion:
    """Return what a document, a workbook or Markdown becomes; its blocks must be what the editor allows."""
    if isinstance(made, str):
        file = BytesIO(made.encode())
        name = "手引.md"
    elif isinstance(made, BytesIO):
        file = made
    else:
        file = saved(made)
        name = name if not isinstance(made, Workbook) else "手引.xlsx"
    found = convert(name, file, limits)
    for page in found.pages:
        check_blocks(page.blocks)
    return found


def check_blocks(blocks: list[dict]) -> None:
    """Clean every block as the editor does when a page is put forward; figures without their picture."""
    plain = [block for block in blocks if block["type"] != "figure"]
    if plain:
        BODY.clean(BODY.to_python(plain))
    for block in blocks:
        if block["type"] == "figure":
            value = block["value"]
            assert len(value["image"]) == 64
            assert len(value["alt"]) <= 400
            assert len(value["caption"]) <= 200


def shown(found: Conversion, page: int = 0) -> list[tuple]:
    """Return the blocks of a page as (kind, value) with the items of lists bare."""
    return [(block["type"], bare(block["value"])) for block in found.pages[page].blocks]


def bare(value):
    """Return a raw value without the identities of items."""
    if isinstance(value, list):
        return [
            bare(item["value"]) if isinstance(item, dict) and "value" in item else bare(item)
            for item in value
        ]
    if isinstance(value, dict):
        return {key: bare(part) for key, part in value.items()}
    return value


def kinds(found: Conversion) -> dict[str, list[str]]:
    """Return kind of note → its sentences."""
    told: dict[str, list[str]] = {}
    for line in found.report:
        told.setdefault(line.kind.value, []).append(line.text)
    return told
