"""Furigana in a text: finds the words and leaves out their readings."""

import re

# `<ruby>証明<rt>しょうめい</rt></ruby>`, `｜証明書《しょうめいしょ》` and `証明《しょうめい》`.
NOTATION = re.compile(
    r"<r[tp]\b[^>]*>[^<]*(?:</r[tp]>)?"
    r"|</?(?:ruby|rb|rtc)\b[^>]*>"
    r"|[｜|](?P<base>[^｜|《》\n]{1,60})《[^《》\n]{1,120}》"
    r"|(?<=[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々〆ヶ])《[\u3041-\u309f\u30a0-\u30ff]{1,120}》",
    re.IGNORECASE,
)


def kept_spans(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) pieces of `text` that are not readings or their marks."""
    spans = []
    position = 0
    for mark in NOTATION.finditer(text):
        spans.append((position, mark.start()))
        if mark["base"]:
            spans.append(mark.span("base"))
        position = mark.end()
    spans.append((position, len(text)))
    return [(start, end) for start, end in spans if start < end]


def without_furigana(text: str) -> str:
    """Return `text` as it is read on paper without its small readings."""
    if "《" not in text and "<r" not in text.lower():
        return text
    return "".join(text[start:end] for start, end in kept_spans(text))
