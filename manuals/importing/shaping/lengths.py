"""Cut texts to what the blocks allow: at the end of a sentence, never within a reading."""

from typing import Any

from manuals.blocks import ManualBody

BODY = ManualBody()
ENDS = "。！？!?"
OPENING, CLOSING = "「『（(【《", "」』）)】》"
TITLE_LENGTH = 255
SUMMARY_LENGTH = 160


def longest(kind: str, name: str = "") -> int:
    """Return the greatest length of a block's text, as the block itself has it."""
    block: Any = BODY.child_blocks[kind]
    if name:
        block = block.child_blocks[name]
    return int(getattr(block, "child_block", block).field.max_length)


def longest_of_row(name: str) -> int:
    """Return the greatest length within a row of 必要書類."""
    rows: Any = BODY.child_blocks["documents"].child_blocks["rows"]
    block = rows.child_block.child_blocks[name]
    return int(getattr(block, "child_block", block).field.max_length)


def first_sentence(text: str) -> int:
    """Return where the first sentence or line ends; what stands in brackets ends none."""
    depth = 0
    for index, char in enumerate(text):
        if char in OPENING:
            depth += 1
        elif char in CLOSING:
            depth = max(0, depth - 1)
        elif char == "\n" or (char in ENDS and not depth):
            return index + 1
    return len(text)


def cut(text: str, length: int) -> tuple[str, str]:
    """Return a beginning no longer than `length`, and what must then stand elsewhere.

    Where no sentence ends in time the beginning is marked by …, and the whole text is the rest.
    """
    if len(text) <= length:
        return text, ""
    end = 0
    while (following := first_sentence(text[end:])) and end + following <= length and end < len(text):
        end += following
    if end:
        return text[:end].strip(), text[end:].strip()
    return f"{_unbroken(text[: length - 1])}…", text


def _unbroken(head: str) -> str:
    """Leave out a reading (｜漢字《かんじ》) that was cut through."""
    start = head.rfind("｜")
    return head[:start] if start > 0 and "》" not in head[start:] else head
