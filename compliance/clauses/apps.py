"""The contract's clauses."""

from django.apps import AppConfig


class ClausesConfig(AppConfig):
    name = "compliance.clauses"
    label = "clauses"
    verbose_name = "仕様書"
