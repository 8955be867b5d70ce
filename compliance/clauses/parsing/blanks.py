"""Stray blanks of a PDF conversion go; blanks that part words or facts stay."""

import re

from compliance.clauses.parsing.signs import UNIT_WORDS

JAPANESE = "ぁ-んァ-ヶー一-鿿々〆、。，．・（）「」『』！？：；～〜※○●①-⑳\u3400-\u4dbf\uf900-\ufaff"
STRAY = re.compile(rf"(?<=[{JAPANESE}])[^\S\n]+(?=[{JAPANESE}])")
UNITS = "|".join(sorted(UNIT_WORDS, key=len, reverse=True))
QUANTITY_BEFORE = re.compile(rf"[0-9０-９][^\S\n]*(?:{UNITS})(?:[/／][年月週日])?[)）]?$")
RUNS_ON_BEHIND = re.compile(r"[間末分頃目中内前後以程ぁ-ん、。）]")
ITEM_NAME = re.compile(r"(?:[-*][^\S\n]+)?[・○●◯◎□■◇◆▪•][^\S\n]*[^\s、。]{2,15}$")
BLANKS = re.compile(r"[^\S\n]+")


def tidy(text: str) -> str:
    """Return text without stray blanks, with a note (※) inside the line on a line of its own."""
    spaced = re.sub(r"[^\S\n]+※", "\n※", text.strip())
    return "\n".join(_without_stray_blanks(line) for line in spaced.split("\n"))


def without_blanks(text: str) -> str:
    """Return a title without the blanks between Japanese characters."""
    return BLANKS.sub(" ", STRAY.sub("", text)).strip()


def _without_stray_blanks(line: str) -> str:
    def kept(found: re.Match[str]) -> str:
        return " " if _parts_words(line, found) else ""

    return BLANKS.sub(" ", STRAY.sub(kept, line)).strip()


def _parts_words(line: str, blank: re.Match[str]) -> bool:
    """Tell whether a blank between two Japanese characters stands there on purpose."""
    before, behind = line[: blank.start()], line[blank.end() :]
    # 「185,750 人 世帯数 85,792 世帯」: the blank behind a quantity parts two facts.
    if QUANTITY_BEFORE.search(before):
        return not RUNS_ON_BEHIND.match(behind)
    # 「・場所 本庁舎」: the blank behind the name of an item.
    if ITEM_NAME.match(before) and not re.search(r"[ぁ-ん]$", before):
        return True
    # Wide gaps part words; a gap round a single character is letter spacing: 「件　　名」.
    is_wide = "\u3000" in blank.group() or len(blank.group()) > 1
    return is_wide and len(before.split()[-1]) > 1 and len(behind.split()[0]) > 1
