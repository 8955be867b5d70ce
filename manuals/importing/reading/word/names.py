"""Names of what a Word file is made of (ECMA-376), and small readings of elements."""

from typing import Any

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = {
    "w": W,
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "wpc": "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
# An lxml element; the library has no types.
Element = Any

OFF = {"0", "false", "off", "none"}
# Characters of symbol fonts that stand for what a reader acts on; the others are reported.
SYMBOLS: dict[tuple[str, int], str] = {
    ("wingdings", 0x6F): "□", ("wingdings", 0x71): "□", ("wingdings", 0x72): "□", ("wingdings", 0xA8): "□",
    ("wingdings", 0xFE): "☑", ("wingdings", 0xFD): "☑", ("wingdings", 0xFC): "✓", ("wingdings", 0xFB): "✗",
    ("wingdings", 0x6C): "●", ("wingdings", 0x6E): "■", ("wingdings", 0xA7): "■", ("wingdings", 0x75): "◆",
    ("wingdings", 0xE0): "→", ("wingdings", 0xE8): "→", ("wingdings", 0xF0): "⇒", ("wingdings", 0xD8): "➢",
    ("wingdings", 0x28): "☎", ("wingdings", 0x2A): "✉", ("wingdings", 0x4A): "☺",
    ("wingdings 2", 0xA3): "□", ("wingdings 2", 0x52): "☑", ("wingdings 2", 0x53): "☑",
    ("wingdings 2", 0x50): "✓", ("wingdings 3", 0x67): "▶", ("symbol", 0xB7): "・",
}  # fmt: skip


def q(name: str) -> str:
    """Return the full name of `prefix:local`."""
    prefix, _, local = name.partition(":")
    return f"{{{SPACES[prefix]}}}{local}"


def value(element: Element, path: str, attribute: str = "w:val") -> str | None:
    """Return an attribute of the first element at a path of names, None if there is no such element."""
    found = element.find("/".join(q(step) for step in path.split("/")))
    if found is None:
        return None
    text: str = found.get(q(attribute), "")
    return text


def is_on(element: Element, path: str) -> bool:
    """Tell whether a switch such as `w:b` is there and not turned off."""
    text = value(element, path)
    return text is not None and text.lower() not in OFF


def number(text: str | None) -> int | None:
    """Return a whole number, None for anything else."""
    try:
        return int(text) if text is not None else None
    except ValueError:
        return None


def words(element: Element) -> str:
    """Return every word below an element, paragraphs parted by spaces, deleted ones and codes left out."""
    found = element.iter(q("w:t"), q("w:p"), q("w:tab"), q("w:br"))
    texts = [one.text or "" if one.tag == q("w:t") else " " for one in found]
    return " ".join("".join(texts).split())


def symbol(font: str, code: int) -> str:
    """Return the character that a symbol font draws for a code, "" where nobody has told."""
    return SYMBOLS.get((font.lower(), code & 0xFF), "")
