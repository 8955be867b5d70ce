"""Tell those in charge of law changes whose day comes near while pages are not ready."""

import datetime

from django.utils import timezone

from manuals.laws.policies import PAST, occasion
from manuals.laws.queries import Ticket, urgent
from portal import recording
from portal.accounts.enums import Permission, Post
from portal.accounts.models import User
from portal.accounts.queries import people_who_may
from portal.notifications.actions import notify
from portal.notifications.queries import keys_not_told


def tell_of_laws(at: datetime.datetime) -> None:
    """Tell the owner and those who lead the counter, once on each occasion; safe to run after days off."""
    today = timezone.localdate(at)
    found = {
        f"laws.due:{ticket.law.pk}:{when}": (ticket, when)
        for ticket in urgent(at)
        if (when := occasion(ticket.law.effective_date, today)) is not None
    }
    fresh = keys_not_told(found)
    for key, (ticket, when) in found.items():
        if key in fresh:
            _tell(ticket, when, key, at)


def _tell(ticket: Ticket, when: str, key: str, at: datetime.datetime) -> None:
    law = ticket.law
    if when == PAST:
        text = f"改正情報「{law.title}」の施行日を過ぎましたが、対応していないページがあります。"
        recording.record("manuals.law.overdue", subject=law, detail={"open_pages": ticket.open_pages})
    elif ticket.days_left == 0:
        text = f"改正情報「{law.title}」は今日が施行日です。対応していないページがあります。"
    else:
        left = f"あと{ticket.days_left}日です。対応していないページがあります。"
        text = f"改正情報「{law.title}」の施行日まで、{left}"
    notify(
        recipients=_in_charge(law.owner_post, at), text=text, url=f"/manuals/laws/{law.pk}/", key=key, at=at
    )


def _in_charge(owner_post: str, at: datetime.datetime) -> list[User]:
    owners = User.objects.active().holding(Post(owner_post), on=timezone.localdate(at))
    people = {person.pk: person for person in (*owners, *people_who_may(Permission.CHECK_MANUALS, at=at))}
    return list(people.values())
