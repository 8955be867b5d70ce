"""Lines broken in the middle of a sentence are joined."""

import re
from dataclasses import dataclass

from compliance.clauses.parsing.blanks import tidy
from compliance.clauses.parsing.signs import UNIT_WORDS

FULL_STOP = re.compile(r"[。．！？!?][」』）)]*$")
SOFT_END = re.compile(r"(こと|もの|とする|する|ない|ます|です)[」』）)]*$")
OPEN_END = re.compile(
    r"[、，,（(「『・]$|[はがをにへとの]$|(?<!ま)で$|(及び|又は|並びに|若しくは|のうえ|のうち)$"
)
FACT_END = re.compile(r"[0-9０-９][^\S\n]*[^\s0-9０-９ぁ-ん]{1,4}([/／][年月週日])?[)）]*$|[)）]$")
HEADING_WITH_PARTICLE = re.compile(r"(はじめ|初め|おわり|終わり|むすび)に$")
CLOSING_START = re.compile(r"[ーぁぃぅぇぉっゃゅょ」』）)、。，．]|又は|及び|並びに|若しくは")
HIRAGANA_START = re.compile(r"[ぁ-ん]")
SENTENCE_START = re.compile(
    r"また|なお|ただし|その|この|これ|それ|おおむね|おって|あわせて|さらに|いずれ|ここ|まず|すべて|お[客問知]"
)
RANGE_OPENS = re.compile(r"(から|[~～〜])$")
RANGE_CLOSES = re.compile(r"[0-9０-９]|令和|平成|昭和|午前|午後|翌")
NUMBER_WAITS = re.compile(r"(年|月|時|第|令和|平成|昭和|午前|午後|約)[^\S\n]*$")
DIGIT_START, DIGIT_END = re.compile(r"[0-9０-９]"), re.compile(r"[0-9０-９]$")
UNIT_START = re.compile("|".join(UNIT_WORDS))
LONG = 30
CERTAINLY, PERHAPS, NOT = 2, 1, 0


@dataclass(frozen=True)
class Piece:
    """One line of a clause's text: does it follow a blank line, open with a sign, fill the page's width?"""

    text: str
    after_blank: bool = False
    is_marked: bool = False
    is_full: bool = False


def breaks_off(text: str, *, after_blank: bool) -> int:
    """Tell whether a line breaks off in the middle of a sentence, whatever follows it."""
    if FULL_STOP.search(text) or SOFT_END.search(text) or HEADING_WITH_PARTICLE.search(text):
        return NOT
    if text.endswith(("、", "，")):
        return CERTAINLY
    if after_blank:
        return NOT
    if OPEN_END.search(text):
        return CERTAINLY if len(text) > LONG // 3 else PERHAPS
    return PERHAPS if len(text) >= LONG else NOT


def goes_on(before: Piece, piece: Piece) -> bool:
    """Tell whether `piece` goes on with the sentence that `before` breaks off."""
    if FULL_STOP.search(before.text):
        return bool(CLOSING_START.match(piece.text))
    if CLOSING_START.match(piece.text):
        return True
    starts_late = HIRAGANA_START.match(piece.text) and not SENTENCE_START.match(piece.text)
    if SOFT_END.search(before.text):
        return not piece.after_blank and bool(starts_late or before.is_full)
    if HIRAGANA_START.match(piece.text) or _is_number_parted(before.text, piece):
        return True
    if before.is_full and not piece.after_blank and not FACT_END.search(before.text):
        return True
    return breaks_off(before.text, after_blank=piece.after_blank) != NOT


def _is_number_parted(before: str, piece: Piece) -> bool:
    if piece.after_blank:
        return False
    if NUMBER_WAITS.search(before) and DIGIT_START.match(piece.text):
        return True
    if RANGE_OPENS.search(before) and RANGE_CLOSES.match(piece.text):
        return True
    return bool(DIGIT_END.search(before) and UNIT_START.match(piece.text))


def joined(pieces: list[Piece]) -> str:
    """Return the text: the lines of one sentence without a gap, others and notes (※) apart."""
    parts: list[str] = []
    before: Piece | None = None
    for piece in pieces:
        if before and not piece.is_marked and goes_on(before, piece):
            parts[-1] += _glue(parts[-1], piece.text) + piece.text
        else:
            parts.append(piece.text)
        before = piece
    return "\n".join(tidy(part) for part in parts)


def _glue(left: str, right: str) -> str:
    is_word = left[-1:].isascii() and left[-1:].isalnum() and right[:1].isascii() and right[:1].isalnum()
    return " " if is_word else ""
