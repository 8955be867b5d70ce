"""Build every search index that is missing, damaged or out of date; leave the others alone."""

from django.core.management import BaseCommand
from modelsearch.backends import get_search_backend
from modelsearch.backends.base import get_model_root
from modelsearch.index import get_indexed_models

from portal.context import command_context
from portal.search.backends.whoosh.rebuilder import rebuild
from portal.search.backends.whoosh.store import IndexUnusable


class Command(BaseCommand):
    """Make the look-up ready before the portal answers."""

    help = "検索の索引がなければ作ります。"

    def handle(self, *args: object, **options: object) -> None:
        """Open each index once; rebuild what cannot be opened."""
        backend = get_search_backend()
        roots = {get_model_root(model) for model in get_indexed_models()}
        with command_context("ensure_index"):
            for root in sorted(roots, key=lambda model: str(model._meta.label)):
                index = backend.get_index_for_model(root)
                try:
                    index.store.open()
                except IndexUnusable:
                    rebuild(index)
                    self.stdout.write(f"索引 {index} を作りました。")
