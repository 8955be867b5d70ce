"""Read a Word document (.docx)."""

import logging
import warnings
from typing import IO

from docx import Document

from manuals.importing.enums import NoteKind, Refusal
from manuals.importing.reading.container import BROKEN, FileKind, opened
from manuals.importing.reading.limits import Limits
from manuals.importing.reading.notes import Notes, excerpt, whole_file
from manuals.importing.reading.refusals import Refused
from manuals.importing.reading.tree import Source
from manuals.importing.reading.word.body import BodyReader
from manuals.importing.reading.word.extras import has_pictures, margin_texts
from manuals.importing.reading.word.names import W

logger = logging.getLogger(__name__)
STRICT = "http://purl.oclc.org/ooxml"


def read_word(file: IO[bytes], notes: Notes, limits: Limits) -> Source:
    """Return the items of a Word file; what did not fit goes into `notes`.

    A file whose insides no reader foresaw is refused like a broken one: nothing half-read is kept.
    """
    with opened(file, FileKind.WORD, limits):
        pass
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _read(file, notes, limits)
    except Refused:
        raise
    except Exception as error:
        logger.warning("a Word file could not be read", exc_info=error)
        raise Refused(Refusal.DAMAGED, BROKEN) from error


def _read(file: IO[bytes], notes: Notes, limits: Limits) -> Source:
    document = Document(file)
    root = document.element
    if STRICT in root.nsmap.values() or any(str(space).startswith(STRICT) for space in root.nsmap.values()):
        raise Refused(
            Refusal.OLD_FORMAT,
            "「完全 Open XML ドキュメント」形式のファイルは読めません。"
            "「名前を付けて保存」で「Word 文書（.docx）」を選んでください。",
        )
    body = root.find(f"{{{W}}}body")
    if body is None:
        raise Refused(Refusal.DAMAGED, BROKEN)
    reader = BodyReader(document, notes, limits)
    items = reader.read(body)
    for label, text in margin_texts(document):
        notes.add(NoteKind.HEADER, whole_file(label), f"{label}の{excerpt(text, 200)}は取り込みません。")
    for ending, label in (("/header", "ヘッダー"), ("/footer", "フッター")):
        if has_pictures(document, ending):
            notes.add(NoteKind.HEADER, whole_file(label), f"{label}の図は取り込みません。")
    return Source(title=document.core_properties.title or "", items=items, pictures=reader.pictures)
