"""What django-allauth asks of the portal."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: accounts are made by those who answer for the person."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse self-made accounts."""
        return False
