"""How many have not read what is in force: counted by the clock, because it is much to count."""

import datetime

from django.utils import timezone

from manuals.confirmations.models import ReadingTally
from manuals.confirmations.queries import counter_people, matrix, wanted_versions

COUNTED_EVERY = datetime.timedelta(minutes=10)


def count_readings(at: datetime.datetime) -> None:
    """Count anew when the last count is some minutes old."""
    last = ReadingTally.objects.first()
    if last is None or last.counted_at + COUNTED_EVERY <= at or last.counted_at > at:
        recount(at)


def recount(at: datetime.datetime) -> ReadingTally:
    """Count the texts in force that somebody has not read who must."""
    versions = [version for version in wanted_versions(at) if version.in_force_at <= at]
    rows = matrix(versions, counter_people(timezone.localdate(at)), at)
    tally, _ = ReadingTally.objects.update_or_create(
        pk=1,
        defaults={
            "unread_versions": sum(bool(row.unread) for row in rows),
            "unread_people": len({person.pk for row in rows for person in row.unread}),
            "counted_at": at,
        },
    )
    return tally
