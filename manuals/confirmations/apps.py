"""Read confirmations: who must have read which version, and who has."""

from django.apps import AppConfig

KINDS = {
    "manuals.version.confirmed": "マニュアル「{subject}」を読んだことを確認しました。",
}
WRITTEN_BY_ACTIONS = {
    "confirmations.Confirmation": "each confirmation has an entry of its own",
    "confirmations.FirstReading": "each reading has an entry of its own",
}


class ConfirmationsConfig(AppConfig):
    name = "manuals.confirmations"
    label = "confirmations"
    verbose_name = "マニュアルの確認"

    def ready(self) -> None:
        """Declare kinds and watched models."""
        from compliance.ledger.registration import exempt, watch
        from manuals.confirmations.models import TaskAssignment
        from portal.recording import register_kinds

        register_kinds(KINDS)
        watch(TaskAssignment)
        exempt(WRITTEN_BY_ACTIONS)
