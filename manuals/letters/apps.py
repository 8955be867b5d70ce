"""Numbered letters between the city and the contractor's manager."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "manuals.letters"
    label = "letters"
    verbose_name = "文書"
