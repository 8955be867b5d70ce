"""The living manual: proposals of improvement, days of review, figures of use."""

from django.apps import AppConfig

KINDS = {
    "manuals.improvement.proposed": "{subject}を送りました。",
    "manuals.improvement.answered": "{subject}に回答しました。",
    "manuals.improvement.read": "{subject}を閲覧しました。",
    "manuals.improvements.exported": "改善の提案の一覧をファイルに書き出しました。",
    "manuals.page.reviewed": "マニュアル「{subject}」を見直し、変更がないことを確かめました。",
    "manuals.reviews.exported": "見直し期限の一覧をファイルに書き出しました。",
    "manuals.usage.read": "マニュアルの利用状況を閲覧しました。",
    "manuals.usage.exported": "マニュアルの利用状況をファイルに書き出しました。",
}
WRITTEN_BY_ACTIONS = {
    "improvement.Improvement": "each proposal has an entry of its own",
    "improvement.ImprovementAnswer": "each answer has an entry of its own",
    "improvement.PageReview": "follows from versions and reviews, which have entries of their own",
    "improvement.PageReviewed": "each review has an entry of its own",
    "improvement.SearchTally": "derived from the searches, which have entries of their own",
    "improvement.PageReadTally": "derived from the readings, which have entries of their own",
    "improvement.TallyCursor": "how far the counting has come",
}


class ImprovementConfig(AppConfig):
    name = "manuals.improvement"
    label = "improvement"
    verbose_name = "マニュアルの改善"

    def ready(self) -> None:
        """Declare kinds and watched models; add to pages, home, beats, look-up and demonstration."""
        from compliance.ledger.registration import exempt, watch
        from manuals.improvement.chasing import chase
        from manuals.improvement.demo.loader import load_improvement
        from manuals.improvement.extras import owner_extra
        from manuals.improvement.models import OwnerContact
        from manuals.improvement.panels import improvement_panel
        from manuals.improvement.receivers import version_took_effect
        from manuals.improvement.tallies import count_page_readings, count_search
        from manuals.registry import PageExtra, register_page_extra
        from manuals.versions.signals import version_in_force
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
        from portal.search.registry import register_search_listener

        register_kinds(KINDS)
        watch(OwnerContact)
        exempt(WRITTEN_BY_ACTIONS)
        folder = "manuals/improvement"
        register_page_extra(PageExtra("owner", f"{folder}/owner_extra.html", owner_extra, "foot", 20))
        register_panel(
            Panel("improvement", f"{folder}/panel.html", improvement_panel, Permission.READ_MANUALS, order=9)
        )
        register_beat(Beat("improvement.chase", chase, order=55))
        register_beat(Beat("improvement.readings", count_page_readings, order=65))
        register_search_listener("improvement", count_search)
        version_in_force.connect(version_took_effect, dispatch_uid="improvement")
        register_demo_loader(DemoLoader("improvement", load_improvement, order=40))
