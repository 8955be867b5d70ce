"""The reading of a specification: its clauses, and what of the file is in none of them."""

import re
from dataclasses import dataclass, field

from compliance.clauses.parsing.blanks import without_blanks
from compliance.clauses.parsing.contents import contents_of
from compliance.clauses.parsing.encoding import UnreadableFile
from compliance.clauses.parsing.figures import Figure, figures_in
from compliance.clauses.parsing.headings import heading_and_text
from compliance.clauses.parsing.labels import folded
from compliance.clauses.parsing.lines import Line, furniture, lines_of, running_heads
from compliance.clauses.parsing.refs import ref_of
from compliance.clauses.parsing.tree import Node, Tree, grow

LONGEST_TITLE = 100
DOCUMENT = re.compile(r"(業務|委託)*(仕様書|要求水準書|実施要領|要領|要綱|契約書)([(（].*[)）]|\(?案\)?)?$")


@dataclass(frozen=True)
class LeftOut:
    """A piece of the file that is in no clause, with the reason."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True)
class Span:
    """Offsets of the source and who owns them: a clause's ref, or "" for what was left out."""

    start: int
    end: int
    owner: str


@dataclass(frozen=True)
class ParsedClause:
    """One clause as read."""

    ref: str
    label: str
    heading: str
    text: str
    figures: list[Figure]
    children: list["ParsedClause"] = field(default_factory=list)

    def walk(self) -> "list[ParsedClause]":
        """Return this clause and all below it, in order."""
        return [self, *(below for child in self.children for below in child.walk())]


@dataclass(frozen=True)
class Reading:
    """Everything a file gave."""

    title: str
    clauses: list[ParsedClause]
    left_out: list[LeftOut]
    spans: list[Span]

    def walk(self) -> list[ParsedClause]:
        """Return all clauses in order."""
        return [clause for top in self.clauses for clause in top.walk()]


def read_text(source: str) -> Reading:
    """Read a specification; raise `UnreadableFile` when it holds no numbered clause."""
    lines = lines_of(source)
    left_out = _not_its_own_text(lines)
    tree = grow([line for line in lines if line.number not in left_out])
    if len(_nodes(tree.tops)) < 2:
        raise UnreadableFile("番号の付いた条項が見つかりません。仕様書の本文かどうかを確かめてください。")
    return _Report(source, lines, left_out, tree).reading()


def _not_its_own_text(lines: list[Line]) -> dict[int, str]:
    """Return the numbers of the lines that are furniture of the file, each with the reason."""
    heads = running_heads(lines)
    found = {
        line.number: furniture(line) or "ページの見出し"
        for line in lines
        if furniture(line) or line.text in heads
    }
    own = [line for line in lines if line.number not in found]
    found |= contents_of(own)
    if own and folded(own[-1].text) == "以上":
        found[own[-1].number] = "結びの語"
    return found


def _nodes(tops: list[Node]) -> list[Node]:
    return [node for top in tops for node in (top, *_nodes(top.children))]


def _names_document(line: Line) -> bool:
    return len(line.text) <= LONGEST_TITLE and bool(DOCUMENT.search(folded(line.text)))


def _title_lines(preamble: list[Line]) -> list[Line]:
    """Return the line that names the document, with the line above it when 「仕様書」 stands alone."""
    named = next((place for place, line in enumerate(preamble) if _names_document(line)), None)
    if named is None:
        return [line for line in preamble[:1] if len(line.text) <= LONGEST_TITLE]
    stands_alone = DOCUMENT.fullmatch(folded(preamble[named].text))
    return preamble[max(named - 1, 0) : named + 1] if stands_alone else [preamble[named]]


class _Report:
    """Turns the tree into clauses and accounts for every character."""

    def __init__(self, source: str, lines: list[Line], left_out: dict[int, str], tree: Tree) -> None:
        self.source, self.lines, self.reasons, self.tree = source, lines, left_out, tree
        self.spans: list[Span] = []
        self.left_out: list[LeftOut] = []

    def reading(self) -> Reading:
        clauses = [self._clause(top, "") for top in self.tree.tops]
        title = _title_lines(self.tree.preamble)
        for line in self.lines:
            if line.number in self.reasons:
                self._leave_out(line, self.reasons[line.number])
        for line in self.tree.preamble:
            self._leave_out(line, "標題・前文")
        self.left_out.sort(key=lambda one: one.line)
        self.spans.sort(key=lambda span: span.start)
        return Reading(
            "".join(without_blanks(line.text).lstrip("# ") for line in title),
            clauses,
            self.left_out,
            self.spans,
        )

    def _leave_out(self, line: Line, reason: str) -> None:
        self.left_out.append(LeftOut(line.number, line.text, reason))
        self.spans.append(Span(line.start, line.end, ""))

    def _clause(self, node: Node, above: str) -> ParsedClause:
        ref = ref_of(node, above)
        first, opening = node.first, node.first.start
        if first.head != first.start:
            bullet = self.source[first.start : first.head]
            self.left_out.append(LeftOut(first.number, bullet.strip(), "見出しの前の記号"))
            self.spans.append(Span(first.start, first.head, ""))
            opening = first.head
        self.spans.append(Span(opening, first.end, ref))
        self.spans += [Span(line.start, line.end, ref) for line in node.lines]
        heading, text = heading_and_text(node)
        return ParsedClause(
            ref=ref,
            label="".join(first.text[first.head - first.start : node.label.end].split()),
            heading=heading,
            text=text,
            figures=figures_in("\n".join(part for part in (heading, text) if part), heading),
            children=[self._clause(child, ref) for child in node.children],
        )
