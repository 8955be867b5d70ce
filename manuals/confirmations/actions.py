"""Confirm that a version was read, note the first reading, say who does which task."""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from manuals.confirmations.models import Confirmation, FirstReading, TaskAssignment
from manuals.confirmations.permissions import user_can_assign
from manuals.models import CounterTask
from manuals.versions.models import ManualVersion
from manuals.versions.queries import standing_of
from portal import recording
from portal.accounts.models import User

OLD_VERSION = "この版は、もう施行されていません。新しい版を開いて確認してください。"


@transaction.atomic
def confirm_reading(*, version: ManualVersion, person: User, at: datetime.datetime) -> Confirmation:
    """Note that a person has read a version in force or waiting; confirming twice changes nothing."""
    standing = standing_of(version.page_id, at)
    is_current = standing is not None and standing.version.pk == version.pk
    is_waiting = version.in_force_at > at and version.cancelled_at is None
    if not is_current and not is_waiting:
        raise ValidationError(OLD_VERSION)
    found = Confirmation.objects.filter(person=person, version=version).first()
    if found is not None:
        return found
    confirmation = Confirmation(person=person, version=version, confirmed_at=at)
    confirmation.save()
    recording.record(
        "manuals.version.confirmed",
        subject=version,
        detail={"page": version.page_id, "number": version.number},
        actor=person,
    )
    return confirmation


def note_reading(*, version: ManualVersion, person: User, at: datetime.datetime) -> None:
    """Note when a person first opened a version; later readings are in the ledger alone."""
    if not FirstReading.objects.filter(person=person, version=version).exists():
        with transaction.atomic():
            FirstReading(person=person, version=version, read_at=at).save()


@transaction.atomic
def set_tasks(
    *, person: User, tasks: list[CounterTask], on: datetime.date, by: User, at: datetime.datetime
) -> None:
    """Make a person do exactly these tasks from a day on; what was done before stays on record."""
    if not user_can_assign(by, person, at=at):
        raise PermissionDenied("only the contractor's managers say who does which task")
    if on < timezone.localdate(at):
        raise ValidationError({"on": "開始日は、今日以後の日にしてください。"})
    wanted = {task.pk for task in tasks}
    current = TaskAssignment.objects.select_for_update().filter(person=person, end_date__isnull=True)
    for assignment in current:
        if assignment.task_id in wanted:
            wanted.discard(assignment.task_id)
        elif assignment.start_date >= on:
            assignment.delete()
        else:
            assignment.end_date = on - datetime.timedelta(days=1)
            assignment.save(update_fields=["end_date"])
    for key in sorted(wanted):
        TaskAssignment.objects.create(
            person=person, task_id=key, start_date=on, assigned_at=at, assigned_by=by
        )
