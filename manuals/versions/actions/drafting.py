"""Start a draft from an approved text."""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from wagtail.models import Page, Revision

from manuals.comparison import merge
from manuals.versions.models import ManualVersion, Proposal
from manuals.versions.permissions import user_can_propose
from manuals.versions.queries import standing_of, text_of
from manuals.versions.texts import PageText
from portal import recording
from portal.accounts.models import User

UNDER_WAY = "このページには、承認を待っている改正案があります。取り下げてから下書きを作ってください。"


@transaction.atomic
def draft_from_version(*, version: ManualVersion, by: User, at: datetime.datetime) -> Revision:
    """Make the text of a version the latest draft of its page, as the base of a change."""
    page = _editable(version, by, at)
    draft = version.revision.as_object()
    revision: Revision = draft.save_revision(
        user=by, log_action=True, previous_revision=version.revision, clean=False
    )
    recording.record(
        "manuals.draft.started", subject=version, detail={"page": page.pk, "from": version.number}, actor=by
    )
    return revision


@transaction.atomic
def draft_with_fix(*, waiting: ManualVersion, by: User, at: datetime.datetime) -> Revision:
    """Make a waiting version with the fixes now in force the latest draft; where both changed, it stays.

    The fixes are what the text in force changed since the text that the waiting version was written from.
    """
    page = _editable(waiting, by, at)
    standing = standing_of(page, at)
    base = standing_of(page, waiting.approved_at)
    if standing is None or base is None:
        raise ValidationError("施行中の版がないため、入れる修正がありません。")
    merged = merge(text_of(base.version), text_of(standing.version), text_of(waiting))
    draft = waiting.revision.as_object()
    put_text(draft, merged.text)
    revision: Revision = draft.save_revision(user=by, log_action=True, clean=False)
    recording.record(
        "manuals.draft.started", subject=waiting, detail={"page": page.pk, "from": waiting.number}, actor=by
    )
    return revision


def put_text(page: Page, text: PageText) -> None:
    """Give a page object the words of a text."""
    for name in ("title", "summary", "clause", "keywords", "owner_post"):
        if hasattr(page, name):
            setattr(page, name, getattr(text, name))
    if hasattr(page, "body"):
        page.body = list(text.blocks)


def _editable(version: ManualVersion, by: User, at: datetime.datetime) -> Page:
    if not user_can_propose(by, at=at):
        raise PermissionDenied("only those who write manuals start drafts")
    page: Page = Page.objects.select_for_update().get(pk=version.page_id)
    if Proposal.objects.open().filter(page=page).exists():
        raise ValidationError(UNDER_WAY)
    return page
