"""Bring texts into force on their day; keep one from it."""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page

from manuals.versions.models import ManualVersion
from manuals.versions.permissions import user_can_cancel_waiting
from manuals.versions.signals import version_cancelled, version_in_force
from portal import recording
from portal.accounts.models import User


def bring_into_force(at: datetime.datetime) -> None:
    """Make Wagtail's live pages follow the versions in force; safe to run twice and after days of being off.

    Readers never wait for this: they are shown the version in force. Look-up follows the live page.
    """
    for version in ManualVersion.objects.standing(at).select_related("page"):
        if _is_behind(version.page, version):
            put_in_force(version=version, at=at)


def _is_behind(page: Page, version: ManualVersion) -> bool:
    if version.is_withdrawal:
        return bool(page.live)
    return not page.live or page.live_revision_id != version.revision_id


@transaction.atomic
def put_in_force(*, version: ManualVersion, at: datetime.datetime) -> None:
    """Make a page's live text that of a version whose day has come; do nothing before."""
    page = Page.objects.select_for_update().get(pk=version.page_id)
    standing = ManualVersion.objects.filter(page=page).standing(at).first()
    if standing is None or standing.pk != version.pk or not _is_behind(page, version):
        return
    if version.is_withdrawal:
        UnpublishPageAction(page.specific, user=version.approved_by).execute(skip_permission_checks=True)
    else:
        version.revision.publish(user=version.approved_by, skip_permission_checks=True)
    recording.record(
        "manuals.version.in_force",
        subject=version,
        detail={"page": version.page_id, "number": version.number, "since": version.in_force_at.isoformat()},
        actor=version.approved_by,
    )
    version_in_force.send(sender=ManualVersion, version=version, at=at)


@transaction.atomic
def cancel_waiting_version(*, version: ManualVersion, by: User, at: datetime.datetime, reason: str) -> None:
    """Keep an approved version from taking effect, before its day."""
    if not user_can_cancel_waiting(by, at=at):
        raise PermissionDenied("only the city's approver cancels a version")
    if not reason.strip():
        raise ValidationError({"reason": "取り消す理由を入力してください。"})
    fresh = ManualVersion.objects.select_for_update().get(pk=version.pk)
    if fresh.cancelled_at is not None or fresh.in_force_at <= at:
        raise ValidationError("施行を待っている版だけを取り消せます。画面を開き直してください。")
    version.cancelled_at, version.cancelled_by, version.cancel_reason = at, by, reason.strip()
    version.save(update_fields=["cancelled_at", "cancelled_by", "cancel_reason"])
    recording.record(
        "manuals.version.cancelled", subject=version, detail={"reason": reason.strip()}, actor=by
    )
    version_cancelled.send(sender=ManualVersion, version=version, at=at)
