"""The lines of a specification with their offsets; page numbers and contents lines are told apart."""

import re
from dataclasses import dataclass

from compliance.clauses.parsing.labels import GAP, Label, labels_at

BULLET = re.compile(rf"[-－‐–・*＊•]{GAP}+(?=\S)")
MARKED = re.compile(r"[※○●◯◎□■◇◆▲△・•＊*★☆-]|[（(](注|※)")
PAGE_NUMBER = re.compile(
    r"[-－–—ー]\s*[0-9０-９]{1,3}\s*[-－–—ー]|[0-9０-９]{1,3}\s*[/／]\s*[0-9０-９]{1,3}"
    r"|(ページ|頁|p\.?|P\.?)\s*[0-9０-９]{1,3}|[0-9０-９]{1,3}\s*(ページ|頁)|[0-9０-９]{1,3}"
)
LEADERS = re.compile(
    r"(…{2,}|‥{2,}|[.．・･]{4,}|(\s*[.．・･…]\s*){4,})\s*[-－–]?\s*[0-9０-９]{1,3}\s*[-－–]?\s*$"
)
RULE = re.compile(r"[-=_─━―＝－*＊~～\s]{3,}$")


@dataclass(frozen=True)
class Line:
    """One line that is not blank.

    `start` and `end` bound its text in the source without the surrounding blanks; `head` is the offset
    behind a stray bullet; `labels` are the ways in which it may be labelled.
    """

    number: int
    start: int
    end: int
    head: int
    text: str
    labels: tuple[Label, ...]
    after_blank: bool

    @property
    def is_marked(self) -> bool:
        """Tell whether the line opens with a sign of its own, such as ※ or ○."""
        return bool(MARKED.match(self.text)) and not self.labels


def lines_of(source: str) -> list[Line]:
    """Return the lines that are not blank, in order."""
    found: list[Line] = []
    offset, after_blank = 0, True
    for number, raw in enumerate(source.split("\n"), start=1):
        stripped = raw.strip()
        if stripped:
            start = offset + raw.index(stripped[0])
            found.append(_line(number, start, stripped, after_blank))
        after_blank = not stripped
        offset += len(raw) + 1
    return found


def _line(number: int, start: int, text: str, after_blank: bool) -> Line:
    labels = labels_at(text, 0)
    head = 0
    bullet = BULLET.match(text)
    if not labels and bullet:
        # A PDF conversion turns headings into bullets: 「- 18 …」 is still a heading.
        labels, head = labels_at(text, bullet.end()), bullet.end()
    return Line(number, start, start + len(text), start + head, text, tuple(labels), after_blank)


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
