"""Law changes with how they stand, in the same number of queries whatever their number."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from wagtail.models import Page

from manuals.laws.enums import Colour, Stage
from manuals.laws.models import LawChange, LawChangePage
from manuals.laws.policies import colour, is_settled
from manuals.versions.models import ManualVersion, Proposal


@dataclass(frozen=True)
class Ticket:
    """A law change with its colour, the days left to its day and the pages that are not ready."""

    law: LawChange
    colour: Colour
    days_left: int
    pages: int
    open_pages: int


@dataclass(frozen=True)
class TouchedPage:
    """One page of a law change: how far it is, and the versions that could settle it."""

    touched: LawChangePage
    title: str
    stage: Stage
    is_settled: bool
    proposal: Proposal | None
    candidates: list[ManualVersion]
    waits_for_another_day: bool


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to; empty values narrow nothing."""

    text: str = ""
    show: str = ""


SHOWS = {
    "": frozenset({Colour.RED, Colour.YELLOW, Colour.GREEN}),
    "red": frozenset({Colour.RED}),
    "closed": frozenset({Colour.GREY}),
    "all": frozenset(Colour),
}


def tickets(wanted: Wanted, at: datetime.datetime) -> list[Ticket]:
    """Return the law changes that match, the nearest day first; what is over comes last."""
    found = tickets_of(LawChange.objects.matching(wanted.text), at)
    shown = [one for one in found if one.colour in SHOWS.get(wanted.show, SHOWS[""])]
    return sorted(shown, key=lambda one: (one.colour == Colour.GREY, one.law.effective_date, one.law.pk))


def tickets_of(laws: "QuerySet[LawChange]", at: datetime.datetime) -> list[Ticket]:
    """Return law changes with how they stand, in two queries."""
    pages = LawChangePage.objects.select_related("version")
    today = timezone.localdate(at)
    return [_ticket(law, today) for law in laws.prefetch_related(Prefetch("touched", queryset=pages))]


def ticket_of(law: LawChange, at: datetime.datetime) -> Ticket:
    """Return how one law change stands."""
    return tickets_of(LawChange.objects.filter(pk=law.pk), at)[0]


def _ticket(law: LawChange, today: datetime.date) -> Ticket:
    touched = list(law.touched.all())
    open_pages = sum(not _is_ready(one, law, today) for one in touched)
    return Ticket(
        law=law,
        # A law change of which nobody has said yet what it touches is not ready either.
        colour=colour(
            effective_date=law.effective_date,
            open_pages=open_pages if touched else 1,
            is_closed=law.is_closed,
            today=today,
            red_days=settings.LAW_RED_DAYS,
        ),
        days_left=(law.effective_date - today).days,
        pages=len(touched),
        open_pages=open_pages,
    )


def _is_ready(touched: LawChangePage, law: LawChange, today: datetime.date) -> bool:
    version = touched.version
    return is_settled(
        law_day=law.effective_date,
        version_day=version.effective_date if version else None,
        is_cancelled=bool(version and version.cancelled_at),
        is_unaffected=bool(touched.unaffected_reason),
        today=today,
    )


def urgent(at: datetime.datetime) -> list[Ticket]:
    """Return the open law changes that are not ready, the nearest day first."""
    found = tickets_of(LawChange.objects.open(), at)
    return [one for one in found if one.colour in {Colour.RED, Colour.YELLOW}]


def open_past_effective(at: datetime.datetime) -> list[Ticket]:
    """Return the law changes whose day has come while pages are not ready (nightly check C07)."""
    return [one for one in urgent(at) if one.days_left <= 0]


def touched_pages(law: LawChange, at: datetime.datetime) -> list[TouchedPage]:
    """Return the pages of a law change with how far each is."""
    rows = list(law.touched.select_related("page", "version", "law_change"))
    keys = [row.page_id for row in rows]
    proposals = {one.page_id: one for one in Proposal.objects.open().filter(page__in=keys)}
    since = ManualVersion.objects.filter(page__in=keys, cancelled_at__isnull=True)
    versions: dict[int, list[ManualVersion]] = {}
    for version in since.filter(approved_at__gte=law.created_at).order_by("page", "-number"):
        versions.setdefault(version.page_id, []).append(version)
    titles = current_titles(keys, at)
    return [
        _touched(row, at, (titles[row.page_id], proposals.get(row.page_id), versions.get(row.page_id, [])))
        for row in rows
    ]


def current_titles(keys: Iterable[int], at: datetime.datetime) -> dict[int, str]:
    """Return page key → the title in force, that of the draft where none is."""
    wanted = list(keys)
    titles = dict(Page.objects.filter(pk__in=wanted).values_list("pk", "draft_title"))
    return titles | dict(
        ManualVersion.objects.filter(page__in=wanted).standing(at).values_list("page", "title")
    )


def _touched(
    row: LawChangePage, at: datetime.datetime, known: tuple[str, Proposal | None, list[ManualVersion]]
) -> TouchedPage:
    title, proposal, candidates = known
    version, law = row.version, row.law_change
    return TouchedPage(
        touched=row,
        title=title,
        stage=_stage(row, proposal, candidates, at),
        is_settled=_is_ready(row, law, timezone.localdate(at)),
        proposal=proposal,
        candidates=[one for one in candidates if version is None or one.pk != version.pk],
        waits_for_another_day=bool(version and version.effective_date != law.effective_date),
    )


def _stage(
    row: LawChangePage, proposal: Proposal | None, candidates: list[ManualVersion], at: datetime.datetime
) -> Stage:
    if row.unaffected_reason:
        return Stage.UNAFFECTED
    if row.version is not None and row.version.cancelled_at is None:
        return Stage.WAITING if row.version.in_force_at > at else Stage.IN_FORCE
    if proposal is not None:
        return Stage(proposal.state)
    if any(one.in_force_at > at for one in candidates):
        return Stage.WAITING
    return Stage.DRAFTED if row.page.has_unpublished_changes else Stage.UNTOUCHED
