"""Notices to all counters, with a list of who has read them."""

from django.apps import AppConfig

KINDS = {
    "manuals.notice.published": "周知「{subject}」を公表しました。",
    "manuals.notice.corrected": "訂正の周知「{subject}」を公表しました。",
    "manuals.notice.withdrawn": "周知「{subject}」を取り下げました。",
    "manuals.notice.read": "周知「{subject}」を開きました。",
    "manuals.notice.confirmed": "周知「{subject}」を読んだことを確認しました。",
    "manuals.notice.readers_read": "周知「{subject}」の確認の一覧を閲覧しました。",
    "manuals.notice.readers_exported": "周知「{subject}」の確認の一覧をファイルに書き出しました。",
}
WRITTEN_BY_ACTIONS = {
    "notices.Notice": "publishing, correcting and withdrawing have entries of their own",
    "notices.NoticeRead": "each reading has an entry of its own",
}


class NoticesConfig(AppConfig):
    name = "manuals.notices"
    label = "notices"
    verbose_name = "周知"

    def ready(self) -> None:
        """Declare kinds; add to home, beats and demonstration."""
        from compliance.ledger.registration import exempt
        from manuals.notices.demo.loader import load_notices
        from manuals.notices.panels import notices_panel
        from manuals.notices.reminding import remind
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
        exempt(WRITTEN_BY_ACTIONS)
        register_beat(Beat("notices.remind", remind, order=56))
        register_demo_loader(DemoLoader("notices", load_notices, order=43))
        register_panel(
            Panel("notices", "manuals/notices/panel.html", notices_panel, Permission.READ_NOTICES, order=7)
        )
