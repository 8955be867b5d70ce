"""What a person has still to read, and who has read a notice; a few queries whatever the numbers."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, Value, When
from django.db.models.functions import TruncDate
from django.utils import timezone

from manuals.notices.crowd import asked_people
from manuals.notices.enums import Importance, ReadingState
from manuals.notices.models import Notice, NoticeQuerySet, NoticeRead
from manuals.notices.permissions import addressed_to, sees_names_of, visible_to
from manuals.notices.policies import ASKED_POSTS
from portal.accounts.models import PostHolding, User


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to; empty values narrow nothing."""

    text: str = ""
    state: str = ""
    importance: Importance | None = None


@dataclass(frozen=True)
class Row:
    """One notice as a reader sees it."""

    notice: Notice
    state: ReadingState
    withdrawn: bool
    corrected: bool


@dataclass
class Group:
    """The people of one organisation at one counter: who of them has read a notice."""

    organisation: str
    counter: str
    read: list[tuple[User, datetime.datetime]] = field(default_factory=list)
    unread: list[User] = field(default_factory=list)
    # Whether the viewer sees who they are.
    names: bool = False

    @property
    def asked(self) -> int:
        """Return how many must read."""
        return len(self.read) + len(self.unread)


@dataclass(frozen=True)
class ReadList:
    """Who has read a notice; `later` counts those who read it though they need not."""

    groups: list[Group]
    later: int

    @property
    def asked(self) -> int:
        """Return how many must read."""
        return sum(group.asked for group in self.groups)

    @property
    def read(self) -> int:
        """Return how many of them have."""
        return sum(len(group.read) for group in self.groups)


def asking(user: User, at: datetime.datetime) -> Q:
    """Return what picks the notices that ask a person to read; for notices with their `day`."""
    if not user.posts_on(timezone.localdate(at)) & frozenset(ASKED_POSTS):
        return Q(pk__in=[])
    ended = Q(end_date__isnull=False, end_date__lt=OuterRef("day"))
    held = PostHolding.objects.filter(user=user, post__in=ASKED_POSTS, start_date__lte=OuterRef("day"))
    return addressed_to(user) & Q(Exists(held.exclude(ended))) & ~Q(author=user)


def _with_state(found: NoticeQuerySet, user: User, at: datetime.datetime) -> NoticeQuerySet:
    """Add whether the person has read each and whether it waits for them."""
    read = NoticeRead.objects.filter(notice=OuterRef("pk"), person=user)
    waits = Q(withdrawn_at__isnull=True, correction__isnull=True, is_read=False) & asking(user, at)
    known = found.annotate(day=TruncDate("published_at"), is_read=Exists(read))
    return known.annotate(
        waits=Case(When(waits, then=Value(True)), default=Value(False), output_field=BooleanField())
    )


def notices(user: User, wanted: Wanted, *, at: datetime.datetime) -> NoticeQuerySet:
    """Return the notices a person may see that match, those that wait for them first."""
    found = _with_state(visible_to(user, at=at).matching(wanted.text), user, at)
    if wanted.importance:
        found = found.filter(importance=wanted.importance)
    if wanted.state == "unread":
        found = found.filter(waits=True)
    elif wanted.state == "read":
        found = found.filter(is_read=True)
    elif wanted.state == "ended":
        found = found.filter(Q(withdrawn_at__isnull=False) | Q(correction__isnull=False))
    return found.select_related("author", "correction").order_by("-waits", "-published_at", "-pk")


def unread_of(user: User, at: datetime.datetime) -> NoticeQuerySet:
    """Return what a person has still to read, the important first, then the nearest day."""
    found = _with_state(Notice.objects.standing(), user, at).filter(waits=True)
    important = Case(When(importance=Importance.IMPORTANT, then=Value(0)), default=Value(1))
    return found.select_related("correction").order_by(important, "confirm_by", "-published_at")


def row_of(notice: Notice, at: datetime.datetime) -> Row:
    """Return the line of a notice that `notices` or `unread_of` gave."""
    facts = notice.__dict__
    if facts["is_read"]:
        state = ReadingState.READ
    elif facts["waits"]:
        past = notice.is_past(timezone.localdate(at))
        state = ReadingState.OVERDUE if past else ReadingState.UNREAD
    else:
        state = ReadingState.NOT_ASKED
    return Row(notice, state, notice.withdrawn_at is not None, hasattr(notice, "correction"))


def rows(found: Iterable[Notice], at: datetime.datetime) -> list[Row]:
    """Return the lines of notices."""
    return [row_of(notice, at) for notice in found]


def read_list(notice: Notice, viewer: User, *, at: datetime.datetime) -> ReadList:
    """Return who has read a notice by organisation and counter; names only of the viewer's own side."""
    read_at = dict(notice.reads.values_list("person", "read_at"))
    groups: dict[tuple[str, int, str], Group] = {}
    for person in asked_people(notice, at):
        counter = person.counter
        key = (person.organisation.kind, counter.order if counter else 99, person.organisation.name)
        group = groups.setdefault(
            key, Group(person.organisation.name, counter.name if counter else "（窓口なし）")
        )
        group.names = sees_names_of(viewer, person)
        if person.pk in read_at:
            group.read.append((person, read_at.pop(person.pk)))
        else:
            group.unread.append(person)
    return ReadList([groups[key] for key in sorted(groups)], len(read_at))
