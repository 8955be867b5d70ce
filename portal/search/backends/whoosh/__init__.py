"""A modelsearch backend on Whoosh with Japanese analysis; its one option is `PATH`, a folder of its own."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import models, router, transaction
from modelsearch.backends.base import BaseSearchBackend, get_model_root

from portal.search.backends.whoosh.compiler import AutocompleteQueryCompiler, SearchQueryCompiler
from portal.search.backends.whoosh.index import Index
from portal.search.backends.whoosh.rebuilder import Rebuilder
from portal.search.backends.whoosh.results import SearchResults


class SearchBackend(BaseSearchBackend):
    """Keeps one index for each root model under `PATH`."""

    query_compiler_class = SearchQueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
    index_class = Index
    results_class = SearchResults
    rebuilder_class = Rebuilder
    # The index can be made again from the database; a page must be saved even if its index is locked.
    catch_indexing_errors = True

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        if not params.get("PATH"):
            raise ImproperlyConfigured("The Whoosh search backend needs PATH, the folder of its indexes.")
        self.path = Path(params["PATH"])

    def get_index_for_model(self, model: type[models.Model]) -> Index:
        """Return the index of the model's family: all models that inherit from the same root."""
        return Index(self, get_model_root(model))

    def delete(self, obj: models.Model) -> None:
        """Take an object out of the index once its deletion is final.

        modelsearch calls this inside the transaction, which may yet be rolled back.
        """
        index, key = self.get_index_for_object(obj), obj.pk
        database = router.db_for_write(type(obj), instance=obj)
        transaction.on_commit(lambda: index.delete_keys([str(key)]), using=database)
