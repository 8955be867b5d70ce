"""Search results: the index says what matches and how well, the database says what is there to show."""

import logging
from collections import OrderedDict
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, QuerySet
from modelsearch.backends.base import BaseSearchResults, FilterFieldError

from portal.search.backends.whoosh.snapshots import read
from portal.search.backends.whoosh.store import IndexUnusable

logger = logging.getLogger(__name__)
# More keys than this are not sent to the database: reading all its keys is quicker.
KEYS_PER_QUERY = 2000


class SearchResults(BaseSearchResults):
    """Results joined to the queryset, so that its filters hold and a stale hit shows nothing."""

    supports_facet = True

    def _do_search(self) -> list[Any]:
        queryset = self.query_compiler.queryset
        if self.query_compiler.matches_all:
            found = list(self._in_order(queryset)[self.start : self.stop])
            return self._with_score(found, dict.fromkeys((item.pk for item in found), 0.0))
        ranked = self._ranked()
        keys = self.keys()[self.start : self.stop]
        objects = {item.pk: item for item in queryset.filter(pk__in=keys)} if keys else {}
        return self._with_score([objects[key] for key in keys if key in objects], ranked)

    def _do_count(self) -> int:
        compiler = self.query_compiler
        total = compiler.queryset.count() if compiler.matches_all else len(self.keys())
        return max(min(total, total if self.stop is None else self.stop) - self.start, 0)

    def facet(self, field_name: str) -> "OrderedDict[Any, int]":
        """Count the results by the values of a filterable field, the most frequent first."""
        compiler = self.query_compiler
        if compiler._get_filterable_field(field_name) is None:
            raise FilterFieldError(
                f'Cannot facet search results with field "{field_name}". Please add '
                f"index.FilterField('{field_name}') to {compiler.queryset.model.__name__}.search_fields.",
                field_name=field_name,
            )
        counts: dict[Any, int] = {}
        for part in self._parts():
            for value, count in part.order_by().values_list(field_name).annotate(Count("pk", distinct=True)):
                counts[value] = counts.get(value, 0) + count
        return OrderedDict(sorted(counts.items(), key=lambda item: -item[1]))

    def _parts(self) -> Iterator[QuerySet[Any]]:
        """Yield querysets that together hold all results."""
        queryset = self.query_compiler.queryset
        if self.query_compiler.matches_all:
            yield queryset
            return
        keys = self.keys()
        for start in range(0, len(keys), KEYS_PER_QUERY):
            yield queryset.filter(pk__in=keys[start : start + KEYS_PER_QUERY])

    def _ranked(self) -> dict[Any, float]:
        """Return the index's answer, which slices of the same results share."""
        compiler = self.query_compiler
        if not hasattr(compiler, "answer"):
            index = self.backend.get_index_for_model(compiler.queryset.model)
            try:
                compiler.answer = read(index, compiler.ranked)
            except IndexUnusable:
                logger.exception("The search index %s cannot be read or rebuilt", index)
                compiler.answer = {}
        answer: dict[Any, float] = compiler.answer
        return answer

    def keys(self) -> list[Any]:
        """Return the primary keys of all results in order: the hits that the queryset lets through."""
        compiler, ranked = self.query_compiler, self._ranked()
        if not hasattr(compiler, "keys"):
            present = self._present(ranked) if ranked else {}
            by_rank = compiler.order_by_relevance
            compiler.keys = [key for key in ranked if key in present] if by_rank else list(present)
        keys: list[Any] = compiler.keys
        return keys

    def _present(self, ranked: dict[Any, float]) -> dict[Any, None]:
        """Return the keys that are both in `ranked` and in the queryset, in the queryset's order."""
        queryset = self._in_order(self.query_compiler.queryset)
        if len(ranked) <= KEYS_PER_QUERY:
            queryset = queryset.filter(pk__in=list(ranked))
        keys = queryset.values_list("pk", flat=True)
        return dict.fromkeys(key for key in keys if key in ranked)

    def _in_order(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the queryset in the order asked for; without one, the newest key first."""
        if self.query_compiler.order_by_relevance and not self.query_compiler.matches_all:
            return queryset.order_by()
        if not self.query_compiler.order_by_relevance and not queryset.query.order_by:
            return queryset.order_by("-pk")
        return queryset

    def _with_score(self, found: list[Any], ranked: dict[Any, float]) -> list[Any]:
        if self._score_field:
            for item in found:
                setattr(item, self._score_field, ranked[item.pk])
        return found
