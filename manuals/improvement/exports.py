"""The lists of improving as files."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from django.http import HttpResponse
from django.utils import timezone

from manuals.improvement.queries.figures import Figures
from manuals.improvement.queries.listing import Row
from manuals.improvement.queries.reviews import ReviewRow
from manuals.improvement.queries.usage import PageUse, WordUse
from portal.csv_cells import safe_cell
from portal.templatetags.portal_format import without_furigana

WORD_HEADS = ("検索語", "検索回数", "見つからなかった回数", "一部の語だけ見つかった回数")


def improvements_csv(rows: Iterable[Row]) -> HttpResponse:
    """Return the proposals as CSV; proposers are called what the viewer may see."""
    heads = ["番号", "提案日", "ページ", "版", "箇所", "種類", "内容", "状態", "提案者"]
    return _csv("improvements.csv", heads, (_improvement_cells(row) for row in rows))


def _improvement_cells(row: Row) -> list[object]:
    one = row.improvement
    title, label = (one.version.title, one.version.label) if one.version else ("マニュアル全体", "")
    day = timezone.localdate(one.made_at).isoformat()
    facts = [one.pk, day, without_furigana(title), label, one.block_name, one.get_kind_display()]
    return [*facts, one.text, row.state.label, row.proposer]


def figures_csv(months: Iterable[Figures]) -> HttpResponse:
    """Return the figures by month as CSV."""
    heads = ["月", "提案", "回答済", "回答率(%)", "最初の回答までの日数(中央値)"]
    return _csv("improvement_figures.csv", heads, (_figure_cells(one) for one in months))


def _figure_cells(one: Figures) -> list[object]:
    known = [_known(one.share), _known(one.median_days)]
    return [f"{one.first:%Y-%m}", one.number, one.answered, *known]


def reviews_csv(rows: Iterable[ReviewRow]) -> HttpResponse:
    """Return the days of review as CSV."""
    heads = ["次の見直し", "状態", "ページ", "担当", "前回の見直し・改正", "間隔(月)"]
    return _csv("reviews.csv", heads, (_review_cells(row) for row in rows))


def _review_cells(row: ReviewRow) -> list[object]:
    review = row.review
    days = (review.next_review_by.isoformat(), review.last_date.isoformat())
    return [days[0], row.state.label, row.title, row.owner, days[1], review.review_every]


def usage_csv(words: Sequence[WordUse], pages: Sequence[PageUse]) -> HttpResponse:
    """Return what was looked up, or where pages are given, how often each was read, as CSV."""
    if pages:
        return _csv("page_readings.csv", ["ページ", "閲覧回数"], ([one.title, one.count] for one in pages))
    rows = ([one.words, one.count, one.nothing, one.partly] for one in words)
    return _csv("searches.csv", WORD_HEADS, rows)


def _known(number: float | None) -> float | str:
    return "" if number is None else number


def _csv(name: str, heads: Sequence[str], rows: Iterable[list[object]]) -> HttpResponse:
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(heads)
    for row in rows:
        writer.writerow([safe_cell(cell) if isinstance(cell, str) else cell for cell in row])
    # Written at once: each piece of a response would begin with a mark of its own.
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8-sig")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
