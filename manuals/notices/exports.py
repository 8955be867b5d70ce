"""The read list of a notice as a file."""

from django.http import HttpResponse
from django.utils import timezone

from manuals.notices.models import Notice
from manuals.notices.queries import Group, ReadList
from portal.csv_cells import csv_response

NUMBERS = ["組織", "窓口", "対象人数", "既読", "未読"]
HEADS = ["組織", "窓口", "氏名", "状態", "確認日時"]


def read_list_csv(notice: Notice, found: ReadList) -> HttpResponse:
    """Return the read list as CSV: numbers by group, then the names the viewer may see."""
    rows: list[list[object]] = [[*NUMBERS]]
    rows += [
        [group.organisation, group.counter, group.asked, len(group.read), len(group.unread)]
        for group in found.groups
    ]
    named = [group for group in found.groups if group.names]
    if named:
        rows += [[], [*HEADS]]
    for group in named:
        rows += _people(group)
    return csv_response(f"notice-{notice.pk}-readers.csv", rows)


def _people(group: Group) -> list[list[object]]:
    place = [group.organisation, group.counter]
    unread: list[list[object]] = [[*place, person.name, "未読", ""] for person in group.unread]
    read: list[list[object]] = [
        [*place, person.name, "既読", timezone.localtime(at).strftime("%Y-%m-%d %H:%M")]
        for person, at in group.read
    ]
    return unread + read
