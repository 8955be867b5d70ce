"""Turns model instances into Whoosh documents."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models
from modelsearch.index import AutocompleteField, RelatedFields

from portal.search.analyzer.tokens import VALUE_SEPARATOR
from portal.search.backends.whoosh.fields import DIGEST, KEY, LABEL, MODELS, labels, searchable_fields

Document = dict[str, str]


def documents(items: Iterable[models.Model]) -> dict[str, Document]:
    """Return the documents of `items` by key; of an object given twice the last counts."""
    return {str(item.pk): document(item) for item in items}


def document(item: models.Model) -> Document:
    """Return the Whoosh document of one instance."""
    model = type(item)
    found_as = labels(model)
    made = {KEY: str(item.pk), MODELS: " ".join(found_as), LABEL: found_as[0]}
    for field in (*searchable_fields(model), *searchable_fields(model, AutocompleteField)):
        text = VALUE_SEPARATOR.join(_texts(item, field.path))
        if text:
            made[field.name] = text
    return made | {DIGEST: _digest(made)}


def _digest(made: Document) -> str:
    """Return what changes whenever anything that is indexed of an object changes."""
    return hashlib.blake2b(json.dumps(made, sort_keys=True).encode(), digest_size=8).hexdigest()


def _texts(item: models.Model, path: tuple[Any, ...]) -> Iterator[str]:
    """Yield the texts of one field, following its relations."""
    step, *rest = path
    value = step.get_value(item)
    if not isinstance(step, RelatedFields):
        yield from _flat(value)
        return
    for related in _related(value):
        yield from _texts(related, tuple(rest))


def _related(value: Any) -> Iterable[models.Model]:
    if value is None:
        return ()
    return (value,) if isinstance(value, models.Model) else value.all()


def _flat(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _flat(list(value.values()))
    elif isinstance(value, (list, tuple, set, models.QuerySet)):
        for part in value:
            yield from _flat(part)
    elif value is not None:
        yield str(value)
