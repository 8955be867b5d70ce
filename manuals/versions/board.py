"""Whose turn it is: proposals under way, versions that wait for their day, what came back."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from manuals.versions.enums import ProposalState, Step
from manuals.versions.models import Delegation, ManualVersion, Proposal
from manuals.versions.permissions import delegations_of, why_not_decide
from manuals.versions.policies import DAYS_OF_WARNING, STEP_OF
from manuals.versions.queries import Authors, authors_of_many, open_proposals, returned_to
from portal.accounts.models import User


@dataclass(frozen=True)
class Turn:
    """One proposal under way, with its step and how urgent it is."""

    proposal: Proposal
    step: Step
    is_mine: bool
    is_late: bool
    is_near: bool


@dataclass(frozen=True)
class Board:
    """What concerns a person in the approval of manuals."""

    mine: list[Turn]
    others: list[Turn]
    returned: list[Proposal]
    waiting: list[ManualVersion]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing at all is under way."""
        return not (self.mine or self.others or self.returned or self.waiting)


def turns(user: User, at: datetime.datetime) -> list[Turn]:
    """Return every proposal under way, the most urgent first, telling which wait for this person."""
    found = open_proposals()
    if not found:
        return []
    authors = authors_of_many(found)
    delegations = delegations_of(user, at=at)
    return [_turn(proposal, user, at, (authors[proposal.pk], delegations)) for proposal in found]


def _turn(
    proposal: Proposal, user: User, at: datetime.datetime, known: tuple[Authors, list[Delegation]]
) -> Turn:
    authors, delegations = known
    left = (proposal.due_date - timezone.localdate(at)).days
    is_mine = not why_not_decide(user, proposal, at=at, authors=authors, delegations=delegations)
    return Turn(
        proposal=proposal,
        step=STEP_OF[ProposalState(proposal.state)],
        is_mine=is_mine,
        is_late=left < 0,
        is_near=0 <= left <= DAYS_OF_WARNING,
    )


def board_for(user: User, at: datetime.datetime) -> Board:
    """Return what is under way as one person sees it."""
    found = turns(user, at)
    waiting = ManualVersion.objects.waiting(at).select_related("page", "approved_by")
    return Board(
        mine=[turn for turn in found if turn.is_mine],
        others=[turn for turn in found if not turn.is_mine],
        returned=returned_to(user),
        waiting=list(waiting),
    )
