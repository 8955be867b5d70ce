"""Which words of a text are kept, put in or taken out; words are those of look-up's analyzer."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from portal.search.analyzer.dictionary import morphemes
from portal.templatetags.portal_format import FURIGANA

SAME, INSERTED, DELETED = "same", "inserted", "deleted"
# Lines less alike than this are told as one taken out and one put in.
ALIKE = 0.4


@dataclass(frozen=True)
class Piece:
    """Some words that share one fate: "same", "inserted" or "deleted"."""

    kind: str
    text: str


@dataclass(frozen=True)
class Line:
    """One line of a field, in pieces."""

    pieces: tuple[Piece, ...]

    @property
    def kind(self) -> str:
        """Return the one fate of all its pieces, "changed" if they differ."""
        kinds = {piece.kind for piece in self.pieces}
        return kinds.pop() if len(kinds) == 1 else ("changed" if kinds else SAME)


def readable(text: str) -> str:
    """Return a text with its furigana in brackets, as it can be read aloud."""
    return FURIGANA.sub(r"\g<base>（\g<reading>）", text)


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[str, ...]:
    """Return the words of a text and whatever stands between them; joined they are the text."""
    found: list[str] = []
    position = 0
    for offset, piece in morphemes(text):
        for morpheme in piece:
            start, end = offset + morpheme.begin(), offset + morpheme.end()
            if start > position:
                found.append(text[position:start])
            found.append(text[start:end])
            position = end
    if position < len(text):
        found.append(text[position:])
    return tuple(token for token in found if token)


def diff_words(old: str, new: str) -> tuple[Piece, ...]:
    """Return the pieces that lead from one text to the other, what is taken out before what is put in."""
    if old == new:
        return (Piece(SAME, old),) if old else ()
    before, after = tokens(old), tokens(new)
    pieces: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(SAME, "".join(before[i1:i2])))
            continue
        if i2 > i1:
            pieces.append(Piece(DELETED, "".join(before[i1:i2])))
        if j2 > j1:
            pieces.append(Piece(INSERTED, "".join(after[j1:j2])))
    return tuple(pieces)


def alike(old: str, new: str) -> float:
    """Return how much two texts share, from 0 to 1."""
    return SequenceMatcher(None, tokens(old), tokens(new), autojunk=False).ratio()


def diff_lines(old: Sequence[str], new: Sequence[str]) -> tuple[Line, ...]:
    """Return the lines of both in the order of reading; lines that are alike are compared word by word."""
    lines: list[Line] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            lines += [Line((Piece(SAME, text),)) for text in old[i1:i2]]
        else:
            lines += _replaced(list(old[i1:i2]), list(new[j1:j2]))
    return tuple(lines)


def _replaced(old: list[str], new: list[str]) -> list[Line]:
    lines = []
    for place in range(max(len(old), len(new))):
        before = old[place] if place < len(old) else None
        after = new[place] if place < len(new) else None
        if before is not None and after is not None and alike(before, after) >= ALIKE:
            lines.append(Line(diff_words(before, after)))
            continue
        if before is not None:
            lines.append(Line((Piece(DELETED, before),)))
        if after is not None:
            lines.append(Line((Piece(INSERTED, after),)))
    return lines
