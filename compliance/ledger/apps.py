"""The ledger: every act on record."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "compliance.ledger"
    label = "ledger"
    verbose_name = "記録"
