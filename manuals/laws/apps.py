"""Law changes and how far the manual is with them."""

from django.apps import AppConfig

KINDS = {
    "manuals.law.registered": "改正情報「{subject}」を登録しました。",
    "manuals.law.changed": "改正情報「{subject}」を変更しました。",
    "manuals.law.page_settled": "改正情報「{subject}」のページの対応を記録しました。",
    "manuals.law.proposed": "改正情報「{subject}」に対応する改正案が申請されました。",
    "manuals.law.noted": "改正情報「{subject}」の経過を記録しました。",
    "manuals.law.closed": "改正情報「{subject}」を終了しました。",
    "manuals.law.reopened": "改正情報「{subject}」を再開しました。",
    "manuals.law.read": "改正情報「{subject}」を閲覧しました。",
    "manuals.law.overdue": "改正情報「{subject}」の施行日を過ぎましたが、対応していないページがあります。",
    "manuals.laws.exported": "改正情報の一覧をファイルに書き出しました。",
}
WRITTEN_BY_ACTIONS = {"laws.LawChangeNote": "each remark has an entry of its own"}


class LawsConfig(AppConfig):
    name = "manuals.laws"
    label = "laws"
    verbose_name = "改正情報"

    def ready(self) -> None:
        """Declare kinds and watched models; add to pages, home, beats and demonstration."""
        from compliance.ledger.registration import exempt, watch
        from manuals.laws.demo import load_laws
        from manuals.laws.extras import coming_changes
        from manuals.laws.models import LawChange, LawChangePage
        from manuals.laws.panels import laws_panel
        from manuals.laws.proposing import law_change_field, link_chosen, version_was_approved
        from manuals.laws.telling import tell_of_laws
        from manuals.registry import (
            PageExtra,
            ProposalField,
            register_page_extra,
            register_proposal_field,
        )
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
        watch(LawChange)
        watch(LawChangePage)
        exempt(WRITTEN_BY_ACTIONS)
        register_page_extra(PageExtra("laws", "manuals/laws/extra.html", coming_changes, "top", 20))
        register_proposal_field(ProposalField("law_changes", law_change_field, link_chosen))
        version_approved.connect(version_was_approved, dispatch_uid="laws")
        register_beat(Beat("laws.telling", tell_of_laws, order=57))
        register_panel(
            Panel("laws", "manuals/laws/panel.html", laws_panel, Permission.EDIT_LAW_CHANGES, order=6)
        )
        register_demo_loader(DemoLoader("laws", load_laws, order=42))
