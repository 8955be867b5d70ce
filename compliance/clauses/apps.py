"""The contract's clauses."""

from django.apps import AppConfig

KINDS = {
    "clauses.specification.imported": "仕様書「{subject}」を読み込みました。",
    "clauses.register.read": "契約「{subject}」の条項を閲覧しました。",
    "clauses.register.exported": "契約「{subject}」の条項をファイルに書き出しました。",
}


class ClausesConfig(AppConfig):
    name = "compliance.clauses"
    label = "clauses"
    verbose_name = "仕様書"

    def ready(self) -> None:
        """Declare kinds and watched models; offer navigation, home panel and demonstration."""
        from compliance.clauses.demo import load_contract
        from compliance.clauses.models import Contract
        from compliance.clauses.panels import contract_panel
        from compliance.ledger.registration import watch
        from portal.accounts.enums import Permission
        from portal.recording import register_kinds
        from portal.registry import (
            DemoLoader,
            NavItem,
            Panel,
            register_demo_loader,
            register_nav,
            register_panel,
        )

        register_kinds(KINDS)
        watch(Contract)
        register_nav(
            NavItem("仕様書", "compliance:contracts", Permission.READ_CLAUSES, order=60, icon="clause")
        )
        register_panel(
            Panel("clauses", "clauses/panel.html", contract_panel, Permission.READ_CLAUSES, order=60)
        )
        register_demo_loader(DemoLoader("clauses", load_contract, order=20))
