"""What of a clause is its heading and what its text."""

import re
from dataclasses import replace

from compliance.clauses.parsing.blanks import tidy
from compliance.clauses.parsing.joining import HEADING_WITH_PARTICLE, Piece, goes_on, joined
from compliance.clauses.parsing.lines import Line
from compliance.clauses.parsing.tree import Node

LONGEST, LONGEST_WITH_REMARK = 40, 200
OPEN_SENTENCE = re.compile(r"。|[をにはが、]$")
SENTENCE_LIKE = re.compile(
    r"[。]|(は|が|を|に|で|と|も|へ|より|から|まで|ため|場合|とき|際|し|り|て|き)、|(こと|する|とする|ない|うち)$|[をにはがでとの、]$"
)
BROKEN_HEADING = re.compile(r"(の|及び|又は|並びに|[・、])$")
WIDE_GAP = re.compile(r"(?<=\S\S)(?:\u3000|\t|[^\S\n]{2})[^\S\n]*(?=\S\S)")
LONGEST_NAME = 20


def heading_and_text(node: Node) -> tuple[str, str]:
    """Return the heading, "" for a clause without one, and the text with broken lines joined."""
    first, lines = _opening(node)
    pieces = [_piece(line, line.text) for line in lines]
    if not first.text:
        return "", joined(pieces)
    first, pieces = _whole_heading(first, pieces)
    if _is_heading(first, node, pieces):
        name, fact = _name_and_fact(first)
        return name, joined([*fact, *pieces])
    return "", joined([first, *pieces])


def _opening(node: Node) -> tuple[Piece, list[Line]]:
    """Return what stands behind the label, and the lines after it."""
    rest, lines = node.first.text[node.label.end :].strip(), node.lines
    if not rest and lines and not lines[0].is_marked:
        # The conversion has put the number on a line of its own.
        return _piece(lines[0], lines[0].text), lines[1:]
    return _piece(node.first, rest), lines


def _whole_heading(first: Piece, pieces: list[Piece]) -> tuple[Piece, list[Piece]]:
    """Join a heading broken behind a word that leaves it open: 「目的及び」「概要」."""
    if not pieces or not BROKEN_HEADING.search(first.text) or not goes_on(first, pieces[0]):
        return first, pieces
    whole = first.text + pieces[0].text
    if len(whole) > LONGEST or SENTENCE_LIKE.search(whole) or pieces[0].is_marked:
        return first, pieces
    return replace(first, text=whole), pieces[1:]


def _name_and_fact(first: Piece) -> tuple[str, list[Piece]]:
    """Part 「件名　　窓口業務」 at its wide gap; 「件　　名」 is letter spacing."""
    gap = WIDE_GAP.search(first.text)
    if not gap or gap.start() > LONGEST_NAME:
        return tidy(first.text), []
    return tidy(first.text[: gap.start()]), [replace(first, text=first.text[gap.end() :], after_blank=True)]


def _piece(line: Line, text: str) -> Piece:
    return Piece(text, line.after_blank, line.is_marked, line.is_full)


def _is_heading(first: Piece, node: Node, pieces: list[Piece]) -> bool:
    """A heading is short and no sentence; a long remark in brackets behind it does not count."""
    following = pieces[0] if pieces else None
    if following and _runs_on(first, following):
        return False
    in_brackets = first.text.endswith((")", "）"))
    if HEADING_WITH_PARTICLE.search(first.text):
        return True
    core = (re.split(r"[（(]", first.text, maxsplit=1)[0].strip() if in_brackets else "") or first.text
    if len(core) > LONGEST or len(first.text) > LONGEST_WITH_REMARK:
        return False
    if node.parent is None and (node.children or (following and following.after_blank)):
        # Outermost clauses carry headings, even one that ends like a rule (「求めること」).
        return not OPEN_SENTENCE.search(core)
    return not SENTENCE_LIKE.search(core)


def _runs_on(first: Piece, following: Piece) -> bool:
    """Tell whether the line of the label, without a blank line behind it, is a sentence broken off."""
    if following.after_blank or following.is_marked or len(first.text) <= LONGEST // 2:
        return False
    return not first.text.endswith((")", "）")) and goes_on(first, following)
