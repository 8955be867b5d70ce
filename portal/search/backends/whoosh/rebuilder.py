"""Rebuilds an index beside the one in force, takes in what changed meanwhile, and swaps it in."""

import logging
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models
from modelsearch.index import class_is_indexed, get_indexed_instance

from portal.search.backends.whoosh import locks
from portal.search.backends.whoosh.documents import documents
from portal.search.backends.whoosh.fields import KEY, family
from portal.search.backends.whoosh.index import Index
from portal.search.backends.whoosh.store import open_writer

logger = logging.getLogger(__name__)
WAIT_FOR_ANOTHER_REBUILD = 600.0
CHUNK = 500


class Rebuilder:
    """modelsearch's protocol: `start`, then `add_items` on what it returned, then `finish`."""

    def __init__(self, index: Index, wait: float = WAIT_FOR_ANOTHER_REBUILD) -> None:
        self.index = index
        self.store = index.store
        self.wait = wait

    def start(self) -> "NewIndex":
        """Open a new generation; raise `LockTimeout` if another rebuild does not end."""
        self.store.prepare()
        self._lock = locks.acquire(self.store.rebuild_lock, self.wait)
        try:
            with self.store.write_lock():
                self.store.journal.unlink(missing_ok=True)
            self.new = NewIndex(self.index)
        except BaseException:
            self._lock.close()
            raise
        return self.new

    def finish(self) -> None:
        """Take in what changed since the start and put the new generation in force."""
        try:
            with self.store.write_lock():
                self.new.replace(_fresh(self.store.noted_changes()))
                self.new.close()
                self.store.publish(self.new.folder, self.new.whoosh)
                self.store.journal.unlink(missing_ok=True)
        finally:
            self._lock.close()

    def abandon(self) -> None:
        """Give up: leave the old generation in force."""
        try:
            self.new.discard()
        finally:
            self._lock.close()


class NewIndex(Index):
    """An index under construction."""

    folder: Path

    def __init__(self, index: Index) -> None:
        super().__init__(index.backend, index.root)
        self.folder, self.whoosh = self.store.create()
        self._keys: set[str] = set()
        self._writer = open_writer(self.whoosh)

    def add_items(self, model: type[models.Model], items: Iterable[models.Model]) -> None:
        """Add objects; one given before, as an instance of its parent model, is replaced."""
        if class_is_indexed(model):
            self.replace(documents(items))

    def replace(self, changes: dict[str, Any]) -> None:
        """Write documents by key; None stands for an object that is gone."""
        again = [key for key in changes if key in self._keys]
        if again:
            # Whoosh does not see documents of an uncommitted writer when it deletes.
            self.close()
            self._writer = open_writer(self.whoosh)
        for key in again:
            self._writer.delete_by_term(KEY, key)
        for key, document in changes.items():
            if document is not None:
                self._writer.add_document(**document)
                self._keys.add(key)

    def close(self) -> None:
        """Commit what was added."""
        self._writer.commit()

    def discard(self) -> None:
        """Drop what was added."""
        self._writer.cancel()


def rebuild(index: Index, wait: float = WAIT_FOR_ANOTHER_REBUILD) -> None:
    """Build `index` from the database; raise `LockTimeout` if another process is at it for too long."""
    logger.info("Rebuilding the search index %s", index)
    rebuilder = Rebuilder(index, wait)
    new = rebuilder.start()
    try:
        for model in family(index.root):
            _add_all(new, model)
    except BaseException:
        rebuilder.abandon()
        raise
    rebuilder.finish()


def _add_all(new: NewIndex, model: type[models.Model]) -> None:
    for chunk in indexed_chunks(model):
        new.add_items(model, chunk)


def indexed_chunks(model: type[models.Model]) -> Iterator[list[models.Model]]:
    """Yield the objects of a model that belong in the index, some hundreds at a time."""
    queryset = model.get_indexed_objects().order_by("pk")  # type: ignore[attr-defined]
    last = None
    while chunk := list((queryset.filter(pk__gt=last) if last is not None else queryset)[:CHUNK]):
        yield chunk
        last = chunk[-1].pk


def _fresh(changes: set[tuple[str, str]]) -> dict[str, Any]:
    """Return the present document of each changed object, None for one that is gone."""
    found: dict[str, Any] = {}
    for label, key in changes:
        instance = apps.get_model(label)._base_manager.filter(pk=key).first()
        indexed = get_indexed_instance(instance) if instance is not None else None
        found[key] = documents([indexed])[key] if indexed is not None else None
    return found
