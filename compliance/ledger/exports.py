"""Entries as CSV, a line at a time."""

import csv
from collections.abc import Iterable, Iterator

from django.utils import timezone

from compliance.ledger.queries import EntryLine
from portal.csv_cells import safe_cell

HEADER = ["番号", "日時", "種別", "内容", "氏名", "職員番号", "職", "組織", "窓口", "接続元", "対象", "目的"]


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_lines(lines: Iterable[EntryLine]) -> Iterator[str]:
    """Yield the file's lines, the byte order mark first so that spreadsheets read the Japanese."""
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(HEADER)
    for line in lines:
        yield writer.writerow([safe_cell(cell) for cell in _cells(line)])


def _cells(line: EntryLine) -> list[str]:
    return [
        str(line.pk),
        timezone.localtime(line.at).isoformat(timespec="seconds"),
        line.kind,
        line.sentence,
        line.actor,
        line.actor_number,
        "、".join(line.posts),
        line.organisation,
        line.counter,
        line.address,
        line.subject_key,
        line.purpose,
    ]
