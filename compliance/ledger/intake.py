"""Entries made from what Django, allauth and Wagtail report."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.core.serializers.json import DjangoJSONEncoder

from compliance.ledger.kinds import cms_kind
from portal import recording
from portal.accounts.backends import find_person
from portal.accounts.models import User

if TYPE_CHECKING:
    from allauth.mfa.models import Authenticator
    from wagtail.models import ModelLogEntry, PageLogEntry


def signed_in(user: User) -> None:
    """Record a sign-in."""
    recording.record("accounts.session.signed_in", subject=user, actor=user)


def signed_out(user: User | None) -> None:
    """Record a sign-out; a session nobody was signed in to has nothing to record."""
    if user is not None:
        recording.record("accounts.session.signed_out", subject=user, actor=user)


def sign_in_failed(credentials: Mapping[str, object]) -> None:
    """Record a failed sign-in by the person it was tried for; what was typed is never kept."""
    typed = str(credentials.get("username") or "")
    person = find_person(typed)
    recording.record(
        "accounts.session.sign_in_failed",
        subject=person,
        subject_label=str(person) if person else "登録のない利用者名",
    )


def second_factor(kind: str, user: User, authenticator: "Authenticator | None") -> None:
    """Record what happened to a second factor, with its type."""
    detail = {"type": str(authenticator.type)} if authenticator is not None else {}
    recording.record(kind, subject=user, actor=user, detail=detail)


def cms_act(entry: "PageLogEntry | ModelLogEntry") -> None:
    """Record an entry of Wagtail's own log."""
    model = entry.content_type.model_class() if entry.content_type else None
    label = model._meta.label_lower if model else "unknown"
    recording.record(
        cms_kind(entry.action),
        subject_key=f"{label}:{entry.object_id}",
        subject_label=entry.label,
        # Wagtail's data may hold moments, which are no JSON until written out.
        detail={"action": entry.action, "data": json.loads(json.dumps(entry.data, cls=DjangoJSONEncoder))},
        actor=entry.user,
    )
