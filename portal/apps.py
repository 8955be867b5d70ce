"""The portal's base: settings, access, recording, shared views and templates."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PortalConfig(AppConfig):
    name = "portal"
    label = "portal"
    verbose_name = "窓口ポータル"

    def ready(self) -> None:
        """Armour the rows that are kept for good whenever tables may have been made."""
        from portal.armour import install_after_migrations

        post_migrate.connect(install_after_migrations, dispatch_uid="armour")
