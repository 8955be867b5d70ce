"""The index of one family of models: adds and removes objects."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from modelsearch.backends.base import BaseIndex
from modelsearch.index import class_is_indexed

from portal.search.backends.whoosh.documents import Document, documents
from portal.search.backends.whoosh.fields import KEY, schema
from portal.search.backends.whoosh.store import IndexUnusable, Store

if TYPE_CHECKING:
    from portal.search.backends.whoosh import SearchBackend


class Index(BaseIndex):
    """All objects whose models inherit from `root`; an object is one document, under its root's key."""

    def __init__(self, backend: "SearchBackend", root: type[models.Model]) -> None:
        super().__init__(backend)
        self.root = root
        self.store = Store(backend.path / root._meta.label_lower, lambda: schema(root))

    def __str__(self) -> str:
        return self.get_key()

    def get_key(self) -> str:
        """Return the name of the index within the backend."""
        return str(self.root._meta.label_lower)

    def reset(self) -> None:
        """Put an empty index in force."""
        with self.store.write_lock():
            self.store.publish(*self.store.create())

    def add_items(self, model: type[models.Model], items: Iterable[models.Model]) -> None:
        """Add or replace objects of one model; an index that is not usable is built anew instead."""
        items = list(items)
        if items and class_is_indexed(model):
            self._change(model, documents(items))

    def delete_item(self, item: models.Model) -> None:
        """Remove one object."""
        self.delete_keys([str(item.pk)])

    def delete_keys(self, keys: list[str]) -> None:
        """Remove the objects with these keys."""
        self._change(self.root, dict.fromkeys(keys))

    def _change(self, model: type[models.Model], changes: dict[str, Document] | dict[str, None]) -> None:
        from portal.search.backends.whoosh.rebuilder import rebuild

        try:
            with self.store.write_lock():
                self.store.note_changes(model._meta.label_lower, list(changes))
                with self.store.writing() as writer:
                    for key, document in changes.items():
                        writer.delete_by_term(KEY, key)
                        if document is not None:
                            writer.add_document(**document)
        except IndexUnusable:
            # The database already holds the change, so a whole rebuild holds it too.
            rebuild(self)
