import datetime

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from compliance.ledger.models import LedgerEntry
from manuals.models import ManualIndexPage
from tests.conftest import PERSONAS

from .conftest import blocks

READERS = sorted(set(PERSONAS) - {"sysadmin"})


def _readings():
    return LedgerEntry.objects.filter(kind="manuals.page.read").order_by("pk")


@pytest.mark.parametrize("name", READERS)
def test_page_is_shown_to_every_reader(client_for, make_page, name) -> None:
    page = make_page()
    response = client_for(name).get(page.url)
    assert response.status_code == 200
    assert "試しのページ" in response.content.decode()


def test_page_is_refused_to_the_system_administrator(client_for, make_page) -> None:
    assert client_for("sysadmin").get(make_page().url).status_code == 403


@pytest.mark.parametrize("path", ["/manuals/", "/manuals/trial/"])
def test_lists_ask_for_sign_in(chapter, path) -> None:
    response = Client().get(path)
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


def test_page_asks_for_sign_in_and_leaves_no_reading(make_page) -> None:
    response = Client().get(make_page().url)
    assert response["Location"].startswith("/accounts/login/")
    assert not _readings().exists()


def test_draft_is_not_found(client_for, make_page) -> None:
    page = make_page(live=False, slug="draft")
    assert client_for("staff").get("/manuals/trial/draft/").status_code == 404
    assert not page.live


def test_reading_is_recorded_before_the_page_is_shown(client_for, make_page, staff) -> None:
    page = make_page()
    client_for("staff").get(page.url)
    entry = _readings().get()
    assert (entry.actor, entry.subject_key) == (staff, f"manuals.manualpage:{page.pk}")
    assert str(entry) == "マニュアル「試しのページ」を閲覧しました。"


def test_page_is_not_shown_when_the_reading_cannot_be_recorded(client_for, make_page, break_ledger) -> None:
    client, page = client_for("staff"), make_page(title="隠れる題名")
    break_ledger()
    response = client.get(page.url)
    assert response.status_code == 503
    assert "隠れる題名" not in response.content.decode()


def test_lists_are_recorded_too(client_for, chapter) -> None:
    client = client_for("staff")
    client.get("/manuals/")
    client.get("/manuals/trial/")
    cover = ManualIndexPage.objects.get()
    keys = [f"manuals.manualindexpage:{cover.pk}", f"manuals.chapterpage:{chapter.pk}"]
    assert list(_readings().values_list("subject_key", flat=True)) == keys


def test_page_makes_few_queries_however_many_blocks(
    client_for, make_page, picture, document, django_assert_max_num_queries
) -> None:
    links = f'<a linktype="page" id="3">章</a><a linktype="document" id="{document.pk}">様式</a>'
    one = blocks("文", image=picture.pk, document=document.pk)
    many = [dict(block) for _ in range(12) for block in blocks(links, image=picture.pk, document=document.pk)]
    small, large = make_page("小", body=one), make_page("大", body=many)
    client = client_for("staff")
    client.get(small.url)  # warms what is made once: renditions, content types, site
    client.get(large.url)
    with django_assert_max_num_queries(25) as for_small:
        assert client.get(small.url).status_code == 200
    with django_assert_max_num_queries(25) as for_large:
        assert client.get(large.url).status_code == 200
    # One query each for the linked pages and documents, whatever their number.
    assert len(for_large) <= len(for_small) + 3


def test_lists_make_the_same_number_of_queries_however_many_pages(client_for, make_page, chapter) -> None:
    from django.db import connection

    client = client_for("staff")
    counts = []
    for number in (1, 8):
        for index in range(number):
            make_page(f"{number}-{index}")
        found = []
        for path in ("/manuals/", "/manuals/trial/"):
            client.get(path)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert client.get(path).status_code == 200
            found.append(len(queries))
        counts.append(found)
    assert counts[0] == counts[1]
    assert max(counts[1]) <= 25


def test_colophon_says_whose_text_it_is_and_since_when(client_for, make_page) -> None:
    shown = client_for("staff").get(make_page(clause="5(5)").url).content.decode()
    for text in (
        "小田原市",
        "第1版",
        '<time datetime="2026-05-18">令和8年5月18日(月)</time>',
        "5(5)",
        "窓口担当",
    ):
        assert text in shown


def test_page_before_its_day_is_not_shown_and_says_so(client_for, make_page, now) -> None:
    tomorrow = now.date() + datetime.timedelta(days=1)
    client = client_for("staff")
    response = client.get(make_page("明日の題名", on=tomorrow, summary="明日の概要").url)
    assert response.status_code == 404
    assert "令和8年6月18日(木)" in response.content.decode()
    assert "明日の概要" not in response.content.decode()
    assert client.get(make_page(on=now.date()).url).status_code == 200


def test_neighbours_are_live_pages_of_the_chapter_in_order(client_for, make_page) -> None:
    first, _, third = make_page("一番"), make_page("下書き", live=False), make_page("三番")
    shown = client_for("staff").get(first.url).content.decode()
    assert f'href="{third.url}" rel="next"' in shown
    assert "下書き" not in shown
    assert 'rel="prev"' not in shown


def test_cover_counts_the_live_pages_of_each_chapter(client_for, make_page) -> None:
    make_page("一")
    make_page("二")
    make_page("下書き", live=False)
    shown = client_for("staff").get("/manuals/").content.decode()
    assert "試しの章" in shown
    assert "2ページ" in shown


def test_empty_chapter_says_that_it_is_empty(client_for, chapter) -> None:
    assert "この章のページはまだありません" in client_for("staff").get(chapter.url).content.decode()


def test_cover_without_chapters_says_so(client_for) -> None:
    assert "施行中のマニュアルはありません" in client_for("staff").get("/manuals/").content.decode()


def test_edit_link_is_shown_to_editors_only(client_for, make_page) -> None:
    page = make_page()
    link = f"/cms/pages/{page.pk}/edit/"
    assert link in client_for("manager").get(page.url).content.decode()
    assert link not in client_for("staff").get(page.url).content.decode()
