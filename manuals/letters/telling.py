"""Whom the news of a letter reaches: those who write for a side."""

import datetime

from django.utils import timezone

from manuals.letters.enums import Side
from manuals.letters.models import Letter
from portal.accounts.enums import Post
from portal.accounts.models import PersonQuerySet, User
from portal.notifications.actions import notify

POSTS = {
    Side.CITY: (Post.CITY_OFFICER, Post.CITY_APPROVER),
    Side.CONTRACTOR: (Post.MANAGER, Post.DEPUTY),
}


def people_of(*sides: Side, at: datetime.datetime) -> PersonQuerySet:
    """Return the people who write letters for some sides at an instant."""
    posts = [post for side in sides for post in POSTS[side]]
    return User.objects.active().holding(*posts, on=timezone.localdate(at))


def tell(letter: Letter, words: str, *sides: Side, key: str, at: datetime.datetime) -> None:
    """Tell sides of a letter once for each `key`."""
    notify(
        recipients=people_of(*sides, at=at),
        text=f"{letter.label}「{letter.subject}」{words}。",
        url=address_of(letter),
        key=f"letters.{key}:{letter.pk}",
        at=at,
    )


def address_of(letter: Letter) -> str:
    """Return the address of a letter."""
    return f"/manuals/letters/{letter.pk}/"
