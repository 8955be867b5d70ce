"""Folding of widths, case, accents and furigana that remembers where each character came from."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from portal.search.analyzer.furigana import kept_spans

# A base character with what belongs to it: combining marks and half-width voicing marks.
_CLUSTER = re.compile(r".[\u0300-\u036f\u3099\u309a\uff9e\uff9f]*", re.DOTALL)
_ACCENTS = re.compile(r"[\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff]")
_LATIN_MARKS = re.compile(r"[\u0300-\u036f]")
_DASHES = dict.fromkeys((0x00AD, *range(0x2010, 0x2016), 0x2212), "-")
_CONTROLS = dict.fromkeys((*range(0x09), *range(0x0B, 0x20), 0x7F, *range(0xD800, 0xE000)), " ")
_SAME_LENGTH = {**_DASHES, **_CONTROLS}
# A katakana letter and its hiragana letter are 0x60 apart.
_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}


class Folded(NamedTuple):
    """A folded text; `origins[i]` is where its character i stood, `origins[-1]` is the end."""

    text: str
    origins: Sequence[int]


def fold(text: str) -> Folded:
    """Fold `text`: NFKC, lower case, no accents on Latin letters, no furigana readings."""
    spans = kept_spans(text) if "《" in text or "<" in text else [(0, len(text))]
    if len(spans) == 1 and spans[0] == (0, len(text)) and _is_plain(text):
        return Folded(text.translate(_SAME_LENGTH).lower(), range(len(text) + 1))
    letters: list[str] = []
    origins: list[int] = []
    for origin, cluster in _clusters(text, spans):
        folded = _fold_cluster(cluster)
        letters.append(folded)
        origins.extend([origin] * len(folded))
    origins.append(len(text))
    return Folded("".join(letters), origins)


def to_hiragana(text: str) -> str:
    """Return `text` with katakana as hiragana, the form in which readings are compared."""
    return text.translate(_HIRAGANA)


def _is_plain(text: str) -> bool:
    """Tell whether folding keeps every character in its place."""
    return (
        unicodedata.is_normalized("NFKC", text)
        and not _ACCENTS.search(text)
        and len(text.lower()) == len(text)
    )


def _clusters(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    for start, end in spans:
        for cluster in _CLUSTER.finditer(text, start, end):
            yield cluster.start(), cluster[0]


def _fold_cluster(cluster: str) -> str:
    """Fold one character with its marks; only Latin letters lose their accents."""
    composed = unicodedata.normalize("NFKC", cluster.translate(_SAME_LENGTH)).lower()
    if not _ACCENTS.search(composed):
        return composed.translate(_SAME_LENGTH)
    return _LATIN_MARKS.sub("", unicodedata.normalize("NFD", composed))
