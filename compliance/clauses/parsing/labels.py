"""What stands at the head of a clause: `1`, `第1条`, `1-2`, `(1)`, `①`, `ア`, `(ア)`, `一`, in any width."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from compliance.clauses.parsing.signs import (
    ASCII_ROMAN,
    IROHA,
    KANA,
    KANJI_NUMBERS,
    LATIN,
    SYMBOLS,
    UNIT_WORDS,
    number,
)

GAP = r"[^\S\n]"
DIGIT = r"[0-9０-９]"
NUMBER = rf"{DIGIT}{{1,3}}"
KANJI = r"(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
KANA_SIGN, LATIN_SIGN = r"[ァ-ヶｦ-ﾝ]", r"[a-zA-Zａ-ｚＡ-Ｚ]"
DOT = r"[.．、，:：]"
HYPHEN = r"[-－‐‑–−ー]"

# How much speaks against a label: a unit behind the number, a particle behind the sign.
UNIT_BEHIND, PARTICLE_BEHIND, DIGIT_BEHIND = 0.8, 2.0, 0.8


@dataclass(frozen=True)
class Label:
    """A label that may open a clause.

    `style` tells numberings apart, `value` is the place in it, `text` the label with half-width signs,
    `end` the offset in the line behind it; `strength` is 2 for a sign that is hardly ever text, 1 with a
    gap behind it, 0 when it touches the next word, -1 when it may well be that word's own first letter;
    `doubt` is what speaks against it; `branch` is 2 in 第5条の2.
    """

    style: str
    value: int
    text: str
    end: int
    strength: int
    path: tuple[int, ...] = ()
    doubt: float = 0.0
    branch: int = 0


ANNEX = re.compile(
    rf"(別紙様式|別紙|別記|別添|別表|別図|別冊|附則|付則|様式|参考資料)(?:{GAP}*第?{GAP}*({NUMBER}){GAP}*号?)?"
    rf"(?=$|{GAP}|[（(【「『:：])"
)
CHAPTER = re.compile(
    rf"第{GAP}*({NUMBER}|{KANJI}){GAP}*([章節款条項編部]?)(?:の({DIGIT}{{1,2}}))?{GAP}*{DOT}?"
)
MULTI = re.compile(
    rf"({NUMBER}(?:{GAP}*(?:{HYPHEN}|[.．]){GAP}*{NUMBER})+){GAP}*[.．、]?(?![0-9０-９,，%％])"
)
INNER = rf"(?:{NUMBER}|{KANJI}|{KANA_SIGN}|[ivxIVX]{{2,4}}|{LATIN_SIGN})"
IN_PARENTHESES = re.compile(rf"[(（]{GAP}*({INNER}){GAP}*[)）]{GAP}*[.．]?")
BRACKETED = re.compile(rf"([【〔［\[＜<〈《]){GAP}*({NUMBER}){GAP}*[】〕］\]＞>〉》]")
CLOSED = re.compile(rf"({INNER}){GAP}*[)）]")
BARE = re.compile(rf"({DIGIT}{{1,2}})(?:{GAP}*{DOT}{GAP}*|{GAP}+|(?=[^\d\s０-９,，%％/／~～〜\-－]))")
KANA_ALONE = re.compile(rf"({KANA_SIGN})(?:{GAP}*{DOT}{GAP}*|{GAP}+|(?=[^ー\s]))")
LETTERS_ALONE = re.compile(
    rf"({KANJI}|[ivxIVX]{{2,4}}|{LATIN_SIGN})(?:{GAP}*[.．、:：]{GAP}*|{GAP}+)(?![a-zA-Z])"
)
COUNTER = re.compile(r"[0-9０-９回次者期種類線位日年月土火水木金四庁分]")
PARTICLE = re.compile(
    r"から|まで|及び|又は|並びに|若しくは|または|および|のとおり|に[はもつよ掲定規]|は(?!じ)|が(?!ん|け)|で(?!き)|[をへ、。,，)）]"
)
AFTER_UNIT = re.compile(
    rf"$|[0-9０-９()（）、。,，/／にをはがでのとへも~～〜・]|から|まで|程度|以|{GAP}*{DIGIT}"
)


def labels_at(line: str, start: int) -> list[Label]:
    """Return how the line may be labelled from `start` on; empty for plain text."""
    found = [label for find in FINDERS for label in find(line, start)]
    return [label for label in found if label.value > 0]


def folded(text: str) -> str:
    """Return a text in half-width letters and full-width kana, without blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _label(style: str, value: int, text: str, *, line: str, end: int, strength: int) -> Label:
    """Return a label whose doubt lies in what stands behind it."""
    doubt = PARTICLE_BEHIND if strength > 0 and PARTICLE.match(line[end:].lstrip()) else 0.0
    return Label(style, value, text, end, strength, doubt=doubt)


def _symbol(line: str, start: int) -> Iterator[Label]:
    for style, table in SYMBOLS:
        if value := table.get(line[start]):
            text = line[start] if "circled" in style else folded(line[start]).rstrip(".")
            end = re.compile(rf"{GAP}*[.．、]?").match(line, start + 1)
            yield _label(style, value, text, line=line, end=end.end() if end else start + 1, strength=2)


def _annex(line: str, start: int) -> Iterator[Label]:
    found = ANNEX.match(line, start)
    rest = line[found.end() :].strip() if found else ""
    if found and len(rest) <= 40 and not re.search(r"。|参照|による|とおり|こと$|[、をにはが]$", rest):
        value = number(folded(found.group(2) or "1"))
        yield Label("別紙", value, folded(found.group(0)), found.end(), 2)


