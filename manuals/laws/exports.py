"""The list of law changes as a file."""

import csv

from django.http import HttpResponse

from manuals.laws.queries import Ticket
from portal.csv_cells import safe_cell

HEADS = [
    "番号",
    "件名",
    "根拠",
    "施行日",
    "状態",
    "残り日数",
    "対象ページ",
    "未対応",
    "担当",
    "終了の区分",
    "終了の理由",
]


def tickets_csv(tickets: list[Ticket]) -> HttpResponse:
    """Return law changes as CSV that Excel opens."""
    response = HttpResponse(content_type="text/csv; charset=utf-8-sig")
    response["Content-Disposition"] = 'attachment; filename="law-changes.csv"'
    writer = csv.writer(response)
    writer.writerow(HEADS)
    for one in tickets:
        law = one.law
        words = [law.number, law.title, law.source, law.effective_date.isoformat(), one.colour.label]
        ends = [law.get_owner_post_display(), law.get_closing_display(), law.closing_reason]
        numbers = [str(one.days_left), str(one.pages), str(one.open_pages)]
        writer.writerow([safe_cell(cell) for cell in words] + numbers + [safe_cell(cell) for cell in ends])
    return response
