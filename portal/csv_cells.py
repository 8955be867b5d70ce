"""Cells of exported CSV files, and the files."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from django.http import HttpResponse

# A cell that begins so would be taken for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def csv_response(name: str, rows: Iterable[Sequence[object]]) -> HttpResponse:
    """Return rows as a CSV file that Excel opens; texts are made safe.

    Written in one piece: each writing of its own would begin with a byte order mark.
    """
    text = StringIO()
    writer = csv.writer(text)
    writer.writerows([safe_cell(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8-sig")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
