"""Notifications: what waits for a person, told once, under the bell and on the home page."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "portal.notifications"
    label = "notifications"
    verbose_name = "お知らせ"

    def ready(self) -> None:
        """Offer the home panel."""
        from portal.accounts.enums import Permission
        from portal.notifications.panels import unseen_panel
        from portal.registry import Panel, register_panel

        register_panel(
            Panel(
                "notifications",
                "notifications/panel.html",
                unseen_panel,
                Permission.READ_MANUALS,
                order=6,
            )
        )
