"""Puts searches on record."""

from portal import recording
from portal.search.queries import LookUp, Query

KINDS = {
    "search.query": "「{subject}」を検索しました。",
    "search.guarded": "個人番号と思われる数字が入力されたため、検索しませんでした。",
}


def record_look_up(*, query: Query, found: LookUp) -> None:
    """Record one search with the number of hits."""
    recording.record(
        "search.query",
        subject_label=query.text,
        detail={
            "hits": found.total,
            "hits_with_all_words": found.strict_total,
            "task": found.request.task,
        },
    )


def record_guarded() -> None:
    """Record that what may be a My Number was typed; never its digits."""
    recording.record("search.guarded", detail={"guarded": True})
