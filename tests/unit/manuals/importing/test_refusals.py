"""Files that must not come in: each is refused with its own sentence."""

import struct
import zipfile
from io import BytesIO

import pytest
from docx import Document

from manuals.importing.conversion import convert
from manuals.importing.enums import Refusal
from manuals.importing.reading.limits import MEGABYTE, Limits
from manuals.importing.reading.refusals import Refused
from tests.unit.manuals.importing.makers import (
    LIMITS,
    NUMBER,
    converted,
    document,
    saved,
    table,
    with_parts,
    workbook,
    xml,
)

OLE = bytes.fromhex("D0CF11E0A1B11AE1") + b"\x00" * 600
SMALL = Limits(max_bytes=MEGABYTE)


def word(**parts) -> bytes:
    return with_parts(saved(document("本文")), **parts).getvalue()


def sheet(**parts) -> bytes:
    return with_parts(saved(workbook(["本文"])), **parts).getvalue()


def refusal(content: bytes, name: str = "手引.docx", limits: Limits = LIMITS) -> Refused:
    with pytest.raises(Refused) as found:
        convert(name, BytesIO(content), limits)
    assert str(found.value).endswith("。")
    return found.value


def zipped(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "手引.docx", Refusal.EMPTY),
        (b"", "手引.md", Refusal.EMPTY),
        (b"text", "手引.docx", Refusal.NOT_WHAT_IT_SAYS),
        (b"text", "手引.xlsx", Refusal.NOT_WHAT_IT_SAYS),
        (b"%PDF-1.7", "手引.pdf", Refusal.KIND),
        (b"text", "手引", Refusal.KIND),
        (OLE, "手引.doc", Refusal.OLD_FORMAT),
        (OLE, "手引.xls", Refusal.OLD_FORMAT),
        (OLE, "手引.docx", Refusal.OLD_FORMAT),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "手引.docx", Refusal.ENCRYPTED),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "手引.xlsx", Refusal.ENCRYPTED),
        (b"anything", "手引.docm", Refusal.MACROS),
        (b"anything", "手引.xlsm", Refusal.MACROS),
        ("受付の手引です。これを読みます。".encode("cp932"), "手引.md", Refusal.ENCODING),
        ("受付の手引です。これを読みます。".encode("euc_jp"), "手引.md", Refusal.ENCODING),
        ("受付の手引です。これを読みます。".encode("utf-16"), "手引.md", Refusal.ENCODING),
        (b"\x00\x01\x02\x03", "手引.md", Refusal.ENCODING),
        (b"# \n\n\n", "手引.md", Refusal.EMPTY),
    ],
)
def test_wrong_files(content, name, reason):
    assert refusal(content, name).reason == reason


@pytest.mark.parametrize(
    ("encoding", "said"), [("cp932", "Shift_JIS"), ("euc_jp", "EUC-JP"), ("utf-16", "UTF-16")]
)
def test_the_encoding_is_named(encoding, said):
    told = str(refusal("受付の手引です。これを読みます。".encode(encoding), "手引.md"))
    assert said in told
    assert "UTF-8" in told


def test_macros_in_a_file_that_says_it_has_none():
    assert refusal(word(**{"word__vbaProject.bin": b"x"})).reason == Refusal.MACROS
    assert refusal(sheet(**{"xl__vbaProject.bin": b"x"}), "手引.xlsx").reason == Refusal.MACROS
    types = zipfile.ZipFile(BytesIO(word())).read("[Content_Types].xml")
    enabled = types.replace(b"document.main+xml", b"document.macroEnabled.main+xml")
    assert refusal(word(**{"[Content_Types].xml": enabled})).reason == Refusal.MACROS


def test_a_workbook_renamed_to_a_document():
    told = refusal(sheet(), "手引.docx")
    assert told.reason == Refusal.NOT_WHAT_IT_SAYS
    assert ".xlsx" in str(told)


def test_a_zip_that_is_no_office_file():
    assert refusal(zipped(a=b"text")).reason == Refusal.NOT_WHAT_IT_SAYS


def test_a_workbook_with_data_connections():
    assert (
        refusal(sheet(**{"xl__connections.xml": b"<connections/>"}), "手引.xlsx").reason
        == Refusal.CONNECTIONS
    )
    query = sheet(**{"xl__queryTables__queryTable1.xml": b"<queryTable/>"})
    assert refusal(query, "手引.xlsx").reason == Refusal.CONNECTIONS


def test_a_file_over_the_limit():
    assert refusal(b"x" * (MEGABYTE + 1), limits=SMALL).reason == Refusal.TOO_BIG


@pytest.mark.parametrize(
    "parts",
    [
        {"word__media__image1.png": b"\x00" * 30 * MEGABYTE},
        {"customXml__item1.xml": b"<a>" + b" " * 5 * MEGABYTE + b"</a>"},
        {f"word__many__{index}.xml": b"<a/>" for index in range(3001)},
    ],
    ids=["large", "dense", "many"],
)
def test_a_bomb(parts):
    assert refusal(word(**parts)).reason == Refusal.SUSPICIOUS


def test_a_bomb_that_lies_about_its_size():
    """A directory that claims less than there is: reading stops at what it claims, and the sum is wrong."""
    content = bytearray(word(**{"word__media__big.xml": b"<a>" + b"x" * 3 * MEGABYTE + b"</a>"}))
    at = content.rindex(b"word/media/big.xml") - 46
    assert content[at : at + 4] == b"PK\x01\x02"
    content[at + 24 : at + 28] = struct.pack("<I", 10)
    assert refusal(bytes(content)).reason in {Refusal.DAMAGED, Refusal.SUSPICIOUS}


