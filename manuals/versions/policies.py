"""The rules of approval that need no database: what follows what, whose turn, when a text takes effect."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from manuals.versions.enums import ProposalState, Step, Verdict, VersionKind
from portal.accounts.enums import Permission

# State → verdict → the state that follows.
TRANSITIONS: dict[ProposalState, dict[Verdict, ProposalState]] = {
    ProposalState.CONTRACTOR_CHECK: {
        Verdict.APPROVED: ProposalState.CITY_APPROVAL,
        Verdict.RETURNED: ProposalState.RETURNED,
    },
    ProposalState.CITY_APPROVAL: {
        Verdict.APPROVED: ProposalState.APPROVED,
        Verdict.RETURNED: ProposalState.RETURNED,
    },
}
OPEN_STATES = frozenset(TRANSITIONS)
STEP_OF: dict[ProposalState, Step] = {
    ProposalState.CONTRACTOR_CHECK: Step.CONTRACTOR_CHECK,
    ProposalState.CITY_APPROVAL: Step.CITY_APPROVAL,
}
# Whose turn it is at each step.
PERMISSION_OF: dict[Step, Permission] = {
    Step.CONTRACTOR_CHECK: Permission.CHECK_MANUALS,
    Step.CITY_APPROVAL: Permission.APPROVE_MANUALS,
}
# Proposed value until the city confirms: a look is due within so many days.
DAYS_FOR_A_STEP = 3
# A turn is called urgent when it is due within so many days.
DAYS_OF_WARNING = 1


@dataclass(frozen=True)
class Span:
    """From when to when a text was in force; `until` is open for the text in force."""

    since: datetime.datetime
    until: datetime.datetime | None


def midnight(day: datetime.date) -> datetime.datetime:
    """Return the first instant of a day in Tokyo."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))


def takes_effect_at(
    effective_date: datetime.date | None, approved_at: datetime.datetime
) -> datetime.datetime:
    """Return when an approved text takes effect: on its day, at once where no day is given or it has come.

    Nothing takes effect before its approval, so what was in force at a past instant never changes.
    """
    return approved_at if effective_date is None else max(approved_at, midnight(effective_date))


def moment_of(day: datetime.date, at: datetime.datetime) -> datetime.datetime:
    """Return the instant that stands for a day: its end when past, now when today, its start when to come."""
    today = timezone.localdate(at)
    if day == today:
        return at
    if day > today:
        return midnight(day)
    return midnight(day + datetime.timedelta(days=1)) - datetime.timedelta(microseconds=1)


def default_due_date(at: datetime.datetime, effective_date: datetime.date | None) -> datetime.date:
    """Return the day by which a proposal should be decided."""
    due = timezone.localdate(at) + datetime.timedelta(days=DAYS_FOR_A_STEP * len(Step))
    return min(due, effective_date) if effective_date else due


def is_delegable(kind: VersionKind) -> bool:
    """Tell whether the city may let somebody else approve such a change."""
    return kind == VersionKind.MINOR
