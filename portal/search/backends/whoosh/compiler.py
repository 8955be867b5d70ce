"""Turns a query on a queryset into ranked primary keys."""

from functools import partial
from typing import Any, ClassVar

from modelsearch.backends.base import BaseSearchQueryCompiler
from modelsearch.index import AutocompleteField, SearchField
from modelsearch.query import MatchAll, Not

from portal.search.backends.whoosh.fields import boosts
from portal.search.backends.whoosh.ranking import BeginningRanking, Ranking
from portal.search.backends.whoosh.snapshot import Snapshot


class SearchQueryCompiler(BaseSearchQueryCompiler):
    """Compiles whole-word searches."""

    DEFAULT_OPERATOR = "and"
    HANDLES_ORDER_BY_EXPRESSIONS = True
    field_kind: ClassVar[type] = SearchField
    ranking_class: ClassVar[type[Ranking]] = Ranking

    def ranked(self, snapshot: Snapshot) -> dict[Any, float]:
        """Return primary key → score of every match, the best first; ties in the order of the index."""
        ranking = self.ranking_class(snapshot, self._label(), self._boosts())
        scores = ranking.scores(self.query)
        to_python = self.queryset.model._meta.pk.to_python
        return {
            to_python(snapshot.keys[number]): scores[number]
            for number in sorted(scores, key=partial(_rank, scores))
        }

    @property
    def matches_all(self) -> bool:
        """Tell whether the query asks for everything, which the database answers by itself."""
        query, negations = self.query, 0
        while isinstance(query, Not):
            query, negations = query.subquery, negations + 1
        return isinstance(query, MatchAll) and negations % 2 == 0

    def _label(self) -> str:
        return str(self.queryset.model._meta.concrete_model._meta.label_lower)

    def _boosts(self) -> dict[str, dict[str, float]]:
        return boosts(self.queryset.model, self.field_kind, self.fields or None)


class AutocompleteQueryCompiler(SearchQueryCompiler):
    """Compiles searches for what has been typed so far."""

    field_kind = AutocompleteField
    ranking_class = BeginningRanking


def _rank(scores: dict[int, float], number: int) -> tuple[float, int]:
    return -scores[number], number
