"""How long guessing is shut out: django-allauth counts the failures, here they are read and cleared.

One account has one count, whichever of its names was typed; one address has another.
"""

import datetime
import math

from allauth.core.internal.ratelimit import Rate, get_cache_key, get_rates
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

from portal.accounts.backends import find_person
from portal.accounts.models import User
from portal.accounts.naming import fold_name

APP, ACTION = "allauth.account", "login_failed"


def sign_in_key(typed: str) -> str:
    """Return the name under which failures are counted, the same for both names of a person."""
    person = find_person(typed)
    return account_key(person) if person else f"unknown:{fold_name(typed)}"


def account_key(person: User) -> str:
    """Return the name under which an account's wrong passwords are counted."""
    return f"account:{person.pk}"


def code_key(person: User) -> str:
    """Return the name under which django-allauth counts an account's wrong codes."""
    return f"mfa-auth-user-{person.pk}"


def locked_until(request: HttpRequest, key: str, *, at: datetime.datetime) -> datetime.datetime | None:
    """Return when the next attempt is let through, or None when one is let through at `at`."""
    ends = [
        _end(rate, get_cache_key(request, app=APP, action=ACTION, rate=rate, key=key))
        for rate in get_rates(app=APP, action=ACTION)
    ]
    last = max(ends, default=0)
    return datetime.datetime.fromtimestamp(last, datetime.UTC) if last > at.timestamp() else None


def _end(rate: Rate, cache_key: str) -> float:
    # The history holds the newest first; a place becomes free when the oldest counted entry expires.
    history = cache.get(cache_key, [])
    return float(history[rate.amount - 1] + rate.duration) if len(history) >= rate.amount else 0.0


def sentence(until: datetime.datetime | None) -> str:
    """Return what a shut-out person is told, with the minute from which to try again."""
    if until is None:
        when = "数分たってから"
    else:
        # Up to the full minute: never too early.
        minute = datetime.datetime.fromtimestamp(math.ceil(until.timestamp() / 60) * 60, until.tzinfo)
        when = f"{timezone.localtime(minute):%-H時%-M分}以降に"
    return (
        f"サインインの失敗が続いたため、受け付けを一時的に止めています。{when}、もう一度お試しください。"
        "お急ぎのときは、管理者にご連絡ください。"
    )


def clear(person: User) -> None:
    """Forget an account's failures, so that the person may try at once."""
    for rate in get_rates(app=APP, action=ACTION):
        if rate.per == "key":
            for key in (account_key(person), code_key(person)):
                # An account's count needs no request: the address plays no part in it.
                cache.delete(get_cache_key(None, app=APP, action=ACTION, rate=rate, key=key))
