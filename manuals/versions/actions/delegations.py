"""Let somebody approve minor changes for a time, and end it."""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from manuals.versions.models import Delegation
from manuals.versions.permissions import user_can_delegate, user_can_propose
from portal import recording
from portal.accounts.models import User


@transaction.atomic
def delegate_approval(
    *,
    person: User,
    start_date: datetime.date,
    end_date: datetime.date,
    reason: str,
    by: User,
    at: datetime.datetime,
) -> Delegation:
    """Let a person who writes manuals approve minor changes of others, from one day to another."""
    if not user_can_delegate(by, at=at):
        raise PermissionDenied("only the city's approver delegates")
    errors: dict[str, str] = {}
    if not user_can_propose(person, at=at):
        errors["person"] = "委任できるのは、マニュアルを編集する職に就いている方だけです。"
    if start_date < timezone.localdate(at):
        errors["start_date"] = "開始日は、今日以後の日にしてください。"
    if end_date < start_date:
        errors["end_date"] = "最終日は、開始日以後の日にしてください。"
    if not reason.strip():
        errors["reason"] = "理由を入力してください。"
    if errors:
        raise ValidationError(errors)
    delegation = Delegation.objects.create(
        person=person,
        start_date=start_date,
        end_date=end_date,
        reason=reason.strip(),
        delegated_at=at,
        delegated_by=by,
    )
    recording.record("manuals.approval.delegated", subject=delegation, actor=by)
    return delegation


@transaction.atomic
def revoke_delegation(*, delegation: Delegation, by: User, at: datetime.datetime) -> None:
    """End a delegation now."""
    if not user_can_delegate(by, at=at):
        raise PermissionDenied("only the city's approver revokes")
    fresh = Delegation.objects.select_for_update().get(pk=delegation.pk)
    if fresh.revoked_at is None:
        fresh.revoked_at, fresh.revoked_by = at, by
        fresh.save(update_fields=["revoked_at", "revoked_by"])
        recording.record("manuals.approval.delegation_revoked", subject=fresh, actor=by)
