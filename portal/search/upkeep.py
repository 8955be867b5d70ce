"""Keeps the indexes right: what readiness asks, and the nightly comparison with the database."""

import datetime
import logging
from pathlib import Path

from django.utils import timezone
from modelsearch.backends import get_search_backend

from portal.registry import Beat, NotReady, Readiness
from portal.search.backends.whoosh import SearchBackend
from portal.search.backends.whoosh.audit import repair
from portal.search.backends.whoosh.seal import replace_text
from portal.search.backends.whoosh.store import IndexUnusable

logger = logging.getLogger(__name__)
# Nobody works at the counter then; after a night switched off, the first beat of the day makes up for it.
NIGHT_HOUR = 3


def check_indexes(_at: datetime.datetime) -> str:
    """Open each index; raise `NotReady` for one that the next search would have to build anew."""
    backend = get_search_backend()
    if isinstance(backend, SearchBackend):
        for index in backend.all_indexes():
            try:
                index.store.open()
            except IndexUnusable as error:
                raise NotReady("検索の索引を読み取れません。次に検索したときに作り直します。") from error
    return "索引を読み取れます。"


def compare_nightly(at: datetime.datetime) -> None:
    """Compare every index with the database once a day, and put right what differs."""
    backend = get_search_backend()
    local = timezone.localtime(at)
    if not isinstance(backend, SearchBackend) or local.hour < NIGHT_HOUR:
        return
    stamp = backend.path / "compared"
    if _read(stamp) == local.date().isoformat():
        return
    for index in backend.all_indexes():
        done = repair(index)
        if done.renewed or done.removed:
            logger.warning("The search index %s differed from the database: %s", index, done)
    replace_text(stamp, local.date().isoformat())


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""


READINESS = Readiness("index", "検索の索引", check_indexes, 20)
BEAT = Beat("search", compare_nightly, 80)
