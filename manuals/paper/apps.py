"""The manual on paper."""

from django.apps import AppConfig

KINDS = {
    "manuals.pdf.made": "「{subject}」のPDFを作り、保存しました。",
    "manuals.pdf.opened": "「{subject}」のPDFを開きました。",
    "manuals.booklet.made": "マニュアルの冊子（{subject}）を作りました。",
    "manuals.paper.read": "マニュアルの印刷の画面を閲覧しました。",
}
WRITTEN_BY_ACTIONS = {"paper.PaperCopy": "each booklet has an entry of its own"}


class PaperConfig(AppConfig):
    name = "manuals.paper"
    label = "paper"
    verbose_name = "マニュアルの印刷"

    def ready(self) -> None:
        """Declare kinds and watched models; keep PDFs of new versions and look after emergency copies."""
        from compliance.ledger.registration import exempt, watch
        from manuals.paper.beats import keep_missing_pdfs, tell_of_stale_copies
        from manuals.paper.demo import load_paper
        from manuals.paper.models import EmergencyChapter
        from manuals.paper.panels import emergency_panel
        from manuals.paper.receivers import version_approved as received
        from manuals.versions.signals import version_approved
        from portal.accounts.enums import Permission
        from portal.recording import register_kinds
        from portal.registry import (
            Beat,
            DemoLoader,
            Panel,
            register_beat,
            register_demo_loader,
            register_panel,
        )

        register_kinds(KINDS)
        watch(EmergencyChapter)
        exempt(WRITTEN_BY_ACTIONS)
        version_approved.connect(received, dispatch_uid="paper.version_approved")
        register_panel(
            Panel(
                "paper.emergency",
                "manuals/paper/panel.html",
                emergency_panel,
                Permission.CHECK_MANUALS,
                order=15,
            )
        )
        register_beat(Beat("paper.pdfs", keep_missing_pdfs, order=70))
        register_beat(Beat("paper.emergency", tell_of_stale_copies, order=75))
        register_demo_loader(DemoLoader("paper", load_paper, order=45))
