"""Manuals: what the city owns and the counter works by."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

KINDS = {
    "manuals.page.read": "マニュアル「{subject}」を閲覧しました。",
    "manuals.draft.previewed": "マニュアルの下書き「{subject}」を表示しました。",
    "manuals.document.downloaded": "関連様式「{subject}」をダウンロードしました。",
}


class ManualsConfig(AppConfig):
    name = "manuals"
    verbose_name = "マニュアル"

    def ready(self) -> None:
        """Declare kinds and watched models; offer navigation, home panel and demonstration."""
        from wagtail.documents.models import document_served

        from compliance.ledger.registration import watch
        from manuals import receivers
        from manuals.demo.history import load_history
        from manuals.demo.loader import load_manual
        from manuals.models import CounterTask
        from manuals.panels import todays_chapters
        from manuals.search_sources import MANUAL_PAGES
        from portal.accounts.enums import Permission
        from portal.recording import register_kinds
        from portal.registry import (
            DemoLoader,
            NavItem,
            Panel,
            register_demo_loader,
            register_nav,
            register_panel,
            register_search_source,
        )

        register_kinds(KINDS)
        watch(CounterTask)
        post_migrate.connect(receivers.structure_wanted, sender=self)
        document_served.connect(receivers.document_downloaded)
        register_nav(NavItem("マニュアル", "/manuals/", Permission.READ_MANUALS, order=10, icon="manual"))
        register_panel(
            Panel("manuals", "manuals/panel.html", todays_chapters, Permission.READ_MANUALS, order=20)
        )
        register_search_source(MANUAL_PAGES)
        register_demo_loader(DemoLoader("manuals", load_manual, order=30))
        register_demo_loader(DemoLoader("manuals.history", load_history, order=35))
