"""The ledger: every act on record."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "compliance.ledger"
    label = "ledger"
    verbose_name = "記録"

    def ready(self) -> None:
        """Plug the ledger into the recording port and listen to the libraries."""
        from compliance.ledger import receivers  # noqa: F401 - connects the signals
        from compliance.ledger.actions import record_entry
        from compliance.ledger.kinds import LEDGER, SIGN_IN, cms_kinds
        from compliance.ledger.panels import todays_entries
        from compliance.ledger.registration import watch_layers_below
        from portal import recording
        from portal.accounts.enums import Permission
        from portal.registry import NavItem, Panel, register_nav, register_panel

        recording.install(record_entry)
        recording.register_kinds(SIGN_IN | LEDGER | cms_kinds())
        watch_layers_below()
        register_nav(NavItem("記録", "compliance:ledger", Permission.READ_LEDGER, order=70, icon="ledger"))
        register_panel(Panel("ledger", "ledger/panel.html", todays_entries, Permission.READ_LEDGER, order=70))
