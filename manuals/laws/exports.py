"""The list of law changes as a file."""

from django.http import HttpResponse

from manuals.laws.queries import Ticket
from portal.csv_cells import csv_response

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
    return csv_response("law-changes.csv", [HEADS, *map(_row, tickets)])


def _row(ticket: Ticket) -> list[object]:
    law = ticket.law
    return [
        law.number,
        law.title,
        law.source,
        law.effective_date.isoformat(),
        ticket.colour.label,
        ticket.days_left,
        ticket.pages,
        ticket.open_pages,
        law.get_owner_post_display(),
        law.get_closing_display(),
        law.closing_reason,
    ]
