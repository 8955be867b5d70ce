"""Today's page of the signed-in post."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "portal.home"
    label = "home"
    verbose_name = "ホーム"
