"""Which confirmation counts for which version, and when one is due."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from manuals.confirmations.enums import ReadingState
from manuals.versions.models import ManualVersion
from portal.accounts.enums import Post

# Whoever works at the counter reads what concerns all tasks.
READER_POSTS = (Post.STAFF, Post.DEPUTY, Post.MANAGER, Post.TRAINER)
# Reminders go out when so many days are left.
REMINDER_DAYS = (7, 3, 1)
# What changed stays marked for so long after the first reading, where no confirmation is asked.
MARKED_FOR = datetime.timedelta(days=7)


@dataclass(frozen=True)
class Link:
    """What of a version decides whether its confirmation counts for another."""

    key: int
    order: tuple[datetime.datetime, int]
    is_minor: bool


def counting_versions(links: Iterable[Link], wanted: Link) -> set[int]:
    """Return the keys of the versions whose confirmation counts for `wanted`.

    That is `wanted` and those before it in the order of taking effect, back to the last that is no minor one.
    """
    counting = set()
    for link in sorted(links, key=lambda link: link.order, reverse=True):
        if link.order <= wanted.order:
            counting.add(link.key)
            if not link.is_minor:
                break
    return counting


def state_of_reading(
    wanted: ManualVersion, confirmed: Collection[int], counting: Collection[int], at: datetime.datetime
) -> ReadingState:
    """Return how a person stands who confirmed the versions with these keys."""
    if wanted.pk in confirmed:
        return ReadingState.CONFIRMED
    if any(key in confirmed for key in counting):
        return ReadingState.CARRIED
    return ReadingState.OVERDUE if wanted.in_force_at <= at else ReadingState.UNREAD


def reminder_due(wanted: ManualVersion, at: datetime.datetime, today: datetime.date) -> int | None:
    """Return the number of days left if a reminder goes out today, None otherwise."""
    left = (wanted.effective_date - today).days
    return left if wanted.in_force_at > at and left in REMINDER_DAYS else None
