"""Versions of the manual: approved by the city, in force on their day, kept for good."""

from django.apps import AppConfig

KINDS = {
    "manuals.proposal.submitted": "改正案「{subject}」を申請しました。",
    "manuals.proposal.taken_back": "改正案「{subject}」を取り下げました。",
    "manuals.proposal.approved": "改正案「{subject}」を承認しました。",
    "manuals.proposal.returned": "改正案「{subject}」を差し戻しました。",
    "manuals.proposal.read": "改正案「{subject}」を閲覧しました。",
    "manuals.draft.started": "「{subject}」の内容から下書きを作りました。",
    "manuals.version.approved": "マニュアル「{subject}」が承認され、版になりました。",
    "manuals.version.in_force": "マニュアル「{subject}」が施行されました。",
    "manuals.version.cancelled": "施行待ちの版「{subject}」を取り消しました。",
    "manuals.version.read": "マニュアル「{subject}」の写しを閲覧しました。",
    "manuals.version.downloaded": "マニュアル「{subject}」の写しをダウンロードしました。",
    "manuals.versions.listed": "マニュアル「{subject}」の版の一覧を閲覧しました。",
    "manuals.versions.compared": "マニュアル「{subject}」の版を比べました。",
    "manuals.approval.delegated": "軽微な修正の承認を委任しました（{subject}）。",
    "manuals.approval.delegation_revoked": "軽微な修正の承認の委任を解きました（{subject}）。",
}


# Rows that come to be by one action each, which has an entry of its own.
WRITTEN_BY_ACTIONS = {
    "versions.Proposal": "each step of a proposal has an entry of its own",
    "versions.Decision": "each decision has an entry of its own",
    "versions.BlockComment": "part of a decision",
    "versions.ManualVersion": "approval, force and cancelling have entries of their own",
    "versions.FrozenCopy": "made with its version and never changed",
    "versions.FrozenPdf": "made with its version and never changed",
    "versions.FrozenPicture": "made with its version and never changed",
    "versions.DraftEdit": "Wagtail's page log flows in",
    "versions.ReviewState": "Wagtail's page log flows in",
    "versions.ContractorCheck": "made by migrations only",
    "versions.CityApproval": "made by migrations only",
}


class VersionsConfig(AppConfig):
    name = "manuals.versions"
    label = "versions"
    verbose_name = "マニュアルの版"

    def ready(self) -> None:
        """Declare kinds; offer the beat and the home panel."""
        from compliance.ledger.registration import exempt, watch
        from manuals.versions.actions import bring_into_force
        from manuals.versions.models import Delegation
        from manuals.versions.panels import approvals_panel
        from manuals.versions.reminders import remind_of_turns
        from portal.accounts.enums import Permission
        from portal.recording import register_kinds
        from portal.registry import Beat, Panel, register_beat, register_panel

        register_kinds(KINDS)
        watch(Delegation)
        exempt(WRITTEN_BY_ACTIONS)
        register_panel(
            Panel(
                "manuals.approvals",
                "manuals/versions/panel.html",
                approvals_panel,
                Permission.READ_MANUALS,
                order=5,
            )
        )
        register_beat(Beat("manuals.versions", bring_into_force, order=10))
        register_beat(Beat("manuals.turns", remind_of_turns, order=45))
