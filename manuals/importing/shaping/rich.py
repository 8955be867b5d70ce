"""Rich text of runs: paragraphs and nested lists in the few tags the editor knows."""

import re
from collections.abc import Iterable
from html import escape

from manuals.importing.enums import NoteKind
from manuals.importing.reading.notes import Notes, listed
from manuals.importing.reading.tree import Place, Run, Text

SAFE = re.compile(r"^(https?://|mailto:|tel:)", re.IGNORECASE)
SPACES = " \t　\n"


class Prose:
    """Writes rich text and tells of its links."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes

    def html(self, texts: Iterable[Text]) -> str:
        """Return paragraphs and lists of texts in their order."""
        out: list[str] = []
        # The tags of the lists that are open, from the outermost.
        lists: list[str] = []
        for text in texts:
            inner = self.inline(text.runs, text.place)
            if not inner:
                continue
            if text.marker is None:
                _close(out, lists, 0)
                out.append(f"<p>{inner}</p>")
                continue
            _open_item(out, lists, "ol" if text.marker.ordered else "ul", text.marker.level)
            out.append(inner)
        _close(out, lists, 0)
        return "".join(out)

    def inline(self, runs: list[Run], place: Place) -> str:
        """Return one paragraph without its tag."""
        external, refused = [], []
        parts = []
        for run in stripped(runs):
            html = escape(run.text, quote=False).replace("\n", "<br/>")
            if run.href and SAFE.match(run.href):
                external.append(run.href)
                html = f'<a href="{escape(run.href)}">{html}</a>'
            elif run.href:
                refused.append(run.href)
            if run.bold and run.text.strip():
                html = f"<b>{html}</b>"
            if run.italic and run.text.strip():
                html = f"<i>{html}</i>"
            parts.append(html)
        self._tell(external, refused, place)
        return "".join(parts)

    def _tell(self, external: list[str], refused: list[str], place: Place) -> None:
        if external:
            told = f"外部へのリンク（{listed(external)}）です。窓口の端末で開けるか、確かめてください。"
            self.notes.add(NoteKind.LINK, place, told)
        if refused:
            told = f"リンク先（{listed(refused)}）はポータルから開けないため、文字だけにしました。"
            self.notes.add(NoteKind.LINK, place, told)


def _open_item(out: list[str], lists: list[str], tag: str, level: int) -> None:
    """Begin an item at a level; a level may be deeper by one than the one before, no more."""
    depth = min(level, len(lists)) + 1
    _close(out, lists, depth)
    if len(lists) == depth and lists[-1] != tag:
        _close(out, lists, depth - 1)
    if len(lists) == depth:
        out.append("</li><li>")
    else:
        lists.append(tag)
        out.append(f"<{tag}><li>")


def _close(out: list[str], lists: list[str], depth: int) -> None:
    while len(lists) > depth:
        out.append(f"</li></{lists.pop()}>")


def stripped(runs: list[Run]) -> list[Run]:
    """Return runs without space at both ends: the indent of a Japanese paragraph is no text."""
    kept = [run for run in runs if run.text]
    while kept and not kept[0].text.lstrip(SPACES):
        kept.pop(0)
    while kept and not kept[-1].text.rstrip(SPACES):
        kept.pop()
    if kept:
        kept[0] = _with(kept[0], kept[0].text.lstrip(SPACES))
        kept[-1] = _with(kept[-1], kept[-1].text.rstrip(SPACES))
    return kept


def without_start(runs: list[Run], length: int) -> list[Run]:
    """Return runs without their first characters."""
    found = []
    for run in runs:
        left = run.text[length:]
        length = max(0, length - len(run.text))
        if left:
            found.append(_with(run, left))
    return found


def plain(runs: list[Run]) -> str:
    """Return the words of runs."""
    return "".join(run.text for run in runs)


def _with(run: Run, text: str) -> Run:
    return Run(text, run.bold, run.italic, run.href)
