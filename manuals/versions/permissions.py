"""Who may put forward, check, approve, delegate and cancel: the author never approves, whoever asks."""

import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from manuals.versions.enums import ProposalState, Step, Verdict, VersionKind
from manuals.versions.models import Decision, Delegation, Proposal
from manuals.versions.policies import OPEN_STATES, PERMISSION_OF, STEP_OF, is_delegable
from manuals.versions.queries import Authors, authors_of, latest_decisions
from portal.accounts.enums import Permission
from portal.accounts.models import User
from portal.accounts.permissions import user_can

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

AUTHOR = "このページの変更を書いた方は、同じ変更を確認・承認できません。"
UNKNOWN_AUTHOR = "書いた方の記録がない変更が含まれています。書いた方が保存し直してください。"
SAME_PERSON = "受注者確認をした方は、市承認をできません。"
NOT_YOURS = "この段階の確認・承認をする職ではありません。"
NOT_OPEN = "この改正案は、承認を待っている状態ではありません。"


class MayNotDecide(PermissionDenied):
    """A person may not decide; the text is one Japanese sentence."""


def user_can_propose(user: "User | AnonymousUser", *, at: datetime.datetime) -> bool:
    """Tell whether a person writes manuals."""
    return user_can(user, Permission.EDIT_MANUALS, at=at)


def user_can_take_back(user: "User | AnonymousUser", proposal: Proposal, *, at: datetime.datetime) -> bool:
    """Tell whether a person may take a proposal back: its submitter, or who leads the counter."""
    is_theirs = proposal.submitted_by_id == user.pk and user_can_propose(user, at=at)
    return is_theirs or user_can(user, Permission.CHECK_MANUALS, at=at)


def delegations_of(user: Any, *, at: datetime.datetime) -> list[Delegation]:
    """Return the delegations by which a person may approve minor changes at an instant."""
    if not user_can_propose(user, at=at):
        return []
    day = timezone.localdate(at)
    found = Delegation.objects.filter(person=user, start_date__lte=day, end_date__gte=day)
    return list(found.filter(delegated_at__lte=at, revoked_at__isnull=True))


def delegation_of(user: Any, proposal: Proposal, *, at: datetime.datetime) -> Delegation | None:
    """Return the delegation by which a person may approve this change at an instant."""
    found = delegations_of(user, at=at) if is_delegable(VersionKind(proposal.kind)) else []
    return found[0] if found else None


def why_not_decide(
    user: Any,
    proposal: Proposal,
    *,
    at: datetime.datetime,
    authors: Authors,
    delegations: list[Delegation] | None = None,
) -> str:
    """Return why a person may not decide about a proposal now, "" when they may.

    `delegations` are the person's own where they are known already.
    """
    if proposal.state not in OPEN_STATES:
        return NOT_OPEN
    step = STEP_OF[ProposalState(proposal.state)]
    if not isinstance(user, User):
        return NOT_YOURS
    if not user_can(user, PERMISSION_OF[step], at=at):
        held = delegations_of(user, at=at) if delegations is None else delegations
        if step != Step.CITY_APPROVAL or not held or not is_delegable(VersionKind(proposal.kind)):
            return NOT_YOURS
    return _why_not(user, step, proposal, authors)


def _why_not(user: User, step: Step, proposal: Proposal, authors: Authors) -> str:
    if authors.has_unknown:
        return UNKNOWN_AUTHOR
    if user.pk in authors.keys:
        return AUTHOR
    checked = latest_decisions(proposal).get(Step.CONTRACTOR_CHECK)
    if step == Step.CITY_APPROVAL and checked is not None and checked.decided_by_id == user.pk:
        return SAME_PERSON
    return ""


def user_can_decide(user: Any, proposal: Proposal, *, at: datetime.datetime) -> bool:
    """Tell whether it is a person's turn to decide about a proposal."""
    return not why_not_decide(user, proposal, at=at, authors=authors_of(proposal))


def check_user_can_decide(user: Any, proposal: Proposal, *, at: datetime.datetime) -> None:
    """Raise `MayNotDecide` with its sentence unless it is the person's turn."""
    if reason := why_not_decide(user, proposal, at=at, authors=authors_of(proposal)):
        raise MayNotDecide(reason)


def check_may_be_adopted(proposal: Proposal) -> None:
    """Raise `MayNotDecide` unless both steps were approved by people who wrote none of it.

    The last gate before a version exists: it believes no state, only the decisions on record.
    """
    authors = authors_of(proposal)
    decisions = latest_decisions(proposal)
    for step in Step:
        decision = decisions.get(step)
        if decision is None or decision.verdict != Verdict.APPROVED:
            raise MayNotDecide(f"{step.label}を経ていません。")
        if reason := _why_not(decision.decided_by, step, proposal, authors):
            raise MayNotDecide(reason)
        if not _had_the_right(decision, proposal):
            raise MayNotDecide(NOT_YOURS)


def _had_the_right(decision: Decision, proposal: Proposal) -> bool:
    step, by, at = Step(decision.step), decision.decided_by, decision.decided_at
    if user_can(by, PERMISSION_OF[step], at=at):
        return True
    return step == Step.CITY_APPROVAL and delegation_of(by, proposal, at=at) is not None


def user_can_delegate(user: "User | AnonymousUser", *, at: datetime.datetime) -> bool:
    """Tell whether a person may let others approve minor changes: the approver of the city."""
    return user_can(user, Permission.APPROVE_MANUALS, at=at)


def user_can_cancel_waiting(user: "User | AnonymousUser", *, at: datetime.datetime) -> bool:
    """Tell whether a person may keep an approved version from taking effect: the approver of the city."""
    return user_can(user, Permission.APPROVE_MANUALS, at=at)