def test_a_zip_with_a_password():
    content = bytearray(word())
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = content.index(mark)
        content[at + offset] |= 1
    assert refusal(bytes(content)).reason == Refusal.ENCRYPTED


def test_a_name_twice():
    out = BytesIO(word())
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", b"<a/>")
    assert refusal(out.getvalue()).reason == Refusal.SUSPICIOUS


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">'
    b'<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]><a>&d;</a>'
)
FOREIGN = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


@pytest.mark.parametrize("content", [LAUGHS, FOREIGN, FOREIGN.decode().encode("utf-16")])
@pytest.mark.parametrize(
    "part", ["word__document.xml", "word__styles.xml", "customXml__item1.xml", "word__x.bin"]
)
def test_a_document_type_anywhere(part, content):
    assert refusal(word(**{part: content})).reason == Refusal.SUSPICIOUS


@pytest.mark.parametrize("part", ["xl__workbook.xml", "xl__worksheets__sheet1.xml", "xl__sharedStrings.xml"])
def test_a_document_type_in_a_workbook(part):
    assert refusal(sheet(**{part: LAUGHS}), "手引.xlsx").reason == Refusal.SUSPICIOUS


@pytest.mark.parametrize(
    "content",
    [
        word()[:-100],
        word(**{"word__document.xml": b"<w:document"}),
        word(**{"word__document.xml": b"<a/>"}),
        word(**{"word__styles.xml": b"no xml"}),
        word(**{"[Content_Types].xml": None}),
        b"PK\x03\x04" + b"\x00" * 200,
    ],
)
def test_a_broken_document(content):
    assert refusal(content).reason in {Refusal.DAMAGED, Refusal.NOT_WHAT_IT_SAYS}


@pytest.mark.parametrize(
    "content",
    [sheet(**{"xl__worksheets__sheet1.xml": b"<x/>"}), sheet(**{"xl__worksheets__sheet1.xml": None})],
)
def test_a_broken_workbook(content):
    assert refusal(content, "手引.xlsx").reason in {Refusal.DAMAGED, Refusal.EMPTY}


def test_a_strict_document():
    content = zipfile.ZipFile(BytesIO(word())).read("word/document.xml")
    strict = content.replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert "完全 Open XML" in str(refusal(word(**{"word__document.xml": strict})))


def test_a_sheet_that_reaches_too_far():
    made = workbook(["本文"])
    made.active["XFD1048576"] = "端"
    told = refusal(saved(made).getvalue(), "手引.xlsx")
    assert told.reason == Refusal.TOO_BIG
    assert "XFD1048576" in str(told)


def test_more_pages_and_items_than_anybody_checks():
    made = Document()
    for number in range(4):
        made.add_heading(f"章{number}", 1)
        made.add_paragraph("本文")
    few = Limits(max_bytes=MEGABYTE, pages=3)
    assert refusal(saved(made).getvalue(), limits=few).reason == Refusal.TOO_BIG
    few = Limits(max_bytes=MEGABYTE, items=3)
    assert refusal(saved(made).getvalue(), limits=few).reason == Refusal.TOO_BIG


class TestMyNumbers:
    """Twelve digits with a right check digit: refused with the place, never with the digits."""

    def told(self, made, name="手引.docx") -> str:
        found = refusal(saved(made).getvalue(), name)
        assert found.reason == Refusal.MY_NUMBER
        assert NUMBER not in str(found)
        assert "5678" not in str(found)
        return str(found)

    def test_in_text(self):
        assert "段落2" in self.told(document("本文", f"番号は{NUMBER}です"))
        assert "段落1" in self.told(document("1234-5678-9018"))
        assert "段落1" in self.told(document("１２３４ ５６７８ ９０１８"))

    def test_over_several_runs(self):
        made = Document()
        paragraph = made.add_paragraph("1234")
        paragraph.add_run("5678").bold = True
        paragraph.add_run("9018")
        assert "段落1" in self.told(made)

    def test_in_a_table(self):
        made = Document()
        table(made, [["氏名", "番号"], ["見本", NUMBER]])
        assert "表1の2行目" in self.told(made)

    def test_one_digit_a_cell(self):
        made = Document()
        table(made, [list(NUMBER), ["x"] * 12])
        assert "表1の1行目" in self.told(made)

    def test_in_the_cells_of_a_sheet(self):
        made = workbook(["氏名", "番号"], ["見本", int(NUMBER)])
        assert "シート「受付」" in self.told(made, "手引.xlsx")
        made = workbook(["氏名", "番号"], ["見本", 12345678903])
        made.active["B2"].number_format = "000000000000"
        with pytest.raises(Refused):
            converted(made)

    def test_in_what_is_left_out(self):
        made = document("本文")
        made.add_comment(made.paragraphs[0].runs, text=NUMBER)
        assert "コメント" in self.told(made)
        made = document("本文")
        made.sections[0].header.paragraphs[0].text = NUMBER
        assert "ヘッダー" in self.told(made)
        made = document("本文")
        xml(made, f'<w:p><w:del w:id="2"><w:r><w:delText>{NUMBER}</w:delText></w:r></w:del></w:p>')
        self.told(made)

    def test_in_names(self):
        found = refusal(word(), f"{NUMBER}.docx")
        assert found.reason == Refusal.MY_NUMBER
        assert NUMBER not in str(found)
        made = workbook(["本文"])
        made.active.title = NUMBER
        self.told(made, "手引.xlsx")

    def test_years_and_other_numbers_are_none(self):
        made = Document()
        table(made, [["年", "2024", "2025", "2026"], ["件", "1", "2", "3"]])
        made.add_paragraph("電話 0465-33-1300、123456789012")
        assert converted(made).pages
