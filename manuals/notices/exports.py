"""The read list of a notice as a file."""

import csv

from django.http import HttpResponse
from django.utils import timezone

from manuals.notices.models import Notice
from manuals.notices.queries import Group, ReadList
from portal.csv_cells import safe_cell

HEADS = ["組織", "窓口", "氏名", "状態", "確認日時"]
NUMBERS = ["組織", "窓口", "対象人数", "既読", "未読"]


def read_list_csv(notice: Notice, found: ReadList) -> HttpResponse:
    """Return the read list as CSV that Excel opens: numbers by group, then the names the viewer may see."""
    response = HttpResponse(content_type="text/csv; charset=utf-8-sig")
    response["Content-Disposition"] = f'attachment; filename="notice-{notice.pk}-readers.csv"'
    writer = csv.writer(response)
    writer.writerow(NUMBERS)
    for group in found.groups:
        numbers = [group.asked, len(group.read), len(group.unread)]
        writer.writerow([safe_cell(group.organisation), safe_cell(group.counter), *numbers])
    named = [group for group in found.groups if group.names]
    if named:
        writer.writerow([])
        writer.writerow(HEADS)
        for group in named:
            writer.writerows(_people(group))
    return response


def _people(group: Group) -> list[list[str]]:
    place = [safe_cell(group.organisation), safe_cell(group.counter)]
    unread = [[*place, safe_cell(person.name), "未読", ""] for person in group.unread]
    read = [
        [*place, safe_cell(person.name), "既読", timezone.localtime(at).strftime("%Y-%m-%d %H:%M")]
        for person, at in group.read
    ]
    return unread + read
