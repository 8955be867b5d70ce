"""Recognises a My Number in free text: twelve digits of any width whose check digit is right."""

import re
import unicodedata

# Its digits may be set apart by single spaces, hyphens or dots; more digits beside it make another number.
_SEPARATOR = r"[\s\-‐‑‒–—―−ー・.．_]?"
_TWELVE_DIGITS = re.compile(rf"(?<!\d)(?<!\d[-‐−.．])\d(?:{_SEPARATOR}\d){{11}}(?!{_SEPARATOR}\d)")


def contains_my_number(text: str) -> bool:
    """Tell whether `text` holds what can be a My Number (number of the person, not of a company)."""
    folded = unicodedata.normalize("NFKC", text)
    candidates = (re.sub(r"\D", "", found[0]) for found in _TWELVE_DIGITS.finditer(folded))
    return any(map(has_right_check_digit, candidates))


def has_right_check_digit(digits: str) -> bool:
    """Check twelve digits by the ordinance's formula (平成26年総務省令第85号 第5条)."""
    body, check = digits[:11], int(digits[11])
    weights = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]
    remainder = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 11
    return check == (0 if remainder <= 1 else 11 - remainder)
