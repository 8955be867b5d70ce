"""The list of people as a file for a spreadsheet."""

import csv
import datetime
import io
from collections.abc import Iterable

from django.utils import timezone

from portal.accounts.queries import PersonRow
from portal.csv_cells import safe_cell

HEADER = ["職員番号", "氏名", "氏名(カナ)", "区分", "組織", "所属窓口", "職", "状態", "最終サインイン"]


def people_csv(rows: Iterable[PersonRow]) -> str:
    """Return the rows as CSV with a byte order mark, which Excel needs to read UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    writer.writerows([[safe_cell(cell) for cell in _cells(row)] for row in rows])
    return "\ufeff" + out.getvalue()


def _cells(row: PersonRow) -> list[str]:
    return [
        row.staff_number,
        row.name,
        row.name_kana,
        row.kind,
        row.organisation,
        row.counter,
        "、".join(row.posts),
        row.state,
        _minute(row.last_login),
    ]


def _minute(moment: datetime.datetime | None) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""
