"""People, posts and sign-in."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    verbose_name = "利用者と職"

    def ready(self) -> None:
        """Offer the demonstration's people."""
        from portal.accounts.demo import load_people
        from portal.registry import DemoLoader, register_demo_loader

        register_demo_loader(DemoLoader("accounts", load_people, order=10))
