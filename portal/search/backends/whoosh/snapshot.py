"""One generation of an index in memory: its postings, scored with BM25 and kept while it is in force.

Whoosh's own searchers are not used for ranking: they lose hits from the top of nested OR queries, and
`Searcher.refresh()` brings deleted documents back. A term's postings are read once through Whoosh's
reader and kept as {document: score}; every query is then answered from such dicts.
"""

import math
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from whoosh.index import FileIndex
from whoosh.query import Phrase

from portal.search.backends.whoosh.fields import DIGEST, KEY, LABEL, MODELS

# BM25's usual constants: how soon repetition stops counting, and how much length does.
K1 = 1.2
B = 0.75
# Terms whose scores are kept; a term in 10,000 documents takes about a megabyte.
KEPT_TERMS = 2000

Scores = dict[int, float]
T = TypeVar("T")


class SnapshotLost(Exception):
    """The files under this snapshot went away or do not hold what they should."""


class Snapshot:
    """Read access to one generation; safe for several threads, which share what it has read."""

    def __init__(self, index: FileIndex) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, ...], Scores] = OrderedDict()
        self._lengths: dict[str, dict[int, int]] = {}
        with _losing():
            self._reader = index.reader()
            documents = range(self._reader.doc_count_all())
            live = [number for number in documents if not self._reader.is_deleted(number)]
            stored = {number: self._reader.stored_fields(number) for number in live}
        self.keys: dict[int, str] = {number: fields[KEY] for number, fields in stored.items()}
        self.labels: dict[int, str] = {number: fields[LABEL] for number, fields in stored.items()}
        self.digests: dict[str, str] = {fields[KEY]: fields.get(DIGEST, "") for fields in stored.values()}

    def close(self) -> None:
        """Give the files back; what was read already stays usable."""
        with self._lock:
            self._reader.close()

    def of_model(self, label: str) -> Scores:
        """Return the documents of a model and of those under it."""
        return self._remember((MODELS, label), lambda: dict.fromkeys(self._frequencies(MODELS, label), 0.0))

    def term(self, field: str, text: str) -> Scores:
        """Return the BM25 score of every document that holds `text` in `field`."""
        return self._remember((field, text), lambda: self._score(field, self._frequencies(field, text)))

    def phrase(self, field: str, terms: list[str]) -> Scores:
        """Return the documents that hold `terms` one after the other, scored as one rare term."""
        return self._remember((field, *terms), lambda: self._score(field, self._phrase_counts(field, terms)))

    def similar_terms(self, field: str, text: str, distance: int) -> list[str]:
        """Return the terms of `field` at most `distance` typing slips away from `text`."""
        with self._lock, _losing():
            if field not in self._reader.schema:
                return []
            return list(self._reader.terms_within(field, text, distance, prefix=1))

    def _remember(self, key: tuple[str, ...], compute: Callable[[], Scores]) -> Scores:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            with _losing():
                scores = self._kept[key] = compute()
            if len(self._kept) > KEPT_TERMS:
                self._kept.popitem(last=False)
            return scores

    def _frequencies(self, field: str, text: str) -> Scores:
        if (field, text) not in self._reader:
            return {}
        matcher = self._reader.postings(field, text)
        found = {}
        while matcher.is_active():
            found[matcher.id()] = matcher.weight()
            matcher.next()
        return found

    def _phrase_counts(self, field: str, terms: list[str]) -> Scores:
        if any((field, term) not in self._reader for term in terms):
            return {}
        from whoosh.searching import Searcher

        searcher = Searcher(self._reader)
        matcher = Phrase(field, terms).matcher(searcher)
        found = {}
        while matcher.is_active():
            found[matcher.id()] = float(len(matcher.spans()))
            matcher.next()
        return found

    def _score(self, field: str, frequencies: Scores) -> Scores:
        """Return BM25 with Lucene's inverse document frequency, which is never negative."""
        if not frequencies:
            return {}
        total, holding = len(self.keys), len(frequencies)
        rarity = math.log(1 + (total - holding + 0.5) / (holding + 0.5))
        lengths = self._field_lengths(field)
        average = sum(lengths.values()) / max(len(lengths), 1) or 1.0
        return {
            number: rarity * count * (K1 + 1) / (count + K1 * (1 - B + B * lengths.get(number, 0) / average))
            for number, count in frequencies.items()
        }

    def _field_lengths(self, field: str) -> dict[int, int]:
        if field not in self._lengths:
            read = ((number, self._reader.doc_field_length(number, field)) for number in self.keys)
            self._lengths[field] = {number: length for number, length in read if length}
        return self._lengths[field]


@contextmanager
def _losing() -> Iterator[None]:
    """Turn whatever Whoosh raises over missing or damaged bytes into `SnapshotLost`."""
    try:
        yield
    except Exception as error:
        raise SnapshotLost(repr(error)) from error
