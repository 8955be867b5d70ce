"""Look at an uploaded file from outside: what it is, and whether it is safe to open at all."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from typing import IO
from xml.parsers.expat import ExpatError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from manuals.importing.enums import Refusal
from manuals.importing.reading.limits import Limits
from manuals.importing.reading.refusals import Refused

OLE_MARK = bytes.fromhex("D0CF11E0A1B11AE1")
# Names within an OLE file are UTF-16; this stream is what Office makes of a document with a password.
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
ENCRYPTED_FLAG = 0x1
PART_OF: dict[str, str] = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
OLD_SUFFIXES = {"doc": "docx", "dot": "docx", "rtf": "docx", "xls": "xlsx", "xlt": "xlsx", "xlsb": "xlsx"}
MACRO_SUFFIXES = {"docm", "dotm", "xlsm", "xltm"}
CONNECTIONS = ("xl/connections.xml", "xl/queryTables/", "xl/model/")
UNPARSED = (
    ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".emf", ".wmf", ".wdp", ".bin",
    ".odttf", ".fntdata", ".docx", ".xlsx", ".pptx", ".pdf",
)  # fmt: skip
# What `zipfile` and `zlib` raise for an archive that is not whole.
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError, OSError,
    ValueError,
)  # fmt: skip
BROKEN = "ファイルが壊れているため、読み込めません。Word や Excel で開き、保存し直してください。"


class FileKind(Enum):
    """What can be read."""

    WORD = "docx"
    EXCEL = "xlsx"
    MARKDOWN = "md"


SUFFIXES = {
    "docx": FileKind.WORD,
    "xlsx": FileKind.EXCEL,
    "md": FileKind.MARKDOWN,
    "markdown": FileKind.MARKDOWN,
}


def kind_of(name: str, file: IO[bytes], limits: Limits) -> FileKind:
    """Return what a file is after its name and its bytes agree; raise `Refused` for everything else."""
    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    head = _head(file)
    if not head:
        raise Refused(Refusal.EMPTY, "ファイルが空です。")
    _check_size(file, limits)
    _check_suffix(suffix)
    if head.startswith(OLE_MARK):
        raise _ole(file, suffix)
    kind = SUFFIXES[suffix]
    if kind is FileKind.MARKDOWN:
        return kind
    if not zipfile.is_zipfile(file):
        raise Refused(
            Refusal.NOT_WHAT_IT_SAYS,
            f"名前は .{suffix} ですが、中身は{'Word' if kind is FileKind.WORD else 'Excel'}の"
            "ファイルではありません。元のソフトで開き、この形式で保存し直してください。",
        )
    return kind


def _head(file: IO[bytes]) -> bytes:
    file.seek(0)
    head = file.read(8)
    file.seek(0)
    return head


def _check_size(file: IO[bytes], limits: Limits) -> None:
    size = file.seek(0, 2)
    file.seek(0)
    if size > limits.max_bytes:
        raise Refused(Refusal.TOO_BIG, too_big(limits))


def too_big(limits: Limits) -> str:
    """Return the sentence about a file over the limit."""
    return (
        f"ファイルが大きすぎます。取り込めるのは、合わせて {limits.megabytes} MB までです。"
        "図を圧縮するか、章ごとに分けてください。"
    )


def _check_suffix(suffix: str) -> None:
    if suffix in MACRO_SUFFIXES:
        raise _macros()
    if suffix in OLD_SUFFIXES:
        raise _old(suffix)
    if suffix not in SUFFIXES:
        raise Refused(
            Refusal.KIND,
            "取り込めるのは、Word（.docx）、Excel（.xlsx）、Markdown（.md）のファイルです。"
            "ほかの形式のファイルは、これらの形式で保存し直してください。",
        )


def _macros() -> Refused:
    return Refused(
        Refusal.MACROS,
        "マクロを含むファイルは取り込めません。マクロのない形式（.docx、.xlsx）で保存し直してください。",
    )


def _old(suffix: str) -> Refused:
    new = OLD_SUFFIXES.get(suffix, suffix)
    return Refused(
        Refusal.OLD_FORMAT,
        f"古い形式のファイルは取り込めません。Word や Excel の「名前を付けて保存」で .{new} にしてください。",
    )


def _ole(file: IO[bytes], suffix: str) -> Refused:
    file.seek(0)
    if ENCRYPTED_STREAM in file.read():
        return Refused(
            Refusal.ENCRYPTED,
            "パスワードで保護されたファイルは読み込めません。パスワードを外して保存し直してください。",
        )
    return _old(suffix)


@contextmanager
def opened(file: IO[bytes], kind: FileKind, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """Open an office file as a ZIP, its directory and XML checked; raise `Refused` if they are not safe."""
    try:
        file.seek(0)
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Refused(Refusal.DAMAGED, BROKEN) from error
    with archive:
        try:
            _check_directory(archive.infolist(), limits)
            _check_parts(archive, kind)
            _check_xml(archive)
        except UNREADABLE as error:
            raise Refused(Refusal.DAMAGED, BROKEN) from error
        yield archive


def _check_directory(infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Believe the sizes the directory claims: reading never gives more than they say."""
    if any(info.flag_bits & ENCRYPTED_FLAG for info in infos):
        raise Refused(
            Refusal.ENCRYPTED,
            "パスワードで保護されたファイルは読み込めません。パスワードを外して保存し直してください。",
        )
    names = [info.filename for info in infos]
    is_bomb = (
        len(infos) > limits.entries
        or len(set(names)) < len(names)
        or sum(info.file_size for info in infos) > limits.unfolded_bytes
        or sum(info.file_size for info in infos if not info.filename.lower().endswith(UNPARSED))
        > limits.xml_bytes
        or any(
            info.file_size > limits.ratio_matters_from
            and info.file_size > limits.ratio * max(info.compress_size, 1)
            for info in infos
        )
    )
    if is_bomb:
        raise Refused(
            Refusal.SUSPICIOUS,
            "展開すると極端に大きくなるなど、通常のファイルにはない作りのため、取り込めません。",
        )


