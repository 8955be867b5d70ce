"""Passwords, second factors, locks and sessions of other people's accounts, and one's own password."""

import datetime
import secrets

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from portal import recording
from portal.accounts import lockout
from portal.accounts.actions.safeguards import check_sysadmin_remains
from portal.accounts.models import User
from portal.accounts.people_permissions import check_user_can_manage_account
from portal.accounts.policies import TEMPORARY_PASSWORD_LIFETIME, takeover_conflict

# Without the letters and digits that are taken for one another on paper.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def set_temporary_password(user: User, *, at: datetime.datetime) -> str:
    """Put a random password on an unsaved or locked row and return it; the caller saves and records."""
    password = "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4))
    user.set_password(password)
    user.temporary_password_until = at + TEMPORARY_PASSWORD_LIFETIME
    return password


def close_sessions(user: User) -> int:
    """End every session of a person and return how many there were; the caller records."""
    sessions = list(UserSession.objects.filter(user=user))
    for session in sessions:
        session.end()
    return len(sessions)


@transaction.atomic
def set_own_password(*, user: User, password: str) -> None:
    """Change one's own password; raise `ValidationError` for a weak one or the one in use."""
    if user.check_password(password):
        raise ValidationError("今のパスワードと同じものは使えません。")
    validate_password(password, user)
    was_temporary = user.temporary_password_until is not None
    user.set_password(password)
    user.temporary_password_until = None
    user.save(update_fields=["password", "temporary_password_until"])
    recording.record(
        "accounts.password.changed", subject=user, detail={"temporary": was_temporary}, actor=user
    )


@transaction.atomic
def reset_password(*, user: User, by: User, at: datetime.datetime) -> str:
    """Give a person a temporary password, end their sessions, and return it to be shown once."""
    check_user_can_manage_account(by, user, at=at)
    _check_no_takeover(by, user.second_factor_reset_by_id, user.second_factor_reset_at, at)
    password = set_temporary_password(user, at=at)
    user.password_reset_at, user.password_reset_by = at, by
    user.save(
        update_fields=["password", "temporary_password_until", "password_reset_at", "password_reset_by"]
    )
    close_sessions(user)
    lockout.clear(user)
    recording.record("accounts.password.reset", subject=user, actor=by)
    return password


@transaction.atomic
def reset_second_factor(*, user: User, by: User, at: datetime.datetime) -> None:
    """Remove every second factor of a person who has lost it, and end their sessions."""
    check_user_can_manage_account(by, user, at=at)
    _check_no_takeover(by, user.password_reset_by_id, user.password_reset_at, at)
    kinds = sorted(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    Authenticator.objects.filter(user=user).delete()
    user.second_factor_reset_at, user.second_factor_reset_by = at, by
    user.save(update_fields=["second_factor_reset_at", "second_factor_reset_by"])
    close_sessions(user)
    recording.record("accounts.second_factor.reset", subject=user, detail={"removed": kinds}, actor=by)


def _check_no_takeover(
    by: User, reset_by: int | None, reset_at: datetime.datetime | None, at: datetime.datetime
) -> None:
    reason = takeover_conflict(by_pk=by.pk, other_reset_by=reset_by, other_reset_at=reset_at, at=at)
    if reason:
        raise ValidationError(reason)


@transaction.atomic
def lock_account(*, user: User, by: User, at: datetime.datetime) -> None:
    """Stop an account at once, for a lost key or a suspicion; posts stay as they are."""
    check_user_can_manage_account(by, user, at=at)
    if user.locked_at is not None:
        raise ValidationError("この利用者のサインインは、既に停止しています。")
    check_sysadmin_remains(without=user, on=timezone.localdate(at))
    user.locked_at, user.locked_by = at, by
    user.save(update_fields=["locked_at", "locked_by"])
    close_sessions(user)
    recording.record("accounts.person.locked", subject=user, actor=by)


@transaction.atomic
def unlock_account(*, user: User, by: User, at: datetime.datetime) -> None:
    """Let a person sign in again, and forget the failed attempts."""
    check_user_can_manage_account(by, user, at=at)
    user.locked_at = user.locked_by = None
    user.save(update_fields=["locked_at", "locked_by"])
    lockout.clear(user)
    recording.record("accounts.person.unlocked", subject=user, actor=by)


@transaction.atomic
def end_sessions(*, user: User, by: User, at: datetime.datetime) -> int:
    """End every session of a person; return how many there were."""
    check_user_can_manage_account(by, user, at=at)
    ended = close_sessions(user)
    recording.record("accounts.sessions.ended", subject=user, detail={"sessions": ended}, actor=by)
    return ended
