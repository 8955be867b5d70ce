"""Counting searches and readings without saying by whom, and showing them."""

import datetime

import pytest

from compliance.ledger.models import LedgerEntry
from manuals.improvement.models import PageReadTally, SearchTally, TallyCursor
from manuals.improvement.policies import GROUPS
from manuals.improvement.queries.usage import searches
from manuals.improvement.tallies import count_page_readings, count_search, group_of
from portal.search import registry
from portal.search.registry import Searched
from tests.conftest import persona

URL = "/manuals/usage/"
DAY = datetime.timedelta(days=1)
LATER = datetime.timedelta(minutes=5)
# Twelve digits with a right check digit.
MY_NUMBER = "123456789018"


def search(text, name="staff", *, at, total=0, strict=0) -> None:
    """Count one search."""
    count_search(Searched(text, persona(name), at, total, strict))


def by_many(
    text, *, at, total=0, people=("staff", "deputy", "manager", "trainer", "city", "privacy")
) -> None:
    """Have several people search for the same."""
    for name in people:
        search(text, name, at=at, total=total, strict=total)


def test_each_search_counts_once_and_filters_do_not(client_for, now) -> None:
    client = client_for("staff")
    for address in (
        "?q=ない言葉",
        "?q=ない言葉&page=1",
        "?q=ない言葉&task=PIN_RESET",
        "?q=",
        "?q= ない言葉 ",
    ):
        assert client.get(f"/search/{address}").status_code == 200
    tally = SearchTally.objects.get()
    assert (tally.words, tally.count, tally.nothing, tally.day) == ("ない言葉", 3, 3, now.date())


def test_no_number_of_a_person_is_ever_tallied(client_for, now) -> None:
    client = client_for("staff")
    for typed in (
        MY_NUMBER,
        "１２３４-５６７８-９０１８",
        f"山田 {MY_NUMBER}",
        "0465-33-1111",
        "整理番号 20260617",
    ):
        client.get("/search/", {"q": typed})
        search(typed, at=now)
    assert not SearchTally.objects.exists()


def test_equal_queries_share_a_line_and_long_ones_are_cut(db, now) -> None:
    search("マイナ　ポータル", at=now)
    search("ﾏｲﾅ ﾎﾟｰﾀﾙ", at=now, total=4)
    search("あ" * 200, at=now, total=1, strict=0)
    first, second = SearchTally.objects.order_by("-count")
    assert (first.count, first.nothing, first.partly) == (2, 1, 1)
    assert (len(second.words), len(second.query_key)) == (50, 50)


def test_search_succeeds_when_counting_fails(client_for, monkeypatch) -> None:
    def fail(_searched):
        SearchTally.objects.create(day=None, query_key="x", words="x")

    monkeypatch.setitem(registry._listeners, "improvement", fail)
    assert client_for("staff").get("/search/?q=ない言葉").status_code == 200
    assert LedgerEntry.objects.filter(kind="search.query").count() == 1


def test_words_of_few_people_stay_hidden(client_for, now, settings) -> None:
    settings.SECRET_KEY = "fixed, so that the groups are the same in every run"
    for _ in range(9):
        search("ひとりの検索", at=now)
    search("ふたりの検索", "staff", at=now)
    search("ふたりの検索", "deputy", at=now)
    by_many("みんなの検索", at=now)
    found = searches(now.date(), now.date())
    assert [one.words for one in found.shown] == ["みんなの検索"]
    assert (found.withheld, found.total) == (2, 17)
    shown = client_for("manager").get(URL).content.decode()
    assert "みんなの検索" in shown
    for hidden in ("ひとりの検索", "ふたりの検索"):
        assert hidden not in shown
        assert hidden not in client_for("manager").get(f"{URL}?format=searches").content.decode()


def test_groups_say_that_people_differ_but_not_who(db, now) -> None:
    bits = {group_of(f"語{number}", 7) for number in range(200)}
    assert len(bits) == GROUPS
    for name in ("staff", "staff", "staff"):
        search("くり返し", name, at=now)
    assert SearchTally.objects.get().groups.bit_count() == 1


def test_what_is_not_found_leads_to_a_proposal(client_for, now, settings) -> None:
    settings.SECRET_KEY = "fixed, so that the groups are the same in every run"
    by_many("在留カード", at=now)
    by_many("暗証番号", at=now, total=5)
    response = client_for("manager").get(f"{URL}?days=7")
    assert [one.words for one in response.context["searches"].not_found] == ["在留カード"]
    assert "ページを起案" in response.content.decode()
    assert "ページを起案" not in client_for("inspector").get(URL).content.decode()
    form = client_for("manager").get("/manuals/improvements/new/?words=在留カード")
    assert "「在留カード」を調べても" in form.content.decode()


def test_periods(client_for, now, settings) -> None:
    settings.SECRET_KEY = "fixed, so that the groups are the same in every run"
    by_many("先月の検索", at=now - 40 * DAY)
    assert client_for("city").get(f"{URL}?days=30").context["searches"].shown == ()
    assert len(client_for("city").get(f"{URL}?days=90").context["searches"].shown) == 1
    assert client_for("city").get(f"{URL}?days=x").status_code == 200


def test_readings_are_counted_once_also_after_days_off(client_for, make_page, now) -> None:
    page, unread = make_page("読まれるページ"), make_page("読まれないページ")
    client = client_for("staff")
    for address in (page.url, page.url, f"{page.url}?on=2026-06-01", "/manuals/trial/", "/manuals/"):
        client.get(address)
    count_page_readings(now)  # nothing has settled yet
    assert not PageReadTally.objects.exists()
    count_page_readings(now + LATER)
    count_page_readings(now + LATER)
    tally = PageReadTally.objects.get()
    assert (tally.page_id, tally.count, tally.day) == (page.pk, 2, now.date())
    client.get(page.url)
    count_page_readings(now + 5 * DAY)
    tally.refresh_from_db()
    assert tally.count == 3
    assert TallyCursor.objects.count() == 1
    response = client_for("trainer").get(URL)
    assert [one.count for one in response.context["most_read"]] == [3]
    assert [one.title for one in response.context["unread"]] == [unread.title]
    body = client_for("trainer").get(f"{URL}?format=pages").content.decode("utf-8-sig")
    assert body.splitlines() == ["ページ,閲覧回数", "読まれるページ,3", "読まれないページ,0"]


@pytest.mark.parametrize("name", ["staff", "privacy", "branch", "auditor"])
def test_others_do_not_read_the_figures(client_for, name) -> None:
    assert client_for(name).get(URL).status_code == 403


def test_empty_screen_and_few_queries(client_for, django_assert_max_num_queries) -> None:
    client = client_for("manager")
    client.get(URL)
    with django_assert_max_num_queries(25):
        assert "表示できる検索語はありません" in client.get(URL).content.decode()