def _is_parsed(info: zipfile.ZipInfo) -> bool:
    return not info.filename.lower().endswith(UNPARSED)


def _check_parts(archive: zipfile.ZipFile, kind: FileKind) -> None:
    names = archive.namelist()
    lowered = [name.lower() for name in names]
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in lowered):
        raise _macros()
    found = {PART_OF[name] for name in names if name in PART_OF}
    if found != {kind.value}:
        said = f"名前は .{kind.value} ですが、中身は" + (
            f" .{found.pop()} のファイルです。" if len(found) == 1 else "その形式ではありません。"
        )
        raise Refused(Refusal.NOT_WHAT_IT_SAYS, f"{said}元のソフトで開き、保存し直してください。")
    if b"macroenabled" in archive.read("[Content_Types].xml").lower():
        raise _macros()
    if any(name.startswith(CONNECTIONS) for name in names):
        raise Refused(
            Refusal.CONNECTIONS,
            "外部のデータに接続する設定（データ接続、クエリ）を含む Excel ファイルは取り込めません。"
            "値だけを新しいブックに貼り付けて保存してください。",
        )


def _check_xml(archive: zipfile.ZipFile) -> None:
    """Refuse any part with a document type: office files have none, entity bombs need one."""
    for name in archive.namelist():
        with archive.open(name) as part:
            try:
                # The prolog is over when the first element begins.
                next(iter(iterparse(part, events=("start",), forbid_dtd=True)), None)
            except DefusedXmlException as error:
                raise Refused(
                    Refusal.SUSPICIOUS,
                    "通常の Word や Excel のファイルにはない定義（XML の DTD）を含むため、取り込めません。",
                ) from error
            except (ParseError, ExpatError, LookupError, ValueError) as error:
                if name.lower().endswith((".xml", ".rels")):
                    raise Refused(Refusal.DAMAGED, BROKEN) from error
