"""Approve a proposal at its step, or return it with what is to be mended."""

import datetime
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from manuals.versions.enums import ProposalState, Step, Verdict
from manuals.versions.models import BlockComment, Decision, Proposal, ReviewState
from manuals.versions.permissions import MayNotDecide, check_user_can_decide, delegation_of
from manuals.versions.policies import STEP_OF, TRANSITIONS
from portal import recording
from portal.accounts.models import User
from portal.notifications.actions import notify


@transaction.atomic
def approve_proposal(*, proposal: Proposal, by: User, at: datetime.datetime, comment: str = "") -> Proposal:
    """Approve a proposal at the step it stands at; after the last step it becomes a version."""
    _task_state(proposal).approve(user=by, comment=comment, at=at)
    proposal.refresh_from_db()
    return proposal


@transaction.atomic
def return_proposal(
    *,
    proposal: Proposal,
    by: User,
    at: datetime.datetime,
    comment: str,
    block_comments: Mapping[str, str] | None = None,
) -> Proposal:
    """Return a proposal to its author, with a comment on the whole or on single blocks (id → text)."""
    comments = {key: text.strip() for key, text in (block_comments or {}).items() if text.strip()}
    if not comment.strip() and not comments:
        raise ValidationError({"comment": "差し戻す理由を、全体又は各ブロックの欄に入力してください。"})
    _task_state(proposal).reject(user=by, comment=comment, at=at)
    decision = proposal.decisions.latest("pk")
    for block_id, text in comments.items():
        BlockComment(decision=decision, block_id=block_id, text=text).save()
    proposal.refresh_from_db()
    return proposal


def _task_state(proposal: Proposal) -> ReviewState:
    """Return the step a proposal waits at; refuse when another person was faster."""
    fresh = Proposal.objects.select_for_update().get(pk=proposal.pk)
    state = fresh.workflow_state.current_task_state if fresh.workflow_state else None
    if fresh.state != proposal.state or state is None or fresh.state not in TRANSITIONS:
        raise ValidationError("この改正案は、ほかの方が先に処理しました。画面を開き直してください。")
    return state.specific


@contextmanager
def noted(
    task_state: ReviewState, verdict: Verdict, user: Any, comment: str, at: datetime.datetime | None
) -> Iterator[None]:
    """Check that a person may decide, note the decision, and let Wagtail's workflow go on.

    Every door leads through here: our screens, Wagtail's buttons, bulk acts and the shell.
    """
    at = at or timezone.now()
    with transaction.atomic():
        proposal = _proposal_of(task_state)
        check_user_can_decide(user, proposal, at=at)
        step = STEP_OF[ProposalState(proposal.state)]
        if task_state.task.specific.step != step:
            raise MayNotDecide("この段階は、既に終わっています。")
        Decision(
            proposal=proposal,
            step=step,
            verdict=verdict,
            comment=comment.strip(),
            decided_at=at,
            decided_by=user,
            delegation=delegation_of(user, proposal, at=at) if step == Step.CITY_APPROVAL else None,
        ).save()
        _move(proposal, verdict, user, at)
        kind = "approved" if verdict == Verdict.APPROVED else "returned"
        recording.record(
            f"manuals.proposal.{kind}",
            subject=proposal,
            detail={"step": step, "page": proposal.page_id},
            actor=user,
        )
        if verdict == Verdict.RETURNED:
            _tell_submitter(proposal, at)
        yield


def _tell_submitter(proposal: Proposal, at: datetime.datetime) -> None:
    notify(
        recipients=[proposal.submitted_by],
        text=f"「{proposal.revision.object_str}」の改正案が差し戻されました。理由を確かめて直してください。",
        url=reverse("manuals:proposal", args=[proposal.pk]),
        key=f"proposal.returned:{proposal.pk}",
        at=at,
    )


def _proposal_of(task_state: ReviewState) -> Proposal:
    found = Proposal.objects.select_for_update().filter(workflow_state=task_state.workflow_state_id).first()
    if found is None:
        raise MayNotDecide("施行日と変更理由を添えて申請された改正案だけを承認できます。")
    return found


def _move(proposal: Proposal, verdict: Verdict, by: User, at: datetime.datetime) -> None:
    following = TRANSITIONS[ProposalState(proposal.state)][verdict]
    proposal.state = following
    if following not in TRANSITIONS:
        proposal.closed_at, proposal.closed_by = at, by
    proposal.save(update_fields=["state", "closed_at", "closed_by"])
