"""A shared counter PC left alone: idle sign-out, long sessions, changing places."""

import datetime

import pytest
import time_machine
from django.test import Client

from portal.accounts.middleware.handover import HANDED_OVER
from tests.conftest import NOW, persona
from tests.integration.accounts.conftest import LOGIN, PASSWORD, is_signed_in, kinds, texts

MINUTE = datetime.timedelta(minutes=1)
WHY = "15分間操作がなかったため、サインアウトしました。"


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as travelling:
        yield travelling


def test_idle_person_is_signed_out_and_told_why(sign_in, clock):
    client = sign_in("staff")
    client.get("/accounts/")
    clock.shift(15 * MINUTE)
    response = client.get("/accounts/sessions/?x=1")
    assert response["Location"] == "/accounts/login/?next=/accounts/sessions/%3Fx%3D1"
    shown = texts(client.get(response["Location"]))
    assert WHY in shown
    assert 'name="next" value="/accounts/sessions/?x=1"' in shown
    assert kinds()[-1] == "accounts.session.signed_out"


def test_person_at_work_stays_signed_in(sign_in, clock):
    client = sign_in("staff")
    client.get("/accounts/")
    for _ in range(6):
        clock.shift(14 * MINUTE)
        assert is_signed_in(client)


def test_background_requests_do_not_keep_a_session_alive(sign_in, clock):
    client = sign_in("staff")
    client.get("/accounts/")
    for _ in range(3):
        clock.shift(5 * MINUTE)
        client.get("/accounts/", headers={"X-Background": "1"})
    assert not is_signed_in(client)


def test_stay_keeps_the_session_alive(sign_in, clock):
    client = sign_in("staff")
    client.get("/accounts/")
    clock.shift(14 * MINUTE)
    assert client.post("/accounts/stay/").status_code == 204
    clock.shift(14 * MINUTE)
    assert is_signed_in(client)


def test_stay_after_the_time_is_over_signs_out(sign_in, clock):
    client = sign_in("staff")
    client.get("/accounts/")
    clock.shift(15 * MINUTE)
    assert client.post("/accounts/stay/").status_code == 302
    assert not is_signed_in(client)


def test_form_sent_too_late_leads_back_to_its_page(sign_in, clock):
    client = sign_in("manager")
    client.get("/accounts/")
    clock.shift(16 * MINUTE)
    response = client.post(
        "/accounts/people/new/", {}, headers={"Referer": "http://testserver/accounts/people/new/"}
    )
    assert response["Location"] == "/accounts/login/?next=/accounts/people/new/"
    foreign = sign_in("manager")
    foreign.get("/accounts/")
    clock.shift(16 * MINUTE)
    response = foreign.post("/accounts/people/new/", {}, headers={"Referer": "https://evil.example/x"})
    assert response["Location"] == "/accounts/login/?next=/"


def test_partial_page_after_the_time_is_over_turns_the_whole_page(sign_in, clock):
    client = sign_in("staff")
    client.get("/accounts/")
    clock.shift(16 * MINUTE)
    headers = {"HX-Request": "true", "Referer": "http://testserver/accounts/"}
    response = client.get("/search/suggest/", headers=headers)
    assert response.status_code == 200
    assert response["HX-Redirect"] == "/accounts/login/?next=/accounts/"


def test_idle_minutes_follow_the_setting(sign_in, clock, settings):
    settings.IDLE_MINUTES = 3
    client = sign_in("staff")
    client.get("/accounts/")
    clock.shift(3 * MINUTE)
    response = client.get("/accounts/")
    assert "3分間操作がなかったため" in texts(client.get(response["Location"]))


def test_session_ends_after_twelve_hours_of_work(sign_in, clock):
    client = sign_in("staff")
    client.get("/accounts/")
    for _ in range(12 * 6 - 1):
        clock.shift(10 * MINUTE)
        client.get("/accounts/")
    assert is_signed_in(client)
    clock.shift(10 * MINUTE)
    response = client.get("/accounts/")
    assert "サインインから長い時間がたったため" in texts(client.get(response["Location"]))


def test_session_cookie_goes_with_the_browser(sign_in):
    client = sign_in("staff")
    cookie = client.cookies["sessionid"]
    assert cookie["max-age"] == ""
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_page_is_told_the_limit(sign_in):
    shown = texts(sign_in("staff").get("/accounts/"))
    assert 'data-idle-minutes="15"' in shown
    assert "portal/js/idle.js" in shown


def switch(client: Client, page: str, name: str):
    response = client.post("/accounts/switch/", {"next": page})
    data = {"login": name, "password": PASSWORD, "next": page}
    return response, client.post(LOGIN, data)


def test_switch_leaves_the_next_person_on_the_page(sign_in):
    client = sign_in("deputy")
    page = f"/accounts/people/{persona('staff').pk}/"
    response, landed = switch(client, page, "manager")
    assert response["Location"] == f"/accounts/login/?next={page}"
    assert landed["Location"] == page
    assert client.get(page).status_code == 200
    assert HANDED_OVER not in client.session


def test_switch_without_a_page_uses_the_one_at_hand(sign_in):
    client = sign_in("deputy")
    headers = {"Referer": "http://testserver/accounts/people/?q=a"}
    response = client.post("/accounts/switch/", headers=headers)
    assert response["Location"] == "/accounts/login/?next=/accounts/people/%3Fq%3Da"


def test_switch_brings_home_who_may_not_open_the_page(sign_in):
    client = sign_in("deputy")
    page = f"/accounts/people/{persona('staff').pk}/"
    _, landed = switch(client, page, "staff02")
    response = client.get(landed["Location"])
    assert response.status_code == 302
    assert response["Location"] == "/"
    assert "前の人が開いていた画面は開けないため" in texts(client.get("/"))
    # Only once: afterwards a page that is closed says so.
    assert client.get(page).status_code == 403


def test_switch_brings_home_from_a_record_one_may_not_know_of(sign_in):
    client = sign_in("cityhead")
    page = f"/accounts/people/{persona('city').pk}/"
    _, landed = switch(client, page, "manager")
    assert client.get(landed["Location"])["Location"] == "/"


def test_switch_keeps_nothing_of_the_person_before(sign_in):
    client = sign_in("manager")
    session = client.session
    session["something"] = "of the manager"
    session.save()
    old = session.session_key
    switch(client, "/", "staff")
    assert "something" not in client.session
    stranger = Client()
    stranger.cookies["sessionid"] = old
    assert not is_signed_in(stranger)


def test_switch_is_a_button_not_a_link(sign_in):
    client = sign_in("staff")
    assert client.get("/accounts/switch/").status_code == 405
    assert is_signed_in(client)
