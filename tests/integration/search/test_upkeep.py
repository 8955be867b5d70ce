import datetime
import shutil
from zoneinfo import ZoneInfo

import pytest
from wagtail.models import Page

from portal.registry import NotReady, beats, readiness
from portal.search.backends.whoosh.rebuilder import rebuild
from portal.search.upkeep import check_indexes, compare_nightly

TOKYO = ZoneInfo("Asia/Tokyo")
NIGHT = datetime.datetime(2026, 6, 18, 3, 5, tzinfo=TOKYO)


@pytest.fixture
def built(backend):
    for index in backend.all_indexes():
        rebuild(index)
    return backend


def test_readiness_and_the_clock_know_of_the_indexes():
    assert {one.key: one.check for one in readiness()}["index"] is check_indexes
    assert "search" in {beat.key for beat in beats()}


def test_check_passes_on_whole_indexes(built):
    assert check_indexes(NIGHT) == "索引を読み取れます。"


def test_check_fails_on_a_missing_index(built):
    shutil.rmtree(built.get_index_for_model(Page).store.path)
    with pytest.raises(NotReady, match="検索の索引を読み取れません"):
        check_indexes(NIGHT)


def test_indexes_are_compared_once_a_night(built, make_page):
    make_page("一晩目の題")
    compare_nightly(NIGHT - datetime.timedelta(hours=1))
    assert built.search("一晩目", Page).count() == 0
    compare_nightly(NIGHT)
    assert built.search("一晩目", Page).count() == 1
    make_page("二晩目の題")
    compare_nightly(NIGHT + datetime.timedelta(hours=1))
    assert built.search("二晩目", Page).count() == 0
    compare_nightly(NIGHT + datetime.timedelta(days=1))
    assert built.search("二晩目", Page).count() == 1
