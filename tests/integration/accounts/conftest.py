"""What the tests of accounts share: signing in for real, second factors, entries of the ledger."""

import datetime
import time
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache
from django.test import Client

from compliance.ledger.models import LedgerEntry
from portal.accounts.models import User

PASSWORD = "madoguchi-demo"
LOGIN = "/accounts/login/"


@pytest.fixture(autouse=True)
def no_counts_left():
    """Forget failures that other tests counted."""
    cache.clear()


@pytest.fixture
def sign_in(db) -> Callable[..., Client]:
    """Return a function that signs in through the page, with any of the two names."""

    def signed_in(name: str, password: str = PASSWORD, *, client: Client | None = None, **extra) -> Client:
        client = client or Client()
        client.post(LOGIN, {"login": name, "password": password, **extra})
        return client

    return signed_in


def is_signed_in(client: Client) -> bool:
    return client.get("/accounts/").status_code == 200


def kinds(since: int = 0) -> list[str]:
    return list(LedgerEntry.objects.filter(pk__gt=since).order_by("pk").values_list("kind", flat=True))


def texts(response) -> str:
    return response.content.decode()


def give_app(user: User) -> str:
    """Give a person an authenticator app; return its secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def code_of(secret: str, *, later: datetime.timedelta = datetime.timedelta(0)) -> str:
    """Return the code that an authenticator app shows now."""
    counter = int(time.time() + later.total_seconds()) // 30
    return format_hotp_value(hotp_value(secret, counter))


def has_factor(user: User, kind: str) -> bool:
    return Authenticator.objects.filter(user=user, type=kind).exists()
