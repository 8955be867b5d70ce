"""Today's page and the navigation, for each persona."""

from collections.abc import Callable
from unittest import mock

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from portal import registry
from portal.accounts.demo import PERSONAS
from portal.accounts.enums import Permission, Post
from portal.accounts.permissions import permissions_at
from portal.accounts.roles import ROLES
from portal.registry import NavItem, nav_items
from tests.conftest import NOW, persona

pytestmark = pytest.mark.django_db
ClientFor = Callable[[str], Client]


@pytest.mark.parametrize("name", PERSONAS)
def test_home_greets_each_persona_with_post_and_role(name: str, client_for: ClientFor) -> None:
    person = persona(name)
    page = client_for(name).get("/").content.decode()
    assert f"<h1>{person.name}さん、おはようございます</h1>" in page
    for post in person.posts_on(timezone.localdate()):
        assert Post(post).label in page
        assert ROLES[post].description in page


@pytest.mark.parametrize("name", PERSONAS)
def test_navigation_holds_what_the_persona_may_open_and_nothing_else(
    name: str, client_for: ClientFor
) -> None:
    allowed = permissions_at(persona(name), NOW)
    shown = [entry.label for entry in client_for(name).get("/").context["nav"]]
    assert shown == ["ホーム", *(item.label for item in nav_items() if item.permission in allowed)]


@pytest.mark.parametrize("name", PERSONAS)
def test_every_entry_of_the_navigation_leads_somewhere(name: str, client_for: ClientFor) -> None:
    client = client_for(name)
    for entry in client.get("/").context["nav"]:
        assert client.get(entry.url, follow=True).status_code == 200, entry


def test_entry_that_leads_nowhere_is_left_out(client_for: ClientFor) -> None:
    lost = NavItem("行き先なし", "no_such_url", Permission.READ_MANUALS, order=1)
    with mock.patch.dict(registry._nav, {"no_such_url": lost}):
        response = client_for("staff").get("/")
    assert response.status_code == 200
    assert "行き先なし" not in response.content.decode()


def test_navigation_marks_the_open_page(client_for: ClientFor) -> None:
    marked = [entry.label for entry in client_for("staff").get("/").context["nav"] if entry.is_current]
    assert marked == ["ホーム"]


def test_counter_post_sees_the_large_search_and_no_second_one(client_for: ClientFor) -> None:
    page = client_for("staff").get("/").content.decode()
    assert 'id="home-search"' in page
    assert 'id="site-search"' not in page


def test_city_post_sees_the_search_in_the_header(client_for: ClientFor) -> None:
    page = client_for("city").get("/").content.decode()
    assert 'id="home-search"' not in page
    assert 'id="site-search"' in page


def test_person_who_may_not_search_sees_no_search_box(client_for: ClientFor) -> None:
    assert Permission.SEARCH not in permissions_at(persona("sysadmin"), NOW)
    assert 'role="search"' not in client_for("sysadmin").get("/").content.decode()


def test_only_those_who_run_the_system_see_its_status(client_for: ClientFor) -> None:
    assert "システムの状態" in client_for("sysadmin").get("/").content.decode()
    assert "システムの状態" not in client_for("manager").get("/").content.decode()


def test_person_without_a_post_today_is_told_so(client_for: ClientFor) -> None:
    client = client_for("staff")
    persona("staff").post_holdings.update(end_date=NOW.date() - timezone.timedelta(days=1))
    page = client.get("/").content.decode()
    assert "今日就いている職の登録がありません" in page
    assert 'role="search"' not in page


def test_home_needs_few_queries_whoever_looks(client_for: ClientFor, django_assert_max_num_queries) -> None:
    for name in PERSONAS:
        client = client_for(name)
        client.get("/")  # the first answer also notes the session
        with django_assert_max_num_queries(25):
            client.get("/")


@pytest.mark.parametrize(("hour", "words"), [(18, "お疲れさまです"), (13, "こんにちは")])
def test_home_greets_by_the_time_of_day(hour: int, words: str, client_for: ClientFor) -> None:
    with time_machine.travel(NOW.replace(hour=hour), tick=True):
        assert words in client_for("staff").get("/").content.decode()


def test_page_frame_tells_contract_environment_and_idle_time(client_for: ClientFor, settings) -> None:
    settings.CONTRACT_NAME, settings.IDLE_MINUTES = "試験の契約", 7
    client = client_for("staff")
    page = client.get("/").content.decode()
    assert "試験の契約" in page
    assert "デモ環境" in page
    assert 'data-idle-minutes="7"' in page
    settings.DEMO = False
    assert "デモ環境" not in client.get("/").content.decode()


def test_person_menu_signs_out_and_hands_over_by_post_only(client_for: ClientFor) -> None:
    page = client_for("staff").get("/").content.decode()
    assert '<form method="post" action="/accounts/logout/">' in page
    assert '<form method="post" action="/accounts/switch/">' in page
    assert 'href="/accounts/logout/"' not in page


def test_gallery_is_shown_only_where_the_portal_is_demonstrated(client_for: ClientFor, settings) -> None:
    client = client_for("sysadmin")
    assert client.get("/components/").status_code == 200
    settings.DEMO = False
    assert client.get("/components/").status_code == 404
    assert client_for("staff").get("/components/").status_code == 403
