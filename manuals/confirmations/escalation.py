"""On the day a version takes effect, who has not confirmed it is listed and told to the managers."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from manuals.confirmations.models import UnreadReport
from manuals.confirmations.queries import counter_people, matrix
from manuals.models import ManualPage
from manuals.versions.enums import VersionKind
from manuals.versions.models import ManualVersion, VersionQuerySet
from portal import recording
from portal.accounts.models import User

# A clock that was off catches up for so long; older versions are nobody's news.
CATCHES_UP = datetime.timedelta(days=30)
# A version approved and in force at once leaves so long to read it.
TIME_TO_READ = datetime.timedelta(days=1)
SHOWN = 5


@dataclass(frozen=True)
class Escalation:
    """A version in force that people have still not confirmed."""

    version: ManualVersion
    unread: list[User]
    asked: int


def report_unread(at: datetime.datetime) -> None:
    """Report once each version that asks for confirmation and is in force; safe to run twice."""
    wanted = _asking(at).filter(unread_report__isnull=True)
    due = [
        version for version in wanted if max(version.in_force_at, version.approved_at + TIME_TO_READ) <= at
    ]
    if not due:
        return
    for row in matrix(due, counter_people(timezone.localdate(at)), at):
        with transaction.atomic():
            people = [person.pk for person in row.unread]
            UnreadReport(version=row.version, people=people, asked=row.asked, reported_at=at).save()
            if people:
                recording.record(
                    "manuals.version.unread",
                    subject=row.version,
                    detail={"unread": len(people), "asked": row.asked},
                )


def escalations(at: datetime.datetime) -> list[Escalation]:
    """Return the reported versions that somebody has still not confirmed, the newest first."""
    reported = _asking(at).filter(unread_report__isnull=False).exclude(unread_report__people=[])
    versions = list(reported.order_by("-in_force_at")[: SHOWN * 2])
    rows = matrix(versions, counter_people(timezone.localdate(at)), at) if versions else []
    return [Escalation(row.version, row.unread, row.asked) for row in rows if row.unread][:SHOWN]


def _asking(at: datetime.datetime) -> VersionQuerySet:
    pages = ManualPage.objects.values("pk")
    standing = ManualVersion.objects.filter(page__in=pages, kind=VersionKind.MAJOR).standing(at)
    return standing.filter(in_force_at__gt=at - CATCHES_UP, number__gt=1)
