"""Which Whoosh field holds which searchable field of a family of models, and with what boost."""

import hashlib
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from django.apps import apps
from django.db import models
from modelsearch.backends.base import get_model_root
from modelsearch.index import AutocompleteField, RelatedFields, SearchField, class_is_indexed
from whoosh.fields import ID, KEYWORD, STORED, TEXT, Schema

from portal.search.analyzer.tokens import VERSION, BeginningAnalyzer, WordAnalyzer

KEY = "key"
MODELS = "models"
LABEL = "label"
DIGEST = "digest"


class IndexedField(NamedTuple):
    """One searchable or completable field, by the path of relations that leads to it."""

    name: str
    path: tuple[Any, ...]
    top_level_name: str
    boost: float


def searchable_fields(model: type[models.Model], kind: type = SearchField) -> Iterator[IndexedField]:
    """Yield the fields of one model and its related fields; `kind` is SearchField or AutocompleteField."""
    yield from _fields(model.get_search_fields(), kind, ())  # type: ignore[attr-defined]


def _fields(definitions: list[Any], kind: type, path: tuple[Any, ...]) -> Iterator[IndexedField]:
    for definition in definitions:
        steps = (*path, definition)
        if isinstance(definition, RelatedFields):
            yield from _fields(definition.fields, kind, steps)
        elif isinstance(definition, kind):
            name = "__".join((kind.__name__, *(step.field_name for step in steps)))
            boost = float(getattr(definition, "boost", None) or 1.0)
            yield IndexedField(name, steps, steps[0].field_name, boost)


def family(root: type[models.Model]) -> list[type[models.Model]]:
    """Return every indexed model that inherits from `root`, itself first."""
    found = [
        model for model in apps.get_models() if class_is_indexed(model) and get_model_root(model) is root
    ]
    return sorted(found, key=lambda model: len(model.__mro__))


def boosts(
    model: type[models.Model], kind: type = SearchField, top_level_names: Collection[str] | None = None
) -> dict[str, dict[str, float]]:
    """Return field → model label → boost for a search on `model` and the models under it.

    A model may define a field of its parent anew, so each document has the boosts of its own model.
    """
    found: dict[str, dict[str, float]] = {}
    under = [other for other in family(get_model_root(model)) if issubclass(other, model)]
    for other in (model, *under):
        for field in searchable_fields(other, kind):
            if top_level_names is None or field.top_level_name in top_level_names:
                found.setdefault(field.name, {})[other._meta.label_lower] = field.boost
    return found


def schema(root: type[models.Model]) -> Schema:
    """Return the Whoosh schema of the family of `root`."""
    made = Schema(**{KEY: ID(unique=True, stored=True), MODELS: KEYWORD(), LABEL: STORED(), DIGEST: STORED()})
    for model in family(root):
        for field in searchable_fields(model):
            _add(made, field.name, TEXT(analyzer=WordAnalyzer()))
        for field in searchable_fields(model, AutocompleteField):
            _add(made, field.name, TEXT(analyzer=BeginningAnalyzer(), phrase=False))
    return made


def _add(made: Schema, name: str, kind: Any) -> None:
    if name not in made:
        made.add(name, kind)


def signature(made: Schema) -> str:
    """Return what changes when an index built before no longer fits: its fields or its analysis."""
    described = f"{VERSION} {' '.join(sorted(made.names()))}"
    return hashlib.sha256(described.encode()).hexdigest()


def labels(model: type[models.Model]) -> list[str]:
    """Return the labels under which an object of `model` is found: its own and its ancestors'."""
    return [
        ancestor._meta.label_lower
        for ancestor in model.__mro__
        if issubclass(ancestor, models.Model) and hasattr(ancestor, "_meta") and not ancestor._meta.abstract
    ]
