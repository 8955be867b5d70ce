"""Words of a text: Sudachi's normalised long units and their parts, and Latin words as written."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from portal.search.analyzer.dictionary import morphemes
from portal.search.analyzer.folding import Folded, fold, to_hiragana

if TYPE_CHECKING:
    from sudachipy import Morpheme

# A Latin word or number, with the joints that hold a compound such as `j-lis` or `1.11` together.
_LATIN = re.compile(r"[a-z0-9]+(?:[-.,'’_&/+@:][a-z0-9]+)*")
_JOINTS = re.compile(r"[-.,'’_&/+@:]")
_KANA_ONLY = re.compile(r"[\u3041-\u309fー]{2,}")
_HAS_READING = re.compile(r"[\u30a1-\u30fa\u3400-\u9fff々]")
_FILLER_KINDS = {"助詞", "助動詞", "補助記号", "空白", "記号"}
# Verbs and nouns that only carry grammar; they would make "all words" fail for nothing.
_FILLER_VERBS = ("為る", "居る", "有る", "成る", "出来る", "無い", "ない", "下さる", "貰う")
_FILLER_NOUNS = ("御", "事", "こと", "もの", "為", "様")
_FILLER_WORDS = frozenset(_FILLER_VERBS + _FILLER_NOUNS)
# Words kept so that each is taken apart only once; a manual uses a few thousand.
_MOST_REMEMBERED = 50_000
_remembered: dict[tuple[int, int, str], "Word"] = {}
# Marks a reading among the terms of an index, so that it never meets a written word.
READING = "="


class Unit(NamedTuple):
    """One searchable unit: its terms, the best first, its reading in hiragana, and its place."""

    terms: tuple[str, ...]
    reading: str
    start: int
    end: int
    is_kana: bool = False

    def moved(self, offset: int) -> "Unit":
        """Return the unit `offset` characters further on."""
        return Unit(self.terms, self.reading, self.start + offset, self.end + offset, self.is_kana)


class Word(NamedTuple):
    """A word as the dictionary joins it, and its parts in order (itself, when it has none)."""

    whole: Unit
    parts: tuple[Unit, ...]
    is_filler: bool = False

    @property
    def is_compound(self) -> bool:
        """Tell whether the word has parts of its own."""
        return len(self.parts) > 1

    def moved(self, offset: int) -> "Word":
        """Return the word `offset` characters further on."""
        whole = self.whole.moved(offset)
        parts = tuple(part.moved(offset) for part in self.parts) if self.is_compound else (whole,)
        return Word(whole, parts, self.is_filler)


def words(folded: Folded) -> Iterator[Word]:
    """Yield every word of a folded text in order, fillers included; places are those in the folded text."""
    position = 0
    for latin in _LATIN.finditer(folded.text):
        yield from _japanese_words(folded.text, position, latin.start())
        yield _latin_word(latin)
        position = latin.end()
    yield from _japanese_words(folded.text, position, len(folded.text))


def content_words(text: str) -> list[Word]:
    """Return the words of `text` that mean something by themselves."""
    return [word for word in words(fold(text)) if not word.is_filler]


def _latin_word(match: re.Match[str]) -> Word:
    start, written = match.start(), match[0]
    whole = Unit((_JOINTS.sub("", written),), "", start, match.end())
    parts = [
        Unit((part[0],), "", start + part.start(), start + part.end())
        for part in re.finditer(r"[a-z0-9]+", written)
    ]
    return Word(whole, tuple(parts) if len(parts) > 1 else (whole,))


def _japanese_words(text: str, start: int, end: int) -> Iterator[Word]:
    if not text[start:end].strip():
        return
    for offset, found in morphemes(text[start:end]):
        for morpheme in found:
            yield _remembered_word(morpheme).moved(start + offset + morpheme.begin())


def _remembered_word(morpheme: "Morpheme") -> Word:
    """Return the word as if it began the text; one entry of the dictionary always gives the same."""
    if morpheme.is_oov():
        return _japanese_word(morpheme)
    entry = (morpheme.dictionary_id(), morpheme.word_id(), morpheme.surface())
    word = _remembered.get(entry)
    if word is None:
        word = _japanese_word(morpheme)
        if len(_remembered) < _MOST_REMEMBERED:
            _remembered[entry] = word
    return word


def _japanese_word(morpheme: "Morpheme") -> Word:
    from sudachipy import SplitMode

    start = morpheme.begin()
    whole = _unit(morpheme, start)
    kind = morpheme.part_of_speech()[0]
    if kind in _FILLER_KINDS or whole.terms[0] in _FILLER_WORDS:
        return Word(whole, (whole,), is_filler=True)
    parts = tuple(_unit(part, start) for part in morpheme.split(SplitMode.A, add_single=False))
    return Word(whole, parts or (whole,))


def _unit(morpheme: "Morpheme", start: int) -> Unit:
    surface = morpheme.surface()
    normalised, plain = morpheme.normalized_form().lower(), morpheme.dictionary_form().lower()
    terms = (normalised,) if plain == normalised else (normalised, plain)
    is_kana = _KANA_ONLY.fullmatch(surface) is not None
    reading = ""
    if is_kana or _HAS_READING.search(surface):
        reading = to_hiragana(morpheme.reading_form())
    return Unit(terms, reading, morpheme.begin() - start, morpheme.end() - start, is_kana)
