"""Put a draft forward, and take it back."""

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Workflow

from manuals.comparison import compare
from manuals.versions.enums import WORKFLOW, ProposalState, VersionKind
from manuals.versions.models import ManualVersion, Proposal
from manuals.versions.permissions import user_can_propose, user_can_take_back
from manuals.versions.policies import OPEN_STATES, default_due_date
from manuals.versions.queries import standing_of, text_of, text_of_revision
from portal import recording
from portal.accounts.models import User

PAST_DAY = "施行日は、今日以後の日にしてください。過ぎた日にさかのぼって施行することはできません。"
ALREADY = "このページには、承認を待っている改正案が既にあります。"
NOT_IN_FORCE = "施行中のページだけを廃止できます。"
NO_DRAFT = "下書きがありません。編集画面で保存してから申請してください。"
INCOMPLETE = "{}に、入力が足りないところか、使えない文字があります。編集画面で直してから申請してください。"
NO_CHANGE = "施行中の版から変わったところがありません。"


@transaction.atomic
def submit_proposal(
    *,
    page: Page,
    kind: VersionKind,
    change_note: str,
    by: User,
    at: datetime.datetime,
    effective_date: datetime.date | None = None,
    due_date: datetime.date | None = None,
) -> Proposal:
    """Put the latest draft of a page forward as the next version, or the withdrawal of the page.

    No `effective_date` means: in force with the approval. Raise `ValidationError` with a sentence where the
    draft, the day or the note is not as it must be.
    """
    if not user_can_propose(by, at=at):
        raise PermissionDenied("only those who write manuals put them forward")
    page = Page.objects.select_for_update().get(pk=page.pk).specific
    revision = page.get_latest_revision()
    _check_form(change_note, effective_date, at)
    _check_page(page, kind, at)
    proposal = Proposal.objects.create(
        page_id=page.pk,
        revision=revision,
        text_sha256=text_of_revision(revision).digest(),
        state=ProposalState.CONTRACTOR_CHECK,
        kind=kind,
        change_note=change_note.strip(),
        effective_date=effective_date,
        due_date=due_date or default_due_date(at, effective_date),
        submitted_at=at,
        submitted_by=by,
    )
    _end_returned_workflow(page, by)
    proposal.workflow_state = Workflow.objects.get(name=WORKFLOW).start(page, by)
    proposal.save(update_fields=["workflow_state"])
    recording.record(
        "manuals.proposal.submitted",
        subject=proposal,
        detail={"page": page.pk, "kind": kind, "effective_date": str(effective_date or "")},
        actor=by,
    )
    return proposal


def _end_returned_workflow(page: Page, by: User) -> None:
    """End what came back: Wagtail lets a page have one workflow under way, returned ones included."""
    if page.current_workflow_state is not None:
        page.current_workflow_state.cancel(user=by)


def _check_form(note: str, effective_date: datetime.date | None, at: datetime.datetime) -> None:
    errors: dict[str, str] = {}
    if not note.strip():
        errors["change_note"] = "変更の内容と理由を入力してください。"
    if effective_date is not None and effective_date < timezone.localdate(at):
        errors["effective_date"] = PAST_DAY
    if errors:
        raise ValidationError(errors)


def _check_page(page: Page, kind: VersionKind, at: datetime.datetime) -> None:
    if Proposal.objects.open().filter(page=page.pk).exists():
        raise ValidationError(ALREADY)
    standing = standing_of(page, at)
    if kind == VersionKind.WITHDRAWAL:
        if standing is None or standing.is_withdrawn:
            raise ValidationError(NOT_IN_FORCE)
        return
    if page.get_latest_revision() is None:
        raise ValidationError(NO_DRAFT)
    draft = page.get_latest_revision_as_object()
    draft.full_clean()
    _check_blocks(draft)
    if standing is not None and not standing.is_withdrawn and _is_same(page, standing.version):
        raise ValidationError(NO_CHANGE)


def _check_blocks(draft: Any) -> None:
    """Ask for what a draft may still lack, such as the text of a figure; Wagtail's models do not."""
    body = getattr(draft, "body", None)
    if body is None:
        return
    try:
        body.stream_block.clean(body)
    except ValidationError as error:
        wrong = sorted(getattr(error, "block_errors", {}))
        named = "、".join(f"{index + 1}番目の「{body[index].block.label}」" for index in wrong)
        raise ValidationError(INCOMPLETE.format(named or "内容")) from error


def _is_same(page: Page, version: ManualVersion) -> bool:
    old, new = text_of(version), text_of_revision(page.get_latest_revision())
    return old.task_codes == new.task_codes and not compare(old, new).has_changes


@transaction.atomic
def take_back_proposal(*, proposal: Proposal, by: User, at: datetime.datetime) -> None:
    """Take a proposal back before it is decided; the draft stays."""
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if proposal.state not in OPEN_STATES:
        raise ValidationError("この改正案は、承認を待っている状態ではありません。画面を開き直してください。")
    if not user_can_take_back(by, proposal, at=at):
        raise PermissionDenied("only its submitter or the counter's managers take a proposal back")
    proposal.state, proposal.closed_at, proposal.closed_by = ProposalState.TAKEN_BACK, at, by
    proposal.save(update_fields=["state", "closed_at", "closed_by"])
    if proposal.workflow_state is not None:
        proposal.workflow_state.cancel(user=by)
    recording.record("manuals.proposal.taken_back", subject=proposal, actor=by)
