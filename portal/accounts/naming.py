"""The written forms of names and numbers: one form however a person types them."""

import unicodedata

_HIRAGANA_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}


def half_width(text: str) -> str:
    """Return Unicode's NFKC form: ASCII in half width, kana in full width."""
    return unicodedata.normalize("NFKC", text).strip()


def fold_name(text: str) -> str:
    """Return the form in which user names and staff numbers are compared."""
    return half_width(text).casefold()


def katakana(text: str) -> str:
    """Return a reading in full-width katakana, its words parted by one space."""
    return " ".join(half_width(text).translate(_HIRAGANA_TO_KATAKANA).split())
