"""Who must read which version, who has, and what is new to whom; a few queries whatever the numbers."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, Subquery
from django.utils import timezone
from wagtail.models import Page

from manuals.confirmations.enums import ReadingState
from manuals.confirmations.models import Confirmation, FirstReading, TaskAssignment
from manuals.confirmations.policies import (
    MARKED_FOR,
    READER_POSTS,
    Link,
    counting_versions,
    state_of_reading,
)
from manuals.models import ManualPage
from manuals.versions.enums import VersionKind
from manuals.versions.models import ManualVersion, VersionQuerySet
from manuals.versions.queries import text_of
from portal.accounts.models import User

# page key → person keys; person key → page keys.
Readers = dict[int, set[int]]
OPEN = frozenset({ReadingState.UNREAD, ReadingState.OVERDUE})


@dataclass(frozen=True)
class Duty:
    """One version that a person must have read, with how it stands."""

    version: ManualVersion
    state: ReadingState
    url: str = ""

    @property
    def is_open(self) -> bool:
        """Tell whether the person has still to confirm it."""
        return self.state in OPEN


@dataclass(frozen=True)
class MatrixRow:
    """One version to be read, with how each person of the matrix stands to it."""

    version: ManualVersion
    cells: list[ReadingState]
    done: int
    asked: int
    unread: list[User] = field(default_factory=list)


def counter_people(on: datetime.date) -> list[User]:
    """Return everybody who works at the counter on a day, in the order of their names."""
    people = User.objects.active().holding(*READER_POSTS, on=on).select_related("counter")
    return list(people.order_by("name_kana", "pk"))


def wanted_versions(
    at: datetime.datetime, pages: Iterable[int] | None = None, *, but_confirmed_by: User | None = None
) -> list[ManualVersion]:
    """Return what must have been read: of each page the text in force and those that wait for their day.

    `but_confirmed_by` leaves out what a person has confirmed itself, which is most.
    """
    scope = _scope(pages)
    if but_confirmed_by is not None:
        scope = scope.exclude(pk__in=Confirmation.objects.filter(person=but_confirmed_by).values("version"))
    return [*scope.standing(at), *scope.waiting(at)]


def wanted_keys(at: datetime.datetime, pages: Iterable[int] | None = None) -> list[int]:
    """Return the keys of what must have been read, in the order of the pages and of their days."""
    scope = _scope(pages)
    keys = [
        *scope.standing(at).order_by().values_list("pk", flat=True),
        *scope.waiting(at).values_list("pk", flat=True),
    ]
    ordered = ManualVersion.objects.filter(pk__in=keys).order_by("page__path", "in_force_at")
    return list(ordered.values_list("pk", flat=True))


def versions_in_order(keys: list[int]) -> list[ManualVersion]:
    """Return the versions with these keys, in the order of the keys."""
    found = ManualVersion.objects.in_bulk(keys)
    return [found[key] for key in keys]


def _scope(pages: Iterable[int] | None) -> VersionQuerySet:
    scope = ManualVersion.objects.filter(page__in=ManualPage.objects.values("pk"))
    if pages is not None:
        scope = scope.filter(page__in=list(pages))
    return scope.exclude(kind=VersionKind.WITHDRAWAL)


def readers_of(pages: Iterable[int], on: datetime.date) -> Readers:
    """Return page key → keys of who must read it: those who do its tasks, all where it has no task."""
    return _readers(set(pages), frozenset(person.pk for person in counter_people(on)), on)


def _readers(pages: set[int], people: frozenset[int], on: datetime.date) -> Readers:
    tasks: dict[int, set[int]] = defaultdict(set)
    through = ManualPage.tasks.through.objects.filter(manualpage__in=pages)
    for page, task in through.values_list("manualpage", "countertask"):
        tasks[page].add(task)
    doing: dict[int, set[int]] = defaultdict(set)
    assigned = TaskAssignment.objects.on(on).filter(person__in=people)
    for person, task in assigned.values_list("person", "task"):
        doing[task].add(person)
    return {
        page: set().union(*(doing[task] for task in tasks[page])) if tasks[page] else set(people)
        for page in pages
    }


def _readers_among(person: User, pages: set[int], on: datetime.date) -> Readers:
    """Return page key → the person, where they must read it."""
    is_at_counter = bool(person.posts_on(on) & frozenset(READER_POSTS))
    return _readers(pages, frozenset({person.pk}), on) if is_at_counter else defaultdict(set)


def confirmed_by(people: Iterable[int], versions: Iterable[int]) -> dict[int, set[int]]:
    """Return person key → keys of those of some versions that they confirmed."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = Confirmation.objects.filter(person__in=list(people), version__in=list(versions))
    for person, version in rows.values_list("person", "version"):
        found[person].add(version)
    return found


def chains(versions: Iterable[ManualVersion]) -> dict[int, set[int]]:
    """Return version key → keys of the versions whose confirmation counts for it.

    Only minor versions look back at those before them, so only their pages' versions are read.
    """
    wanted = list(versions)
    minor = [version for version in wanted if version.kind == VersionKind.MINOR]
    links: dict[int, list[Link]] = defaultdict(list)
    rows = ManualVersion.objects.filter(page__in={one.page_id for one in minor}, cancelled_at__isnull=True)
    for version in rows.only("page", "number", "kind", "in_force_at") if minor else ():
        links[version.page_id].append(_link(version))
    return {
        version.pk: counting_versions(links[version.page_id] or [_link(version)], _link(version))
        for version in wanted
    }