def _chapter(line: str, start: int) -> Iterator[Label]:
    found = CHAPTER.match(line, start)
    # 「第1項の規定により」 speaks of a clause and 第178号 of a law; neither opens one.
    if not found or re.match(rf"{GAP}*号|[にをがはで及並又、。の]", line[found.end() :]):
        return
    value, unit, branch = number(folded(found.group(1))), found.group(2), found.group(3)
    if not unit and found.group(0)[-1].isalnum() and COUNTER.match(line[found.end() :]):
        return
    text = f"第{value}{unit}" + (f"の{folded(branch)}" if branch else "")
    yield Label(f"第{unit}", value, text, found.end(), 2, branch=int(folded(branch)) if branch else 0)


def _in_brackets(line: str, start: int) -> Iterator[Label]:
    if found := IN_PARENTHESES.match(line, start):
        sign = folded(found.group(1))
        for style, value in _places(sign):
            yield _label(f"({style})", value, f"({sign})", line=line, end=found.end(), strength=2)
    elif found := BRACKETED.match(line, start):
        value = number(folded(found.group(2)))
        yield _label(found.group(1), value, folded(found.group(0)), line=line, end=found.end(), strength=2)


def _closed(line: str, start: int) -> Iterator[Label]:
    if found := CLOSED.match(line, start):
        sign = folded(found.group(1))
        for style, value in _places(sign):
            yield _label(f"{style})", value, f"{sign})", line=line, end=found.end(), strength=2)


def _places(sign: str) -> Iterator[tuple[str, int]]:
    """Yield the numberings a sign may belong to, with its place in each."""
    if sign.isdigit():
        yield "1", int(sign)
    elif sign[0] in KANJI_NUMBERS or sign[0] == "十":
        yield "一", number(sign)
    for style, order in (("ア", KANA), ("イロハ", IROHA), ("a", LATIN), ("A", LATIN.upper())):
        if len(sign) == 1 and sign in order:
            yield style, order.index(sign) + 1
    if sign.upper() in ASCII_ROMAN:
        yield "i" if sign.islower() else "I", ASCII_ROMAN.index(sign.upper()) + 1


def _multi(line: str, start: int) -> Iterator[Label]:
    found = MULTI.match(line, start)
    if not found or _is_quantity(line[found.end() :]):
        return
    path = tuple(number(folded(part)) for part in re.findall(DIGIT + "+", found.group(1)))
    if len(path) <= 5 and all(0 < value < 100 for value in path):
        text = "-".join(map(str, path))
        yield Label(f"multi{len(path)}", path[-1], text, found.end(), 2, path)


def _bare(line: str, start: int) -> Iterator[Label]:
    found = BARE.match(line, start)
    if not found:
        return
    value, rest = number(folded(found.group(1))), line[found.end() :]
    gap = line[found.end(1) : found.end()]
    # 「2 窓口」 may be a fact and 「3．2名」 a decimal; where the numbering expects them they are labels.
    doubt = UNIT_BEHIND if _is_quantity(rest) else 0.0
    doubt += DIGIT_BEHIND if re.match(DIGIT, rest) else 0.0
    if gap and PARTICLE.match(rest):
        doubt += PARTICLE_BEHIND
    yield Label("1", value, str(value), found.end(), _strength(gap), doubt=doubt)
    if not gap and value > 9:
        # 「33者面談」 may be 3 and 3者面談.
        yield Label("1", value // 10, str(value // 10), start + 1, 0, doubt=DIGIT_BEHIND)


def _strength(gap: str) -> int:
    return 2 if gap.strip() else int(bool(gap))


def _kana_alone(line: str, start: int) -> Iterator[Label]:
    if found := KANA_ALONE.match(line, start):
        sign, gap = folded(found.group(1)), line[found.end(1) : found.end()]
        strength = _strength(gap) if gap else _strength_touching(line[found.end()])
        for style, value in _places(sign):
            yield _label(style, value, sign, line=line, end=found.end(), strength=strength)


def _strength_touching(following: str) -> int:
    """「ア用紙」 can hardly be a word, 「アンケート」 can hardly be anything else."""
    if re.match(r"[ァ-ヶｦ-ﾟ]", following):
        return -1
    return 1 if re.match(r"[一-鿿]", following) else 0


def _letters_alone(line: str, start: int) -> Iterator[Label]:
    if found := LETTERS_ALONE.match(line, start):
        sign, gap = folded(found.group(1)), line[found.end(1) : found.end()]
        for style, value in _places(sign):
            name = "roman" if style == "I" else style
            yield _label(name, value, sign, line=line, end=found.end(), strength=min(_strength(gap), 1))


def _is_quantity(rest: str) -> bool:
    """Tell whether a number is followed by a unit and then by no noun: 「2 窓口」, 「12 月 29 日から」."""
    rest = rest.lstrip()
    return any(rest.startswith(unit) and AFTER_UNIT.match(rest[len(unit) :].lstrip()) for unit in UNIT_WORDS)


FINDERS: list[Callable[[str, int], Iterator[Label]]] = [
    _symbol,
    _annex,
    _chapter,
    _in_brackets,
    _closed,
    _multi,
    _bare,
    _kana_alone,
    _letters_alone,
]
