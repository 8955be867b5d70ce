import re

import pytest
from django.urls import reverse

from compliance.ledger.models import LedgerEntry
from portal.search.views import PAGE_SIZE

URL = "/search/"


@pytest.fixture
def staff(client_for, manual):
    return client_for("staff")


def titles(response):
    return [re.sub("<.*?>", "", str(hit.title)) for hit in response.context["hits"]]


def entries(kind):
    return list(LedgerEntry.objects.filter(kind=kind))


def test_title_comes_before_heading_and_heading_before_text(staff):
    response = staff.get(URL, {"q": "試験番号 施錠 解除"})
    assert titles(response) == ["試験番号の施錠を解除する", "試験番号を変更する", "交付の日の流れ"]
    assert "<mark>試験番号</mark>" in response.content.decode()


def test_draft_is_never_found(staff):
    assert staff.get(URL, {"q": "下書き"}).context["hits"] == []
    assert staff.get("/search/suggest/", {"q": "試験番号の施錠の下"}).json() == {"suggestions": []}


def test_hit_leads_to_the_step_that_answers(staff, manual):
    (hit,) = staff.get(URL, {"q": "券面 見比べる"}).context["hits"]
    anchor = f"#block-{manual['unlock'].body[1].id}"
    assert hit.section_url.endswith(f"/t-unlock/{anchor}")
    assert "見比べます" in re.sub("<.*?>", "", str(hit.section))


def test_too_few_pages_with_all_words_are_filled_up_and_said(staff):
    response = staff.get(URL, {"q": "施錠 券面"})
    assert titles(response)[0] == "試験番号の施錠を解除する"
    assert response.context["found"].is_widened
    assert "いずれかの言葉を含むページも表示しています。" in response.content.decode()


def test_task_chip_filters_and_stays_in_the_links(staff):
    response = staff.get(URL, {"q": "試験番号", "task": "TEST_ISSUE", "page": "1"})
    assert set(titles(response)) == {"試験番号を変更する", "交付の日の流れ"}
    chips = {label: (url, current, count) for label, url, current, count in response.context["task_chips"]}
    assert chips["交付"][1:] == (True, 2)
    assert chips["暗証番号"][1:] == (False, 2)
    assert "task=TEST_PIN" in chips["暗証番号"][0]
    assert "page=" not in chips["暗証番号"][0]


def test_unknown_filter_finds_nothing_and_offers_the_way_back(staff):
    response = staff.get(URL, {"q": "試験番号", "task": "nowhere"})
    assert response.context["hits"] == []
    assert "絞り込みを外して" in response.content.decode()


def test_pages_of_results_keep_query_and_filter(staff, monkeypatch):
    from portal.search import views

    monkeypatch.setattr(views, "PAGE_SIZE", 1)
    response = staff.get(URL, {"q": "試験番号", "task": "TEST_PIN", "page": "2"})
    assert len(response.context["hits"]) == 1
    assert (
        'href="?q=%E8%A9%A6%E9%A8%93%E7%95%AA%E5%8F%B7&amp;task=TEST_PIN&amp;page=1"'
        in response.content.decode()
    )


@pytest.mark.parametrize("page", ["0", "-1", "999", "x", ""])
def test_page_number_out_of_range_shows_a_page(staff, page):
    assert staff.get(URL, {"q": "試験番号", "page": page}).status_code == 200


def test_nothing_found_gives_advice(staff):
    response = staff.get(URL, {"q": "ほげぴよ"})
    assert "見つからないときは" in response.content.decode()


def test_empty_search_page_gives_advice_and_records_nothing(staff):
    assert "検索のしかた" in staff.get(URL).content.decode()
    assert entries("search.query") == []


STRANGE = ['"(AND OR *', "あ" * 10_000, "😀😀", "\x00\x1b[31m", "title:施錠", "%", "'; --", "[", "\\"]


@pytest.mark.parametrize("query", [*STRANGE, "<script>alert(1)</script>"])
def test_no_query_breaks_the_page(staff, query):
    response = staff.get(URL, {"q": query})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()
    assert staff.get(reverse("search_suggest"), {"q": query}).status_code == 200


def test_long_query_says_what_was_searched(staff):
    assert "先頭の200文字で検索しました" in staff.get(URL, {"q": "施錠 " * 200}).content.decode()


def test_search_is_recorded_once_with_its_hits(staff):
    staff.get(URL, {"q": "試験番号 施錠"})
    staff.get(URL, {"q": "試験番号 施錠", "page": "2"})
    (entry, *others) = entries("search.query")
    assert entry.actor.username == "staff"
    assert entry.sentence == "「試験番号 施錠」を検索しました。"
    assert entry.additional_data == {"hits": 3, "hits_with_all_words": 3, "task": ""}
    # A page number beyond the last shows the last page: here that is the first again.
    assert len(others) <= 1


def test_my_number_is_neither_searched_nor_kept(staff):
    response = staff.get(URL, {"q": "住所 1234-5678-9018"})
    assert (response.status_code, response.url) == (302, "/search/?guarded=1")
    assert "検索しませんでした" in staff.get(response.url).content.decode()
    (entry,) = entries("search.guarded")
    assert "9018" not in f"{entry.sentence} {entry.additional_data} {entry.path}"
    assert staff.get(reverse("search_suggest"), {"q": "123456789018"}).json() == {"suggestions": []}


def test_page_makes_few_queries(staff, django_assert_max_num_queries):
    staff.get(URL, {"q": "試験番号"})
    with django_assert_max_num_queries(20):
        staff.get(URL, {"q": "試験番号 施錠", "task": "TEST_PIN"})


def test_suggestions_are_titles_and_headings(staff, manual):
    answer = staff.get(reverse("search_suggest"), {"q": "試験番号の"}).json()["suggestions"]
    assert [one["title"] for one in answer] == ["試験番号の施錠を解除する"]
    assert answer[0]["place"] == "試験の章"
    (heading,) = staff.get(reverse("search_suggest"), {"q": "けんめん"}).json()["suggestions"]
    assert heading["title"] == "券面を見比べます"
    assert heading["url"].endswith(f"/t-unlock/#block-{manual['unlock'].body[1].id}")


def test_suggestions_are_not_recorded(staff):
    before = LedgerEntry.objects.count()
    staff.get(reverse("search_suggest"), {"q": "試験"})
    assert LedgerEntry.objects.count() == before


@pytest.mark.parametrize("url", [URL, "/search/suggest/"])
def test_signed_out_person_is_sent_to_sign_in(client, url):
    response = client.get(url, {"q": "施錠"})
    assert response.status_code == 302
    assert "/accounts/login/" in response.url


@pytest.mark.parametrize("url", [URL, "/search/suggest/"])
def test_system_administrator_sees_no_content(client_for, manual, url):
    response = client_for("sysadmin").get(url, {"q": "施錠"})
    assert response.status_code in {403, 404}
    assert "試験番号" not in response.content.decode()


def test_page_size_is_what_the_screen_is_laid_out_for():
    assert PAGE_SIZE == 10
