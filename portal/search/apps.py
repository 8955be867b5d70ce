"""Look-up across everything the apps offer."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "portal.search"
    label = "search"
    verbose_name = "検索"

    def ready(self) -> None:
        """Declare what goes on record; keep the indexes right."""
        from portal import recording, registry
        from portal.search.actions import KINDS
        from portal.search.upkeep import BEAT, READINESS

        recording.register_kinds(KINDS)
        registry.register_readiness(READINESS)
        registry.register_beat(BEAT)
