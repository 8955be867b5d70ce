"""The lines of a specification with their offsets; page numbers and contents lines are told apart."""

import re
import sys
import unicodedata
from dataclasses import dataclass, replace

from compliance.clauses.parsing.labels import GAP, Label, labels_at

BULLET = re.compile(
    rf"(?:[-－‐–・*＊•]|#{{1,6}}){GAP}+(?=\S)|[-－・•](?=[0-9０-９(（①-⑳第]+[^0-9０-９\-－]*\D)"
)
MARKED = re.compile(r"[※○●◯◎□■◇◆▲△・•＊*★☆-]|[（(](注|※)")
PAGE_NUMBER = re.compile(
    r"[-－–—ー]\s*[0-9０-９]{1,3}\s*[-－–—ー]|[0-9０-９]{1,3}\s*[/／]\s*[0-9０-９]{1,3}"
    r"|(ページ|頁|p\.?|P\.?)\s*[0-9０-９]{1,3}|[0-9０-９]{1,3}\s*(ページ|頁)|[0-9０-９]{1,3}"
)
LEADERS = re.compile(
    r"(…{2,}|‥{2,}|[.．・･]{4,}|(\s*[.．・･…]\s*){4,})\s*[-－–]?\s*[0-9０-９]{1,3}\s*[-－–]?\s*$"
)
# A page set in a width: lines within `BAND` columns of it are full; narrower than this is no page.
BAND, NARROWEST = 6, 40
RULE = re.compile(r"[-=_─━―＝－*＊~～\s]{3,}$")


@dataclass(frozen=True)
class Line:
    """One line that is not blank.

    `start` and `end` bound its text in the source without the surrounding blanks; `head` is the offset
    behind a stray bullet; `labels` are the ways in which it may be labelled; `indent` is how many
    characters stand before it.
    """

    number: int
    start: int
    end: int
    head: int
    text: str
    labels: tuple[Label, ...]
    after_blank: bool
    indent: int = 0
    is_full: bool = False

    @property
    def is_marked(self) -> bool:
        """Tell whether the line opens with a sign of its own, such as ※ or ○."""
        return bool(MARKED.match(self.text)) and not self.labels


def lines_of(source: str) -> list[Line]:
    """Return the lines that are not blank, in order."""
    found = _plain_lines_of(source)
    full = _full_width(found)
    return [replace(line, is_full=True) if _width(line) >= full else line for line in found]


def _plain_lines_of(source: str) -> list[Line]:
    found: list[Line] = []
    offset, after_blank = 0, True
    for number, raw in enumerate(source.split("\n"), start=1):
        stripped = raw.strip()
        if stripped:
            start = offset + raw.index(stripped[0])
            found.append(_line(number, start, stripped, after_blank, start - offset))
        after_blank = not stripped
        offset += len(raw) + 1
    return found


def _line(number: int, start: int, text: str, after_blank: bool, indent: int) -> Line:
    labels = labels_at(text, 0)
    head = 0
    bullet = BULLET.match(text)
    if not labels and bullet:
        # A PDF conversion turns headings into bullets: 「- 18 …」 is still a heading.
        labels, head = labels_at(text, bullet.end()), bullet.end()
    return Line(number, start, start + len(text), start + head, text, tuple(labels), after_blank, indent)


def _width(line: Line) -> int:
    """Return how many half-width columns a line takes, its indent included."""
    return 2 * line.indent + sum(
        2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in line.text
    )


def _full_width(lines: list[Line]) -> int:
    """Return from how many columns on a line fills the page; out of reach if the file is not so set."""
    widths = sorted(((_width(line), line.text.endswith("。")) for line in lines), reverse=True)
    for width, _ in widths:
        band = [ends for other, ends in widths if width - BAND <= other <= width]
        if width >= NARROWEST and len(band) >= max(3, len(lines) // 20) and sum(band) <= len(band) // 2:
            return width - BAND
    return sys.maxsize


def furniture(line: Line) -> str:
    """Return why a line is none of the specification's own text, or "" if it is."""
    if PAGE_NUMBER.fullmatch(line.text):
        return "ページ番号"
    if LEADERS.search(line.text):
        return "目次"
    if RULE.fullmatch(line.text):
        return "罫線"
    return ""


def running_heads(lines: list[Line]) -> set[str]:
    """Return texts that stand beside page numbers again and again: heads and feet of pages."""
    beside: dict[str, int] = {}
    for before, line, after in zip([None, *lines], lines, [*lines[1:], None], strict=False):
        for neighbour in (before, after):
            if neighbour and furniture(neighbour) == "ページ番号" and not line.labels and len(line.text) < 40:
                beside[line.text] = beside.get(line.text, 0) + 1
    return {text for text, times in beside.items() if times >= 3}
