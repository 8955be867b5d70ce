"""Compares an index with the database and puts right what an update that failed has left behind."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.search.backends.whoosh.documents import documents
from portal.search.backends.whoosh.fields import DIGEST, family
from portal.search.backends.whoosh.rebuilder import indexed_chunks
from portal.search.backends.whoosh.snapshots import read

if TYPE_CHECKING:
    from portal.search.backends.whoosh.index import Index


@dataclass(frozen=True)
class Repair:
    """How many objects were not, or no longer rightly, in the index; and how many were left in it."""

    renewed: int
    removed: int


def repair(index: "Index") -> Repair:
    """Renew what differs from the database and remove what is no longer there."""
    indexed = dict(read(index, lambda snapshot: snapshot.digests))
    renewed = 0
    gone = set(indexed)
    for model in family(index.root):
        for chunk in indexed_chunks(model):
            expected = documents(chunk)
            different = [
                item for item in chunk if expected[str(item.pk)][DIGEST] != indexed.get(str(item.pk))
            ]
            index.add_items(model, different)
            renewed += len(different)
            gone -= set(expected)
    if gone:
        index.delete_keys(sorted(gone))
    return Repair(renewed, len(gone))
