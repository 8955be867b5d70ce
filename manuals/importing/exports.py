"""The report as a file, and conversions as plain data for the command line."""

import csv
from io import StringIO
from typing import Any

from manuals.importing.conversion import Conversion
from manuals.importing.models import PendingImport
from manuals.importing.presentation import lines_of
from portal.csv_cells import safe_cell

HEADER = ["ファイル", "ページ", "結果", "種類", "場所", "内容"]


def report_csv(pending: PendingImport) -> str:
    """Return the whole report as CSV with a byte order mark, for Excel."""
    titles = {(page.file, page.number): page.title for page in pending.pages.all()}
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for line in lines_of(pending):
        title = "" if line.page is None else titles.get((line.file, line.page), "")
        name = pending.file_names[line.file]
        row = [name, title or "ファイル全体", line.outcome.label, line.label, line.place, line.text]
        writer.writerow([safe_cell(text) for text in row])
    return "\ufeff" + out.getvalue()


def conversion_as_dict(conversion: Conversion) -> dict[str, Any]:
    """Return a conversion as plain data."""
    return {
        "file": conversion.file_name,
        "pages": [
            {"title": page.title, "summary": page.summary, "blocks": page.blocks} for page in conversion.pages
        ],
        "pictures": len(conversion.pictures),
        "report": [
            {
                "outcome": line.outcome.value,
                "kind": line.kind.value,
                "page": line.page,
                "heading": line.heading,
                "place": line.unit,
                "text": line.text,
            }
            for line in conversion.report
        ],
    }
