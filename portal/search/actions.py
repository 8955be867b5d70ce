"""Puts searches on record."""

from portal import recording
from portal.search.queries import LookUp, Query

KINDS = {
    "search.query": "「{subject}」を検索しました。",
    "search.guarded": "個人番号と思われる数字が入力されたため、検索しませんでした。",
}


def record_look_up(*, query: Query, found: LookUp | None) -> None:
    """Record one search with the number of hits; never the digits of what may be a My Number."""
    if query.is_guarded or found is None:
        recording.record("search.guarded", detail={"guarded": True})
        return
    recording.record(
        "search.query",
        subject_label=query.text,
        detail={
            "hits": found.total,
            "hits_with_all_words": found.strict_total,
            "task": found.request.task,
        },
    )
