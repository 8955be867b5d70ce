"""Lines broken in the middle of a sentence are joined; stray blanks of a PDF conversion go."""

import re

SENTENCE_END = re.compile(
    r"[。．！？!?](?:[」』）)]*)$|(こと|もの|とする|する|ない|ます|です)[。．]?[」』）)]*$"
)
OPEN_END = re.compile(r"[、，,（(「『・]$|[はがをにへと]$|(?<!ま)で$|(及び|又は|並びに|若しくは|のうえ)$")
HIRAGANA_START = re.compile(r"[ぁ-んー」』）)、。，．]")
JAPANESE = "ぁ-んァ-ヶー一-鿿々〆、。，．・（）「」『』！？：；～〜※○●①-⑳\u3400-\u4dbf\uf900-\ufaff"
STRAY = re.compile(rf"(?<=[{JAPANESE}])[ \t\u3000]+(?=[{JAPANESE}])")
QUANTITY_BEFORE = re.compile(r"[0-9０-９][ \t\u3000]*[^\s0-9０-９]{1,4}[)）]?$")
BLANKS = re.compile(r"[ \t\u3000]+")
LONG = 30


def is_unfinished(text: str, following: str, *, after_blank: bool) -> bool:
    """Tell whether a line breaks off in the middle of a sentence that the following line goes on with."""
    if SENTENCE_END.search(text):
        return False
    if text.endswith(("、", "，")):
        return True
    if HIRAGANA_START.match(following):
        return True
    if after_blank:
        return False
    return bool(OPEN_END.search(text)) or len(text) >= LONG


def joined(lines: list[tuple[str, bool, bool]]) -> str:
    """Return the text of lines given as (text, does it stand after a blank line, does it open with a sign).

    Lines of one sentence are joined without a gap; others stay apart. A note (※) inside a line opens a line.
    """
    parts: list[str] = []
    before = ""
    for text, after_blank, is_marked in lines:
        if parts and not is_marked and is_unfinished(before, text, after_blank=after_blank):
            parts[-1] += _glue(parts[-1], text) + text
        else:
            parts.append(text)
        before = text
    return "\n".join(tidy(part) for part in parts)


def _glue(left: str, right: str) -> str:
    return (
        " "
        if left[-1:].isascii() and left[-1:].isalnum() and right[:1].isascii() and right[:1].isalnum()
        else ""
    )


def tidy(text: str) -> str:
    """Return text without stray blanks, with a note inside the line on a line of its own."""
    spaced = re.sub(r"[ \t\u3000]+※", "\n※", text.strip())
    return "\n".join(_without_stray_blanks(line) for line in spaced.split("\n"))


def _without_stray_blanks(line: str) -> str:
    def kept(found: re.Match[str]) -> str:
        # 「185,750 人 世帯数 85,792 世帯」: the blank behind a quantity parts two facts.
        return " " if QUANTITY_BEFORE.search(line[: found.start()]) else ""

    return BLANKS.sub(" ", STRAY.sub(kept, line)).strip()
