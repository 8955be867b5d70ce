"""Tell people something, and note that they have seen it."""

import datetime
from collections.abc import Iterable

from portal.accounts.models import User
from portal.notifications.models import Notification


def notify(*, recipients: Iterable[User], text: str, url: str, key: str, at: datetime.datetime) -> None:
    """Tell each recipient once for each `key`: a Japanese sentence without personal data, and where it leads.

    Telling again with the same key changes nothing, so that clocks may run twice.
    """
    Notification.objects.bulk_create(
        [Notification(recipient=one, key=key, text=text, url=url, notified_at=at) for one in recipients],
        ignore_conflicts=True,
    )


def mark_seen(*, notification: Notification, at: datetime.datetime) -> None:
    """Note when a notification was first opened."""
    if notification.seen_at is None:
        notification.seen_at = at
        notification.save(update_fields=["seen_at"])


def mark_all_seen(*, recipient: User, at: datetime.datetime) -> int:
    """Note that a person has seen everything told up to an instant; return how many were new."""
    unseen = Notification.objects.unseen().filter(recipient=recipient, notified_at__lte=at)
    return unseen.update(seen_at=at)
