"""Tell people what they must read by when: at approval, as the day comes near, and once it has come."""

import datetime

from django.urls import reverse
from django.utils import timezone

from manuals.confirmations.escalation import CATCHES_UP
from manuals.confirmations.policies import reminder_due
from manuals.confirmations.queries import counter_people, matrix, wanted_versions
from manuals.versions.models import ManualVersion
from portal.eras import era_date
from portal.notifications.actions import notify
from portal.notifications.queries import keys_not_told


def remind_of_reading(at: datetime.datetime) -> None:
    """Tell everybody who has still to confirm a version, once on each occasion; safe to run twice."""
    occasions = {
        key: (version, text)
        for version in wanted_versions(at)
        if version.in_force_at > at - CATCHES_UP
        for key, text in _occasions(version, at)
    }
    fresh = keys_not_told(occasions)
    versions = {version.pk: version for key, (version, _) in occasions.items() if key in fresh}
    if not versions:
        return
    rows = matrix(list(versions.values()), counter_people(timezone.localdate(at)), at)
    unread = {row.version.pk: row.unread for row in rows}
    for key, (version, text) in occasions.items():
        if key in fresh:
            url = reverse("manuals:my_confirmations")
            notify(recipients=unread[version.pk], text=text, url=url, key=key, at=at)


def _occasions(version: ManualVersion, at: datetime.datetime) -> list[tuple[str, str]]:
    """Return the latest occasion to tell of a version: whoever was away is not told the earlier ones."""
    today = timezone.localdate(at)
    name, day = f"「{version.title}」{version.label}", era_date(version.effective_date)
    if version.in_force_at <= at:
        return [(f"reading.late:{version.pk}", f"{name}が施行されています。読んで確認してください。")]
    left = reminder_due(version, at, today)
    if left is not None:
        text = f"{name}の施行日まで、あと{left}日です。読んで確認してください。"
        return [(f"reading.near:{version.pk}:{left}", text)]
    return [(f"reading.new:{version.pk}", f"{name}が{day}に施行されます。読んで確認してください。")]
