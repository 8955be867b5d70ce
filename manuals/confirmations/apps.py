"""Read confirmations: who must have read which version, and who has."""

from django.apps import AppConfig

KINDS = {
    "manuals.version.confirmed": "マニュアル「{subject}」を読んだことを確認しました。",
    "manuals.version.unread": "施行された「{subject}」を確認していない従事者がいます。",
    "manuals.confirmations.read": "マニュアルの確認の状況を閲覧しました。",
    "manuals.confirmations.exported": "マニュアルの確認の状況をファイルに書き出しました。",
}
WRITTEN_BY_ACTIONS = {
    "confirmations.Confirmation": "each confirmation has an entry of its own",
    "confirmations.UnreadReport": "each report has an entry of its own",
    "confirmations.ReadingTally": "derived from the confirmations",
    "confirmations.FirstReading": "each reading has an entry of its own",
}


class ConfirmationsConfig(AppConfig):
    name = "manuals.confirmations"
    label = "confirmations"
    verbose_name = "マニュアルの確認"

    def ready(self) -> None:
        """Declare kinds and watched models; add to pages, home and approval what readers must do."""
        from compliance.ledger.registration import exempt, watch
        from manuals.confirmations.escalation import report_unread
        from manuals.confirmations.extras import change_marks, confirm_extra, page_marks, waiting_extra
        from manuals.confirmations.models import TaskAssignment
        from manuals.confirmations.panels import confirmations_panel
        from manuals.confirmations.queries import confirmations_that_lapse
        from manuals.confirmations.reminders import remind_of_reading
        from manuals.confirmations.tally import count_readings
        from manuals.registry import (
            PageExtra,
            register_block_marks,
            register_lapse,
            register_page_extra,
            register_page_marks,
        )
        from portal.accounts.enums import Permission
        from portal.recording import register_kinds
        from portal.registry import Beat, Panel, register_beat, register_panel

        register_kinds(KINDS)
        watch(TaskAssignment)
        exempt(WRITTEN_BY_ACTIONS)
        folder = "manuals/confirmations"
        register_block_marks("confirmations", change_marks)
        register_page_marks("confirmations", page_marks)
        register_page_extra(PageExtra("waiting", f"{folder}/waiting_extra.html", waiting_extra, "top", 10))
        register_page_extra(PageExtra("confirm", f"{folder}/confirm_extra.html", confirm_extra, "foot", 10))
        register_beat(Beat("confirmations.unread", report_unread, order=50))
        register_beat(Beat("confirmations.reminders", remind_of_reading, order=55))
        register_beat(Beat("confirmations.tally", count_readings, order=60))
        register_lapse("confirmations", "読んだことの確認", confirmations_that_lapse)
        register_panel(
            Panel(
                "confirmations", f"{folder}/panel.html", confirmations_panel, Permission.READ_MANUALS, order=8
            )
        )
