"""The matrix as a file."""

import csv
from io import StringIO

from django.http import HttpResponse

from manuals.confirmations.queries import MatrixRow
from portal.accounts.models import User
from portal.csv_cells import safe_cell


def matrix_csv(rows: list[MatrixRow], people: list[User]) -> HttpResponse:
    """Return the matrix as CSV that Excel opens: one line a version, one column a person."""
    text = StringIO()
    writer = csv.writer(text)
    heads = ["ページ", "版", "施行日", "対象人数", "確認済", "未確認"]
    writer.writerow([*heads, *(safe_cell(person.name) for person in people)])
    for row in rows:
        facts = [safe_cell(row.version.title), row.version.label, row.version.effective_date.isoformat()]
        cells = [state.label for state in row.cells] if people else []
        writer.writerow([*facts, row.asked, row.done, len(row.unread), *cells])
    # Written at once: each piece of a response would begin with a mark of its own.
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8-sig")
    response["Content-Disposition"] = 'attachment; filename="confirmations.csv"'
    return response
