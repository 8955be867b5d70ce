"""Which letters each side writes, which act follows which, numbers, and when a letter is overdue."""

import datetime

from django.conf import settings

from manuals.letters.enums import Act, LetterKind, LetterState, Side
from portal.accounts.enums import Post
from portal.open_days import last_start_over, open_days_between

# The city instructs; the contractor consults and confirms.
KINDS_OF = {
    Side.CITY: (LetterKind.CONSULTATION, LetterKind.INSTRUCTION, LetterKind.CONFIRMATION),
    Side.CONTRACTOR: (LetterKind.CONSULTATION, LetterKind.CONFIRMATION),
}
# Letters go from post to post, never to a worker by name (public notice 37 of 1986 on contracting).
ADDRESSEES = {Side.CITY: Post.CITY_APPROVER, Side.CONTRACTOR: Post.MANAGER}
OPEN = (LetterState.SENT, LetterState.ANSWERED)
# Specification 17(6): what is not written, or in doubt, is settled by consultation.
CONSULTATION_CLAUSE = "仕様書 17(6)"

# Kind → state → the act that comes next and whether the addressee does it (else the sender, None: either).
NEXT: dict[LetterKind, dict[LetterState, tuple[Act, bool | None]]] = {
    LetterKind.CONSULTATION: {
        LetterState.SENT: (Act.ANSWER, True),
        LetterState.ANSWERED: (Act.DECIDE, None),
    },
    LetterKind.INSTRUCTION: {
        LetterState.SENT: (Act.ANSWER, True),
        LetterState.ANSWERED: (Act.CONFIRM, False),
    },
    LetterKind.CONFIRMATION: {LetterState.SENT: (Act.CONFIRM, True)},
}


def next_act(
    kind: LetterKind, state: LetterState, from_side: Side, decided_by: Side | None
) -> tuple[Act, frozenset[Side]] | None:
    """Return the act that comes next and the sides that may do it; None when nothing is left to do.

    `decided_by` is the side that has put a decision down which the other has not agreed to yet.
    """
    found = NEXT[kind].get(state)
    if found is None:
        return None
    act, _ = found
    if act == Act.DECIDE and decided_by is not None:
        return Act.AGREE, frozenset({decided_by.other})
    return act, sides_of(kind, act, from_side)


def sides_of(kind: LetterKind, act: Act, from_side: Side) -> frozenset[Side]:
    """Return the sides that may do an act to letters of a kind."""
    wanted = Act.DECIDE if act == Act.AGREE else act
    steps = [by_addressee for found, by_addressee in NEXT[kind].values() if found == wanted]
    if not steps:
        return frozenset()
    if steps[0] is None:
        return frozenset(Side)
    return frozenset({from_side.other if steps[0] else from_side})


def fiscal_year_of(on: datetime.date) -> int:
    """Return the year in which the fiscal year of a day began: April to March."""
    return on.year if on.month >= 4 else on.year - 1


def label_of(kind: LetterKind, year: int, number: int) -> str:
    """Return a number as it is printed: 協-2026-001."""
    return f"{kind.mark}-{year}-{number:03}"


def last_day_too_long_ago(today: datetime.date) -> datetime.date:
    """Return the last day of sending that makes an open consultation overdue."""
    return last_start_over(settings.LETTERS_OPEN_DAYS, today)


def open_days_so_far(sent_on: datetime.date, today: datetime.date) -> int:
    """Return for how many open days a letter has been waiting."""
    return open_days_between(sent_on, today)
