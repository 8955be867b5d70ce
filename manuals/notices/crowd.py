"""Whom notices ask to read them: worked out for many notices from a handful of queries."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.utils import timezone

from manuals.notices.enums import Audience
from manuals.notices.models import Notice, NoticeRead
from manuals.notices.policies import ASKED_POSTS
from portal.accounts.enums import OrganisationKind
from portal.accounts.models import PostHolding, User


def day_of(notice: Notice) -> datetime.date:
    """Return the day on which a notice was published."""
    return timezone.localdate(notice.published_at)


class Crowd:
    """The people whom notices may ask, with their posts over time, as they stand at an instant."""

    def __init__(self, at: datetime.datetime) -> None:
        self.today = timezone.localdate(at)
        held: dict[int, list[PostHolding]] = defaultdict(list)
        for holding in PostHolding.objects.filter(post__in=ASKED_POSTS, start_date__lte=self.today):
            held[holding.user_id].append(holding)
        # Those who have left are not counted.
        people = User.objects.active().filter(pk__in=held).select_related("organisation", "counter")
        self.people = list(people.order_by("name_kana", "pk"))
        self.held = held

    def asked(self, notice: Notice, counters: set[int]) -> list[User]:
        """Return who must read: of its audience, in post on its day and now; its author excepted."""
        day = day_of(notice)
        return [
            person
            for person in self.people
            if person.pk != notice.author_id
            and _is_addressed(person, notice, counters)
            and self._in_post(person, day)
            and self._in_post(person, self.today)
        ]

    def _in_post(self, person: User, day: datetime.date) -> bool:
        return any(
            holding.start_date <= day and (holding.end_date is None or day <= holding.end_date)
            for holding in self.held[person.pk]
        )


def _is_addressed(person: User, notice: Notice, counters: set[int]) -> bool:
    """Tell what `permissions.addressed_to` asks the database."""
    if notice.audience == Audience.COUNTERS:
        return person.counter_id in counters
    is_of_contractor = person.organisation.kind == OrganisationKind.CONTRACTOR
    return notice.audience == Audience.EVERYONE or is_of_contractor


def asked_by(notices: Iterable[Notice], at: datetime.datetime) -> dict[int, list[User]]:
    """Return notice key → who must read it."""
    wanted, crowd = list(notices), Crowd(at)
    counters: dict[int, set[int]] = defaultdict(set)
    through = Notice.counters.through.objects.filter(notice__in=[one.pk for one in wanted])
    for notice, counter in through.values_list("notice", "counter"):
        counters[notice].add(counter)
    return {one.pk: crowd.asked(one, counters[one.pk]) for one in wanted}


def asked_people(notice: Notice, at: datetime.datetime) -> list[User]:
    """Return who must read one notice."""
    return asked_by([notice], at)[notice.pk]


def unread_people(notice: Notice, at: datetime.datetime) -> list[User]:
    """Return who must read it and has not."""
    read = set(notice.reads.values_list("person", flat=True))
    return [person for person in asked_people(notice, at) if person.pk not in read]


def rates(notices: Iterable[Notice], at: datetime.datetime) -> dict[int, tuple[int, int]]:
    """Return notice key → how many have read and how many must."""
    wanted = list(notices)
    asked = asked_by(wanted, at)
    read: dict[int, set[int]] = defaultdict(set)
    for notice, person in NoticeRead.objects.filter(notice__in=asked).values_list("notice", "person"):
        read[notice].add(person)
    return {
        key: (sum(person.pk in read[key] for person in people), len(people)) for key, people in asked.items()
    }
