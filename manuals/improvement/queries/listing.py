"""Proposals of improvement as lists and files show them."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from manuals.improvement.enums import ImprovementKind, ImprovementState
from manuals.improvement.models import Improvement, ImprovementQuerySet
from manuals.improvement.permissions import shown_name
from manuals.improvement.policies import DAYS_TO_ANSWER
from manuals.models import ChapterPage
from portal.accounts.models import User


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to; empty values narrow nothing."""

    state: ImprovementState | None = None
    kind: ImprovementKind | None = None
    chapter: ChapterPage | None = None
    page: int | None = None
    is_late: bool = False
    made_by: User | None = None


@dataclass(frozen=True)
class Row:
    """One proposal as a viewer sees it."""

    improvement: Improvement
    state: ImprovementState
    proposer: str
    is_late: bool
    is_mine: bool


def improvements(wanted: Wanted, *, at: datetime.datetime) -> ImprovementQuerySet:
    """Return the proposals that match, the newest first."""
    found = Improvement.objects.with_state().select_related("version", "made_by__organisation")
    if wanted.made_by is not None:
        found = found.filter(made_by=wanted.made_by)
    if wanted.kind is not None:
        found = found.filter(kind=wanted.kind)
    if wanted.page is not None:
        found = found.filter(page=wanted.page)
    if wanted.chapter is not None:
        found = found.filter(page__path__startswith=wanted.chapter.path)
    if wanted.is_late:
        found = found.overdue(at=at)
    return found if wanted.state is None else found.in_state(wanted.state, at=at)


def rows(found: Iterable[Improvement], viewer: User, *, at: datetime.datetime) -> list[Row]:
    """Return the lines of proposals that `improvements` gave."""
    return [row_of(one, viewer, at=at) for one in found]


def row_of(improvement: Improvement, viewer: User, *, at: datetime.datetime) -> Row:
    """Return one proposal as a viewer sees it."""
    state = improvement.state_at(at)
    return Row(
        improvement=improvement,
        state=state,
        proposer=shown_name(viewer, improvement.made_by, at=at),
        is_late=state == ImprovementState.RECEIVED and improvement.made_at < at - DAYS_TO_ANSWER,
        is_mine=improvement.made_by_id == viewer.pk,
    )
