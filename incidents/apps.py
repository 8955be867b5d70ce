"""Incidents: 苦情・事故."""

from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    name = "incidents"
    verbose_name = "苦情・事故"
