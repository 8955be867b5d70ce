"""Tell people that it is their turn to decide about a proposal, and again when the day comes near."""

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from manuals.versions.enums import ProposalState, Step
from manuals.versions.models import Delegation, Proposal
from manuals.versions.permissions import why_not_decide
from manuals.versions.policies import DAYS_OF_WARNING, PERMISSION_OF, STEP_OF
from manuals.versions.queries import Authors, authors_of_many, open_proposals
from portal.accounts.models import User
from portal.accounts.queries import people_who_may
from portal.notifications.actions import notify
from portal.notifications.queries import keys_not_told


@dataclass(frozen=True)
class Reminder:
    """One sentence about one proposal; `key` names the occasion."""

    key: str
    proposal: Proposal
    text: str


def remind_of_turns(at: datetime.datetime) -> None:
    """Tell whose turn it is, once at the start of a step, near its end and past it; safe to run twice."""
    reminders = [one for proposal in open_proposals() for one in _reminders(proposal, at)]
    fresh = keys_not_told(one.key for one in reminders)
    due = [one for one in reminders if one.key in fresh]
    authors = authors_of_many([one.proposal for one in due]) if due else {}
    for one in due:
        notify(
            recipients=_deciders(one.proposal, authors[one.proposal.pk], at),
            text=one.text,
            url=reverse("manuals:proposal", args=[one.proposal.pk]),
            key=one.key,
            at=at,
        )


def _reminders(proposal: Proposal, at: datetime.datetime) -> list[Reminder]:
    step = STEP_OF[ProposalState(proposal.state)]
    left = (proposal.due_date - timezone.localdate(at)).days
    about = f"「{proposal.revision.object_str}」の改正案"
    where = f"{proposal.pk}:{proposal.state}"
    found = [Reminder(f"proposal.turn:{where}", proposal, f"{about}が{step.label}を待っています。")]
    if left < 0:
        text = f"{about}の{step.label}が期限を過ぎています。"
        found.append(Reminder(f"proposal.late:{where}", proposal, text))
    elif left <= DAYS_OF_WARNING:
        day = "今日" if left == 0 else "明日"
        found.append(
            Reminder(f"proposal.near:{where}", proposal, f"{about}の{step.label}の期限は{day}です。")
        )
    return found


def _deciders(proposal: Proposal, authors: Authors, at: datetime.datetime) -> list[User]:
    step = STEP_OF[ProposalState(proposal.state)]
    people = list(people_who_may(PERMISSION_OF[step], at=at))
    if step == Step.CITY_APPROVAL:
        day = timezone.localdate(at)
        delegated = Delegation.objects.filter(start_date__lte=day, end_date__gte=day, revoked_at__isnull=True)
        people += User.objects.active().filter(pk__in=delegated.values("person"))
    return [one for one in people if not why_not_decide(one, proposal, at=at, authors=authors)]
