"""Whose post asks for a second factor, and whether they have one."""

import datetime

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils import timezone

from portal.accounts.models import User

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def is_required(user: User, *, at: datetime.datetime) -> bool:
    """Tell whether a post held on the day asks for a second factor."""
    return bool(user.posts_on(timezone.localdate(at)).intersection(settings.MFA_REQUIRED_POSTS))


def has_one(user: User) -> bool:
    """Tell whether a person has an authenticator app or a key; recovery codes alone do not count."""
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


def is_last_required_factor(authenticator: Authenticator, *, at: datetime.datetime) -> bool:
    """Tell whether removing this would leave a person without the factor that a post asks for."""
    if authenticator.type not in FACTORS or not is_required(authenticator.user, at=at):
        return False
    others = Authenticator.objects.filter(user=authenticator.user, type__in=FACTORS)
    return not others.exclude(pk=authenticator.pk).exists()