def _link(version: ManualVersion) -> Link:
    order = (version.in_force_at, version.number)
    return Link(version.pk, order, is_minor=version.kind == VersionKind.MINOR)


def open_duties_of(person: User, at: datetime.datetime) -> list[Duty]:
    """Return what a person has still to read, the nearest day first."""
    versions = wanted_versions(at, but_confirmed_by=person)
    return [duty for duty in _duties(person, versions, at) if duty.is_open]


def duties_of(person: User, at: datetime.datetime) -> list[Duty]:
    """Return everything a person must have read, what is still open first, the nearest day first."""
    return _duties(person, wanted_versions(at), at)


def _duties(person: User, versions: list[ManualVersion], at: datetime.datetime) -> list[Duty]:
    readers = _readers_among(person, {version.page_id for version in versions}, timezone.localdate(at))
    mine = [version for version in versions if readers[version.page_id]]
    counting = chains(mine)
    confirmed = confirmed_by([person.pk], set().union(*counting.values()))[person.pk]
    urls = addresses_of(mine)
    duties = [
        Duty(version, state_of_reading(version, confirmed, counting[version.pk], at), urls[version.page_id])
        for version in mine
    ]
    return sorted(duties, key=lambda duty: (not duty.is_open, duty.version.in_force_at, duty.version.title))


def addresses_of(versions: Iterable[ManualVersion]) -> dict[int, str]:
    """Return page key → address, in one query."""
    from manuals.queries import address

    rows = Page.objects.filter(pk__in={version.page_id for version in versions})
    return {key: address(path) for key, path in rows.values_list("pk", "url_path")}


def duty_on(person: User, version: ManualVersion, at: datetime.datetime) -> Duty | None:
    """Return how a person stands to one version, None if they need not read it."""
    readers = _readers_among(person, {version.page_id}, timezone.localdate(at))
    if not readers[version.page_id]:
        return None
    counting = chains([version])
    confirmed = confirmed_by([person.pk], counting[version.pk])[person.pk]
    return Duty(version, state_of_reading(version, confirmed, counting[version.pk], at))


def matrix(versions: list[ManualVersion], people: list[User], at: datetime.datetime) -> list[MatrixRow]:
    """Return for each version how each person stands to it, in as many queries for one as for hundreds."""
    readers = readers_of({version.page_id for version in versions}, timezone.localdate(at))
    counting = chains(versions)
    confirmed = confirmed_by([person.pk for person in people], set().union(*counting.values()))
    rows = []
    for version in versions:
        cells = [
            state_of_reading(version, confirmed[person.pk], counting[version.pk], at)
            if person.pk in readers[version.page_id]
            else ReadingState.NOT_ASKED
            for person in people
        ]
        unread = [person for person, state in zip(people, cells, strict=True) if state in OPEN]
        asked = sum(state != ReadingState.NOT_ASKED for state in cells)
        rows.append(MatrixRow(version, cells, asked - len(unread), asked, unread))
    return rows


def confirmations_that_lapse(page: Page, at: datetime.datetime) -> int:
    """Return how many people have confirmed the text in force: a major version asks them anew."""
    versions = [one for one in wanted_versions(at, [page.pk]) if one.in_force_at <= at]
    if not versions:
        return 0
    return sum(row.done for row in matrix(versions, counter_people(timezone.localdate(at)), at))


def baseline_of(person: User, version: ManualVersion, at: datetime.datetime) -> ManualVersion | None:
    """Return the version a person knew before this one, None if all is new to them or nothing is any more.

    Marks stay until this version is confirmed; where none is asked, for some days after the first reading.
    """
    is_confirmed, opened_at = _acts_of(person, version)
    if is_confirmed:
        return None
    if opened_at is not None and opened_at + MARKED_FOR < at and duty_on(person, version, at) is None:
        return None
    earlier = ManualVersion.objects.filter(page=version.page_id, in_force_at__lt=version.in_force_at)
    known = earlier.filter(pk__in=FirstReading.objects.filter(person=person).values("version"))
    confirmed = earlier.filter(pk__in=Confirmation.objects.filter(person=person).values("version"))
    return (known | confirmed).order_by("-in_force_at", "-number").first()


def _acts_of(person: User, version: ManualVersion) -> tuple[bool, datetime.datetime | None]:
    """Return whether a person has confirmed a version, and when they first opened it, in one query."""
    of_both = {"person": person, "version": version}
    found: tuple[bool, datetime.datetime | None] = ManualVersion.objects.values_list(
        Exists(Confirmation.objects.filter(**of_both)),
        Subquery(FirstReading.objects.filter(**of_both).values("read_at")[:1]),
    ).get(pk=version.pk)
    return found


def changed_blocks(person: User, version: ManualVersion, at: datetime.datetime) -> frozenset[str]:
    """Return the ids of the blocks that changed since a person last read the page."""
    from manuals.comparison import changed_block_ids

    baseline = baseline_of(person, version, at)
    if baseline is None:
        return frozenset()
    return changed_block_ids(text_of(baseline), text_of(version))


def pages_changed_for(person: User, pages: Iterable[int], at: datetime.datetime) -> set[int]:
    """Return the pages whose text in force a person has not opened, though they had opened an earlier one."""
    opened = FirstReading.objects.filter(person=person, version__page__in=list(pages))
    rows = list(opened.values_list("version__page", "version"))
    standing = ManualVersion.objects.filter(page__in={page for page, _ in rows}).standing(at) if rows else []
    known = {version for _, version in rows}
    return {version.page_id for version in standing if version.pk not in known}
