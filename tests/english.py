"""Find English in what a screen says: text, names for screen readers, data handed to scripts."""

import json
import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup, Comment, Doctype, Tag

# What an editor of a city hall reads as it stands: file formats, units, marks on keys.
KNOWN = {
    "PIN", "PDF", "CSV", "TXT", "DOCX", "XLSX", "PNG", "JPG", "JPEG", "WEBP", "KB", "MB",
    "Ctrl", "Shift", "Alt", "Esc",
}  # fmt: skip
WORD = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ]{2,}")
# Addresses, names of files, codes of tasks, colours, and slots are no words.
NO_WORD = re.compile(
    r"https?://\S+|/[\w./?=&%#-]+|[\w.-]+\.(?:png|txt|jpg)\b|\b[A-Z]+_[A-Z_]+\b|#[0-9a-f]{3,8}\b|%\(\w+\)[sd]|__\w+__"
)
SAID_BY_ATTRIBUTES = {
    "title", "aria-label", "aria-description", "aria-roledescription", "placeholder", "alt", "label",
}  # fmt: skip
BUTTONS = {"submit", "button", "reset"}
# Data of these attributes are commands and bounds for scripts, never text.
SILENT_DATA = {"data-action", "data-controller", "data-max-file-size", "data-w-teleport-target-value"}
HTML_IN_SCRIPTS = {"text/template", "text/html", "text/x-template"}
# In data, two words in a row, or one that begins a sentence: the rest are identifiers.
SENTENCE = re.compile(r"[A-Za-z][a-z]+(?:[ ’'][A-Za-z]+)+|^[A-Z][a-z]+[.…:!?]?$")
STYLE = re.compile(r"(?<!\S)(?:w|c|icon|button)-[\w:/-]+")


def words(text: str) -> list[str]:
    """Return the Latin words of a text that are none of the known ones."""
    return [word for word in WORD.findall(NO_WORD.sub(" ", text)) if not {word, word.upper()} & KNOWN]


def english(page: str) -> list[str]:
    """List where a page speaks English, as “place: text”."""
    soup = BeautifulSoup(page, "html.parser")
    found = [f"text: {text}" for text in _texts(soup) if words(text)]
    for element in soup.find_all(True):
        found += _of_attributes(element)
        if element.name == "script":
            found += _of_script(element)
    return found


def english_data(data: Any) -> list[str]:
    """List the English sentences of data, nested or not; HTML in it is read as a page."""
    found = []
    for text in _strings(data):
        if "<" in text and ">" in text:
            found += english(text)
        else:
            bare = STYLE.sub(" ", NO_WORD.sub(" ", text)).strip()
            found += [text] if SENTENCE.search(bare) and words(bare) else []
    return found


def _texts(soup: BeautifulSoup) -> Iterator[str]:
    for text in soup.find_all(string=True):
        holder = text.parent
        # A counter holds nothing until a script has counted.
        if holder.name in {"script", "style"} or holder.has_attr("data-side-panel-toggle-counter"):
            continue
        if not isinstance(text, Comment | Doctype) and text.strip():
            yield " ".join(text.split())


def _of_attributes(element: Tag) -> Iterator[str]:
    for name, text in element.attrs.items():
        if not isinstance(text, str):
            continue
        is_button = element.name == "input" and name == "value" and element.get("type") in BUTTONS
        if (name in SAID_BY_ATTRIBUTES or is_button) and words(text):
            yield f"{element.name} {name}: {text}"
        elif name.startswith("data-") and name not in SILENT_DATA:
            yield from (f"{element.name} {name}: {said}" for said in english_data(_parsed(text)))


def _of_script(element: Tag) -> Iterator[str]:
    text, kind = element.string or "", element.get("type")
    if kind == "application/json":
        yield from (f"script {element.get('id')}: {said}" for said in english_data(_parsed(text)))
    elif kind in HTML_IN_SCRIPTS:
        yield from english(text)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, list):
        for one in data:
            yield from _strings(one)
    elif isinstance(data, dict):
        for one in data.values():
            yield from _strings(one)
