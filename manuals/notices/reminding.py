"""What the clock does: remind the unread, and tell those who lead them once the day is gone."""

import datetime

from django.utils import timezone

from manuals.notices.actions import address_of
from manuals.notices.crowd import unread_people
from manuals.notices.models import Notice
from manuals.notices.policies import CATCHES_UP, DAY, is_overdue_due, is_reminder_due
from portal.accounts.enums import OrganisationKind, Post
from portal.accounts.models import User
from portal.notifications.actions import notify
from portal.notifications.models import Notification

# Who leads the people of each side: nobody is told about people of the other.
LEADERS = {
    OrganisationKind.CONTRACTOR: (Post.MANAGER, Post.DEPUTY),
    OrganisationKind.CITY: (Post.CITY_OFFICER,),
}


def remind(at: datetime.datetime) -> None:
    """Remind of notices whose day is near or gone; safe to run twice and after days of being off."""
    today = timezone.localdate(at)
    near = Notice.objects.standing().filter(confirm_by__gte=today - CATCHES_UP, confirm_by__lte=today + DAY)
    for notice in near:
        if is_reminder_due(notice.confirm_by, today):
            _remind(notice, "before", at)
        elif is_overdue_due(notice.confirm_by, today):
            _remind(notice, "overdue", at)


def _remind(notice: Notice, step: str, at: datetime.datetime) -> None:
    key = f"notices.{step}:{notice.pk}"
    if Notification.objects.filter(key=key).exists():
        return
    unread = unread_people(notice, at)
    words = "を、期限までに確認してください" if step == "before" else "の確認の期限が過ぎました"
    notify(
        recipients=unread,
        text=f"周知「{notice.title}」{words}。",
        url=address_of(notice),
        key=key,
        at=at,
    )
    if step == "overdue":
        _tell_leaders(notice, unread, at)


def _tell_leaders(notice: Notice, unread: list[User], at: datetime.datetime) -> None:
    for side, posts in LEADERS.items():
        number = sum(person.organisation.kind == side for person in unread)
        if not number:
            continue
        notify(
            recipients=User.objects.active().of_kind(side).holding(*posts, on=timezone.localdate(at)),
            text=f"周知「{notice.title}」を、期限までに確認していない方が{number}人います。",
            url=f"{address_of(notice)}readers/",
            key=f"notices.unread-list:{notice.pk}",
            at=at,
        )
