"""Today's page of the signed-in post, and what readiness depends on."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "portal.home"
    label = "home"
    verbose_name = "ホーム"

    def ready(self) -> None:
        """Offer the status panel and the checks; checks registered by other apps stay."""
        from portal import recording
        from portal.accounts.enums import Permission
        from portal.home.panels import system_status
        from portal.home.readiness import CHECKS, PROBE
        from portal.registry import Panel, readiness, register_panel, register_readiness

        # Taken back as soon as it is written, so it never stays in the ledger.
        recording.register_kinds({PROBE: "記録を書き込めることを確かめました。"})
        taken = {one.key for one in readiness()}
        for check in CHECKS:
            if check.key not in taken:
                register_readiness(check)
        register_panel(
            Panel(
                "system_status",
                "home/panels/system_status.html",
                system_status,
                Permission.READ_SYSTEM_STATUS,
                order=10,
            )
        )
