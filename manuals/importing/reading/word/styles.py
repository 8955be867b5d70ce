"""What a paragraph is: heading, list item, caption, title; from its own settings and those of its style."""

import re
from dataclasses import dataclass
from typing import Any

from manuals.importing.reading.tree import Marker
from manuals.importing.reading.word.names import Element, is_on, number, q, symbol, value

HEADING = re.compile(r"^(?:heading|見出し)\s*([1-9])$", re.IGNORECASE)
CONTENTS = re.compile(r"^(?:toc\s*(?:\d|heading)|目次.*)$", re.IGNORECASE)
TITLES = {"title", "表題"}
CAPTIONS = {"caption", "図表番号"}
UNNUMBERED = {"bullet", "none"}
CHECKBOXES = {"□", "☐", "☑", "☒", "❏", "❑", "❒", "◻"}
DEEPEST = 30


@dataclass(frozen=True)
class Style:
    """One style of the file, with what it says itself."""

    name: str
    based_on: str
    properties: Element | None
    is_bold: bool


@dataclass(frozen=True)
class Level:
    """How one level of a list is numbered; `box` is the box before the items of a list to tick off."""

    ordered: bool
    box: str


class Styles:
    """The styles and lists of one file."""

    def __init__(self, document: Any) -> None:
        self.styles = _styles(_part(document, "/styles"))
        self.nums, self.abstract = _lists(_part(document, "/numbering"))

    def name(self, paragraph: Element) -> str:
        """Return the name of the paragraph's style in lower case, "" for none."""
        style = self.styles.get(value(paragraph, "w:pPr/w:pStyle") or "")
        return style.name.lower() if style else ""

    def heading(self, paragraph: Element) -> int:
        """Return the level of a heading from 1, 0 for running text."""
        own = number(value(paragraph, "w:pPr/w:outlineLvl"))
        if own is not None:
            return own + 1 if 0 <= own < 9 else 0
        for style in self._line(value(paragraph, "w:pPr/w:pStyle")):
            if found := HEADING.match(style.name):
                return int(found[1])
            level = number(value(style.properties, "w:outlineLvl")) if style.properties is not None else None
            if level is not None:
                return level + 1 if 0 <= level < 9 else 0
        return 0

    def is_contents(self, paragraph: Element) -> bool:
        """Tell whether a paragraph is a line of the table of contents."""
        return bool(CONTENTS.match(self.name(paragraph)))

    def is_numbered(self, paragraph: Element) -> bool:
        """Tell whether Word writes a number before a paragraph."""
        marker, _ = self.marker(paragraph)
        return marker is not None and marker.ordered

    def marker(self, paragraph: Element) -> tuple[Marker | None, str]:
        """Return the mark of a list's item and the box to tick that stands for it, if one does."""
        num, level = self._numbering(paragraph)
        if not num or num == "0":
            return None, ""
        found = self._level(num, level)
        if found is None:
            return None, ""
        return Marker(found.ordered, level, f"list {num}"), found.box

    def is_bold(self, run_style: str | None) -> bool:
        """Tell whether a style of characters is bold."""
        return any(style.is_bold for style in self._line(run_style))

    def _line(self, key: str | None) -> list[Style]:
        """Return a style and those it is based on, a circle cut."""
        found: list[Style] = []
        while key in self.styles and len(found) < DEEPEST:
            found.append(self.styles[key])
            key = self.styles[key].based_on
        return found

    def _numbering(self, paragraph: Element) -> tuple[str, int]:
        own = value(paragraph, "w:pPr/w:numPr/w:numId")
        level = number(value(paragraph, "w:pPr/w:numPr/w:ilvl"))
        for style in self._line(value(paragraph, "w:pPr/w:pStyle")) if own is None or level is None else []:
            if style.properties is None:
                continue
            own = value(style.properties, "w:numPr/w:numId") if own is None else own
            level = number(value(style.properties, "w:numPr/w:ilvl")) if level is None else level
        return own or "", level or 0

    def _level(self, num: str, level: int) -> Level | None:
        definition = self.abstract.get(self.nums.get(num, ""))
        found = definition.find(f"{q('w:lvl')}[@{q('w:ilvl')}='{level}']") if definition is not None else None
        if found is None:
            return None
        kind = value(found, "w:numFmt") or "decimal"
        if kind == "none":
            return None
        text = value(found, "w:lvlText") or ""
        font = value(found, "w:rPr/w:rFonts", "w:ascii") or ""
        sign = symbol(font, ord(text)) if len(text) == 1 else ""
        box = "□" if kind == "bullet" and (sign or text) in CHECKBOXES else ""
        return Level(kind not in UNNUMBERED, box)


def _part(document: Any, ending: str) -> Element | None:
    """Return the root of a part that the document refers to, None if it has none."""
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(ending):
            return getattr(relation.target_part, "element", None)
    return None


def _styles(root: Element | None) -> dict[str, Style]:
    if root is None:
        return {}
    return {
        one.get(q("w:styleId"), ""): Style(
            name=value(one, "w:name") or "",
            based_on=value(one, "w:basedOn") or "",
            properties=one.find(q("w:pPr")),
            is_bold=is_on(one, "w:rPr/w:b") and one.get(q("w:type")) == "character",
        )
        for one in root.iterchildren(q("w:style"))
    }


def _lists(root: Element | None) -> tuple[dict[str, str], dict[str, Element]]:
    """Return list → definition, and definition → element; a definition may stand for that of a style."""
    if root is None:
        return {}, {}
    abstract = {one.get(q("w:abstractNumId"), ""): one for one in root.iterchildren(q("w:abstractNum"))}
    by_style = {value(one, "w:styleLink"): one for one in abstract.values() if value(one, "w:styleLink")}
    abstract = {key: by_style.get(value(one, "w:numStyleLink"), one) for key, one in abstract.items()}
    nums = {
        one.get(q("w:numId"), ""): value(one, "w:abstractNumId") or ""
        for one in root.iterchildren(q("w:num"))
    }
    return nums, abstract
