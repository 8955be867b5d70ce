"""Reading the ledger: narrowed, newest first, a page at a time by key."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.utils import timezone

from compliance.ledger.models import LedgerEntry, LedgerQuerySet
from portal import recording
from portal.accounts.enums import Post

PAGE_SIZE = 50


@dataclass(frozen=True)
class Narrowing:
    """What the reader asked for; empty parts narrow nothing."""

    since: datetime.date | None = None
    until: datetime.date | None = None
    kind: str = ""
    person: str = ""
    subject: str = ""


@dataclass(frozen=True)
class EntryLine:
    """One entry as a reader sees it."""

    pk: int
    at: datetime.datetime
    sentence: str
    kind: str
    actor: str
    actor_number: str
    posts: list[str]
    organisation: str
    counter: str
    address: str
    subject_key: str
    request_id: str
    purpose: str
    changes: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class EntryPage:
    """One page of entries and the keys of its neighbours."""

    lines: list[EntryLine]
    older: int | None
    newer: int | None


def narrowed(narrowing: Narrowing) -> LedgerQuerySet:
    """Return the entries that fit, in no order yet."""
    entries: LedgerQuerySet = LedgerEntry.objects.all()
    if narrowing.since:
        entries = entries.filter(timestamp__gte=_start_of(narrowing.since))
    if narrowing.until:
        entries = entries.filter(timestamp__lt=_start_of(narrowing.until + datetime.timedelta(days=1)))
    if narrowing.kind:
        entries = entries.filter(kind=narrowing.kind)
    if narrowing.person:
        entries = entries.filter(Q(actor_name__icontains=narrowing.person) | Q(actor_number=narrowing.person))
    if narrowing.subject:
        entries = entries.filter(
            Q(object_repr__icontains=narrowing.subject) | Q(subject_key=narrowing.subject)
        )
    return entries


def page_of_entries(
    narrowing: Narrowing, *, before: int | None = None, after: int | None = None
) -> EntryPage:
    """Return one page, newest first; `before` and `after` are keys of entries, exclusive."""
    entries = narrowed(narrowing)
    if after is not None:
        found = list(entries.filter(pk__gt=after).order_by("pk")[: PAGE_SIZE + 1])
        more, found = len(found) > PAGE_SIZE, found[:PAGE_SIZE][::-1]
        return EntryPage(
            [line(entry) for entry in found],
            older=found[-1].pk if found else None,
            newer=found[0].pk if more else None,
        )
    if before is not None:
        entries = entries.filter(pk__lt=before)
    found = list(entries.order_by("-pk")[: PAGE_SIZE + 1])
    more, found = len(found) > PAGE_SIZE, found[:PAGE_SIZE]
    return EntryPage(
        [line(entry) for entry in found],
        older=found[-1].pk if more else None,
        newer=found[0].pk if found and before is not None else None,
    )


def line(entry: LedgerEntry) -> EntryLine:
    """Return an entry as a reader sees it."""
    return EntryLine(
        pk=entry.pk,
        at=entry.timestamp,
        sentence=entry.sentence,
        kind=entry.kind,
        actor=entry.actor_name
        or (f"コマンド {entry.command}" if entry.command else "サインインしていない人"),
        actor_number=entry.actor_number,
        posts=[Post(post).label for post in entry.posts],
        organisation=entry.organisation,
        counter=entry.counter,
        address=entry.remote_addr or "",
        subject_key=entry.subject_key,
        request_id=entry.cid or "",
        purpose=entry.purpose,
        changes=_changes(entry),
    )


def _changes(entry: LedgerEntry) -> list[tuple[str, str, str]]:
    found = []
    for name, change in (entry.changes or {}).items():
        if isinstance(change, dict):
            joined = "、".join(change.get("objects", []))
            old, new = ("", joined) if change.get("operation") == "add" else (joined, "")
        else:
            old, new = ("" if value in (None, "None") else str(value) for value in change)
        found.append((name, old, new))
    return found


def lines_for_export(narrowing: Narrowing) -> Iterator[EntryLine]:
    """Yield every entry that fits, oldest first."""
    for entry in narrowed(narrowing).order_by("pk").iterator(chunk_size=1000):
        yield line(entry)


def counts_of_day(on: datetime.date) -> dict[str, int]:
    """Return how many entries of each kind a day has."""
    found = narrowed(Narrowing(since=on, until=on)).order_by().values_list("kind").annotate(Count("pk"))
    return dict(found)


def kinds_in_use() -> list[tuple[str, str]]:
    """Return the declared kinds with their sentences, for the reader's choice."""
    return sorted(
        (kind, sentence.replace("「{subject}」", "…").replace("{subject}", "…"))
        for kind, sentence in recording.kinds().items()
    )


def _start_of(on: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(on, datetime.time.min))
