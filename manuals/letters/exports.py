"""The register of letters as a file."""

from django.http import HttpResponse
from django.utils import timezone

from manuals.letters.queries import Row
from portal.csv_cells import csv_response

HEADS = [
    "番号",
    "種類",
    "送付日",
    "発信",
    "件名",
    "根拠",
    "状態",
    "回答の期限",
    "回答日",
    "決定・確認日",
    "期限超過",
]


def register_csv(rows: list[Row]) -> HttpResponse:
    """Return the register as CSV: one line a letter."""
    return csv_response("letters.csv", [HEADS, *(_line(row) for row in rows)])


def _line(row: Row) -> list[str]:
    letter = row.letter
    moments = [letter.answered_at, letter.closed_at]
    answered, closed = (timezone.localdate(at).isoformat() if at else "" for at in moments)
    return [
        letter.label,
        letter.get_kind_display(),
        letter.sent_on.isoformat() if letter.sent_on else "",
        letter.get_from_side_display(),
        letter.subject,
        letter.clause,
        letter.state_label,
        letter.due_date.isoformat() if letter.due_date else "",
        answered,
        closed,
        row.overdue,
    ]
