"""The reading of a specification: its clauses, and what of the file is in none of them."""

import re
from dataclasses import dataclass, field

from compliance.clauses.parsing.encoding import UnreadableFile
from compliance.clauses.parsing.figures import Figure, figures_in
from compliance.clauses.parsing.joining import is_unfinished, joined, tidy
from compliance.clauses.parsing.lines import Line, furniture, lines_of, running_heads
from compliance.clauses.parsing.tree import Builder, Node, Tree, drop_contents

HEADING_LENGTH = 40
OPEN_SENTENCE = re.compile(r"。|[をにはが、]$")
SENTENCE_LIKE = re.compile(
    r"[。]|(は|が|を|に|で|と|も|へ|より|から|まで|ため|場合|とき|際|し|り|て|き)、|(こと|する|とする|ない)$|[をにはがでとの、]$"
)


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
    heads = running_heads(lines)
    kept = [line for line in lines if not furniture(line) and line.text not in heads]
    tree = Builder(kept).build()
    drop_contents(tree)
    if len([*_nodes(tree.tops)]) < 2:
        raise UnreadableFile("番号の付いた条項が見つかりません。仕様書の本文かどうかを確かめてください。")
    return _Report(source, lines, kept, tree, heads).reading()


def _nodes(tops: list[Node]) -> list[Node]:
    return [node for top in tops for node in (top, *_nodes(top.children))]


class _Report:
    """Turns the tree into clauses and accounts for every character."""

    def __init__(self, source: str, lines: list[Line], kept: list[Line], tree: Tree, heads: set[str]) -> None:
        self.source, self.lines, self.kept, self.tree, self.heads = source, lines, kept, tree, heads
        self.spans: list[Span] = []
        self.left_out: list[LeftOut] = []

    def reading(self) -> Reading:
        clauses = [self._clause(top, "") for top in self.tree.tops]
        kept = {line.number for line in self.kept}
        for line in self.lines:
            if line.number not in kept:
                self._leave_out(line, furniture(line) or "ページの見出し")
        for line in self.tree.preamble:
            self._leave_out(line, "標題・前文")
        for node in _nodes(self.tree.contents):
            self._leave_out(node.first, "目次")
        self.left_out.sort(key=lambda one: one.line)
        self.spans.sort(key=lambda span: span.start)
        title = tidy(self.tree.preamble[0].text) if self.tree.preamble else ""
        return Reading(title, clauses, self.left_out, self.spans)

    def _leave_out(self, line: Line, reason: str) -> None:
        self.left_out.append(LeftOut(line.number, line.text, reason))
        self.spans.append(Span(line.start, line.end, ""))

    def _clause(self, node: Node, above: str) -> ParsedClause:
        ref = _ref(node, above)
        first, opening = node.first, node.first.start
        if first.head != first.start:
            bullet = self.source[first.start : first.head]
            self.left_out.append(LeftOut(first.number, bullet.strip(), "見出しの前の記号"))
            self.spans.append(Span(first.start, first.head, ""))
            opening = first.head
        self.spans.append(Span(opening, first.end, ref))
        self.spans += [Span(line.start, line.end, ref) for line in node.lines]
        rest = first.text[node.label.end :].strip()
        is_heading = _is_heading(rest, node)
        texts = [(line.text, line.after_blank, line.is_marked) for line in node.lines]
        if rest and not is_heading:
            texts.insert(0, (rest, True, False))
        heading, text = tidy(rest) if is_heading else "", joined(texts)
        return ParsedClause(
            ref=ref,
            label=node.label.text,
            heading=heading,
            text=text,
            figures=figures_in("\n".join(part for part in (heading, text) if part)),
            children=[self._clause(child, ref) for child in node.children],
        )


def _ref(node: Node, above: str) -> str:
    label = node.label
    if label.path:
        return "-".join(map(str, label.path)) if not above or above[-1:].isdigit() else f"{above}{label.text}"
    numeric = label.style in {"1", "roman"} or label.style.startswith("第")
    if not above:
        return str(label.value) if numeric or label.style in {"(1)", "1)", "circled"} else label.text
    if numeric:
        return f"{above}-{label.value}" if above[-1:].isdigit() else f"{above}{label.value}"
    return f"{above}{label.text}"


def _goes_on(rest: str, following: Line) -> bool:
    """Tell whether a line without a blank line behind it breaks off in the middle of a sentence."""
    if following.after_blank or following.is_marked or len(rest) <= HEADING_LENGTH // 2:
        return False
    return not rest.endswith((")", "）")) and is_unfinished(rest, following.text, after_blank=False)


def _is_heading(rest: str, node: Node) -> bool:
    """A heading is short and no sentence; a long remark in brackets behind it does not count."""
    if not rest:
        return False
    following = node.lines[0] if node.lines else None
    if following and _goes_on(rest, following):
        return False
    core = re.split(r"[（(]", rest, maxsplit=1)[0].strip() if rest.endswith((")", "）")) else rest
    core = core or rest
    if len(core) > HEADING_LENGTH:
        return False
    if node.parent is None and (node.children or (following and following.after_blank)):
        # Outermost clauses carry headings, even one that ends like a rule (「求めること」).
        return not OPEN_SENTENCE.search(core)
    return not SENTENCE_LIKE.search(core)
