"""What the tests of paper set: one page as data, and the words of each sheet."""

import io
from typing import Any

from pypdf import PdfReader

from manuals.paper.content import runs


def sheet_data(*blocks: dict[str, Any], title: str = "題名") -> dict[str, Any]:
    """Return a document that holds one page with these blocks."""
    page = {
        "title": runs(title),
        "plain_title": title,
        "stamp": "第3版（令和8年3月1日(日)施行）",
        "is_withdrawn": False,
        "summary": runs("概要の文"),
        "clause": "5(3)",
        "owner_post": "窓口担当",
        "tasks": ["カードの交付"],
        "blocks": list(blocks),
    }
    return {
        "title": title,
        "owner": "小田原市",
        "contract": "契約",
        "made": "令和8年3月2日(月) 09:05作成",
        "date": [2026, 3, 2, 9, 5],
        "has_contents": False,
        "warning": "",
        "chapters": [{"title": [], "plain_title": "", "stamp": "", "summary": [], "pages": [page]}],
    }


def squeezed(text: str) -> str:
    """Return a text without white space."""
    return "".join(text.split()).replace("\u200b", "")


def sheets_of(content: bytes) -> list[str]:
    """Return the words of every sheet without white space."""
    return [squeezed(sheet.extract_text()) for sheet in PdfReader(io.BytesIO(content)).pages]
