"""Make an approved proposal a version, with its number, its day and its frozen copy."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from wagtail.models import WorkflowState

from manuals.versions.actions.force import put_in_force
from manuals.versions.enums import VersionKind
from manuals.versions.freezing import html_digest, render_parts, with_frozen_pictures
from manuals.versions.models import FrozenCopy, ManualVersion, Proposal
from manuals.versions.permissions import MayNotDecide, check_may_be_adopted
from manuals.versions.policies import takes_effect_at
from manuals.versions.queries import standing_of, text_of
from manuals.versions.signals import version_approved
from manuals.versions.texts import PageText
from portal import recording


@transaction.atomic
def adopt_approved(workflow_state: WorkflowState) -> None:
    """Do what follows when Wagtail's workflow is done, in place of publishing at once."""
    proposal = Proposal.objects.select_for_update().filter(workflow_state=workflow_state).first()
    if proposal is None:
        raise MayNotDecide("施行日と変更理由を添えて申請された改正案だけを承認できます。")
    adopt(proposal=proposal)


@transaction.atomic
def adopt(*, proposal: Proposal) -> ManualVersion:
    """Make a proposal a version; raise `MayNotDecide` unless others than its authors approved both steps."""
    check_may_be_adopted(proposal)
    last = proposal.decisions.latest("pk")
    at, by = last.decided_at, last.decided_by
    page, text = _text(proposal, at)
    in_force_at = takes_effect_at(proposal.effective_date, at)
    version = ManualVersion(
        page_id=proposal.page_id,
        number=_next_number(proposal),
        kind=proposal.kind,
        title=text.title,
        summary=text.summary,
        change_note=proposal.change_note,
        proposal=proposal,
        revision=proposal.revision,
        text_sha256=text.digest(),
        effective_date=timezone.localdate(in_force_at),
        in_force_at=in_force_at,
        approved_at=at,
        approved_by=by,
    )
    version.save()
    freeze(version=version, page=page, text=text, at=at)
    recording.record(
        "manuals.version.approved",
        subject=version,
        detail={"page": proposal.page_id, "number": version.number, "in_force_at": in_force_at.isoformat()},
        actor=by,
    )
    version_approved.send(sender=ManualVersion, version=version, at=at)
    put_in_force(version=version, at=at)
    return version


def freeze(*, version: ManualVersion, page: Any, text: PageText, at: datetime.datetime) -> FrozenCopy:
    """Keep a version as its readers will see it."""
    colophon = {
        "version": version.label,
        "kind": version.get_kind_display() if version.is_withdrawal else "",
        "effective_date": version.effective_date,
    }
    parts = with_frozen_pictures(render_parts(page, colophon))
    copy = FrozenCopy(
        version=version, text=text.data(), parts=parts, html_sha256=html_digest(parts), frozen_at=at
    )
    copy.save()
    return copy


def _text(proposal: Proposal, at: datetime.datetime) -> tuple[Any, PageText]:
    """Return what is approved: the draft as it was put forward, or the text that a withdrawal ends."""
    page = proposal.revision.as_object()
    text = PageText.of_page(page)
    if text.digest() != proposal.text_sha256:
        raise MayNotDecide("申請の後に下書きが変わっています。取り下げて、申請し直してください。")
    if proposal.kind == VersionKind.WITHDRAWAL:
        standing = standing_of(proposal.page_id, at)
        if standing is None or standing.is_withdrawn:
            raise MayNotDecide("施行中のページだけを廃止できます。")
        return standing.version.revision.as_object(), text_of(standing.version)
    return page, text


def _next_number(proposal: Proposal) -> int:
    last = ManualVersion.objects.filter(page=proposal.page_id).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
