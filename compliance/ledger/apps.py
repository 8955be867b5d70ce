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
        from compliance.ledger.registration import watch_layers_below
        from portal import recording

        recording.install(record_entry)
        recording.register_kinds(SIGN_IN | LEDGER | cms_kinds())
        watch_layers_below()
