"""Letters as lists, pages and other apps read them."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Value, When
from django.utils import timezone
from wagtail.models import Page

from compliance.ledger.models import LedgerEntry
from compliance.ledger.writing import key_of
from manuals.letters.enums import LetterKind, LetterState, Side
from manuals.letters.models import Letter, LetterDecision, LetterQuerySet
from manuals.letters.permissions import act_for, visible_to, writing_side
from manuals.letters.policies import OPEN, last_day_too_long_ago, next_act, open_days_so_far
from portal.accounts.enums import Post
from portal.accounts.models import User


@dataclass(frozen=True)
class Wanted:
    """What the register is narrowed to; empty values narrow nothing."""

    kind: LetterKind | None = None
    state: LetterState | None = None
    side: Side | None = None
    year: int | None = None
    is_overdue: bool = False
    text: str = ""


@dataclass(frozen=True)
class Row:
    """One letter of the register."""

    letter: Letter
    # The word for why it is overdue, empty when it is not.
    overdue: str


@dataclass(frozen=True)
class HistoryLine:
    """What happened to a letter, from the ledger."""

    at: datetime.datetime
    sentence: str
    actor: str


def letters(user: User, wanted: Wanted, *, at: datetime.datetime) -> LetterQuerySet:
    """Return the letters a person may see that match: drafts first, then the newest."""
    found = visible_to(user, at=at).matching(wanted.text)
    if wanted.kind is not None:
        found = found.filter(kind=wanted.kind)
    if wanted.state is not None:
        found = found.filter(state=wanted.state)
    if wanted.side is not None:
        found = found.filter(from_side=wanted.side)
    if wanted.year is not None:
        found = found.filter(fiscal_year=wanted.year)
    if wanted.is_overdue:
        found = found.overdue(today=timezone.localdate(at))
    # A draft has no day yet; databases disagree on where such rows come.
    drafts_first = Case(When(state=LetterState.DRAFT, then=Value(0)), default=Value(1))
    return found.order_by(drafts_first, "-sent_at", "-edited_at", "-pk")


def rows(found: Iterable[Letter], *, at: datetime.datetime) -> list[Row]:
    """Return the lines of letters."""
    today = timezone.localdate(at)
    long_ago = last_day_too_long_ago(today)
    return [Row(letter, why_overdue(letter, today, long_ago)) for letter in found]


def why_overdue(letter: Letter, today: datetime.date, long_ago: datetime.date) -> str:
    """Return the word for why a letter is overdue: the rule of `LetterQuerySet.overdue` for one letter."""
    if letter.state not in OPEN or letter.sent_on is None:
        return ""
    if letter.kind == LetterKind.CONSULTATION and letter.sent_on <= long_ago:
        return f"{open_days_so_far(letter.sent_on, today)}開庁日経過"
    if letter.state == LetterState.SENT and letter.due_date is not None and letter.due_date < today:
        return "期限超過"
    return ""


def overdue_letters(at: datetime.datetime) -> LetterQuerySet:
    """Return the letters that wait too long, the oldest first."""
    return Letter.objects.overdue(today=timezone.localdate(at)).order_by("sent_on", "pk")


def overdue_consultations(at: datetime.datetime) -> LetterQuerySet:
    """Return the consultations open for more open days than allowed, the oldest first; for other apps."""
    long_ago = last_day_too_long_ago(timezone.localdate(at))
    found = Letter.objects.open().filter(kind=LetterKind.CONSULTATION, sent_on__lte=long_ago)
    return found.order_by("sent_on", "pk")


def open_decision(letter: Letter) -> LetterDecision | None:
    """Return the decision that the other side has neither agreed to nor returned."""
    found: LetterDecision | None = letter.decisions.filter(agreed_at=None, returned_at=None).first()
    return found


def decided_sides(found: Iterable[Letter]) -> dict[int, Side]:
    """Return letter key → the side whose decision waits for the other."""
    waiting = LetterDecision.objects.filter(letter__in=list(found), agreed_at=None, returned_at=None)
    return {letter: Side(side) for letter, side in waiting.values_list("letter", "side")}


def waiting_for(user: User, at: datetime.datetime) -> list[Letter]:
    """Return the letters that wait for this person, the oldest first."""
    if writing_side(user, at=at) is None:
        return []
    found = list(visible_to(user, at=at).open().order_by("sent_on", "pk"))
    answered = [letter for letter in found if letter.state == LetterState.ANSWERED]
    decided = decided_sides(answered) if answered else {}
    return [letter for letter in found if act_for(user, letter, decided_by=decided.get(letter.pk), at=at)]


def turn_of(letter: Letter) -> str:
    """Return for whom a letter waits, in words; empty when for nobody."""
    decision = open_decision(letter)
    side = Side(decision.side) if decision else None
    found = next_act(LetterKind(letter.kind), LetterState(letter.state), Side(letter.from_side), side)
    if found is None:
        return ""
    sides = "と".join(one.label for one in Side if one in found[1])
    return f"{sides}が{found[0].label}番です。"


def letters_about(user: User, page: Page, *, at: datetime.datetime) -> list[Letter]:
    """Return the sent letters about a page of the manual that a person may see, the newest first."""
    found = visible_to(user, at=at).sent().filter(pages=page.pk)
    changed = visible_to(user, at=at).sent().filter(versions__page=page.pk)
    keys = {*found.values_list("pk", flat=True), *changed.values_list("pk", flat=True)}
    return list(Letter.objects.filter(pk__in=keys).order_by("-sent_at", "-pk")) if keys else []


def years() -> list[int]:
    """Return the fiscal years of the register, the newest first."""
    found = Letter.objects.sent().order_by("-fiscal_year").values_list("fiscal_year", flat=True).distinct()
    return [year for year in found if year is not None]


def history(letter: Letter) -> list[HistoryLine]:
    """Return what happened to a letter since its first draft, the oldest first; readings are left out."""
    entries = LedgerEntry.objects.filter(subject_key=key_of(letter)).exclude(kind="manuals.letter.read")
    return [
        HistoryLine(
            entry.timestamp,
            entry.sentence,
            " ".join([entry.organisation, *(Post(post).label for post in entry.posts)]).strip(),
        )
        for entry in entries.order_by("pk")
    ]
