"""Look-up across everything the apps offer."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "portal.search"
    label = "search"
    verbose_name = "検索"

    def ready(self) -> None:
        """Declare what goes on record."""
        from portal import recording
        from portal.search.actions import KINDS

        recording.register_kinds(KINDS)
