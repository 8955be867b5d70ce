"""Signing in and out: names, wrong passwords, where one lands, sessions that cannot be fixed."""

import datetime

import pytest
import time_machine
from django.test import Client

from portal.accounts.actions import deactivate_person, lock_account
from portal.accounts.models import PostHolding
from tests.conftest import TOKYO, persona
from tests.integration.accounts.conftest import LOGIN, PASSWORD, is_signed_in, kinds, texts

WRONG = "利用者名(職員番号)かパスワードが違います。"


@pytest.mark.parametrize(
    "name", ["staff", "STAFF", "ｓｔａｆｆ", " staff ", "K1012", "k1012", "Ｋ１０１２", "ｋ1012"]
)
def test_sign_in_by_either_name_in_any_width_and_case(sign_in, name):
    client = sign_in(name)
    assert is_signed_in(client)
    assert "佐藤 美咲" in texts(client.get("/accounts/"))


@pytest.mark.parametrize(
    ("name", "password"), [("staff", "madoguchi-dem0"), ("nobody", PASSWORD), ("staff", "MADOGUCHI-DEMO")]
)
def test_sign_in_refused_without_saying_which_part_is_wrong(client, db, name, password):
    response = client.post(LOGIN, {"login": name, "password": password})
    assert response.status_code == 200
    assert WRONG in texts(response)
    assert f'value="{name}"' in texts(response)
    assert not is_signed_in(client)


def test_sign_in_refused_goes_on_record_without_what_was_typed(client, db):
    client.post(LOGIN, {"login": "my-secret-typed-in-the-wrong-box", "password": "x"})
    assert kinds()[-1] == "accounts.session.sign_in_failed"
    from compliance.ledger.models import LedgerEntry

    entry = LedgerEntry.objects.latest("pk")
    assert "my-secret" not in str(entry.__dict__)


def test_sign_in_empty_says_what_is_missing(client, db):
    shown = texts(client.post(LOGIN, {"login": "", "password": ""}))
    assert "利用者名か職員番号を入力してください。" in shown
    assert "パスワードを入力してください。" in shown


def test_demonstration_password_only_in_the_demonstration(client, db, settings):
    settings.DEMO = False
    assert WRONG in texts(client.post(LOGIN, {"login": "staff", "password": PASSWORD}))
    assert not is_signed_in(client)


def test_sign_in_gives_a_new_session_key(client, db):
    client.get(LOGIN)
    session = client.session
    session["planted"] = "by an attacker"
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted
    client.post(LOGIN, {"login": "staff", "password": PASSWORD})
    assert client.session.session_key != planted
    stranger = Client()
    stranger.cookies["sessionid"] = planted
    assert not is_signed_in(stranger)


def test_sign_out_ends_the_session_for_good(sign_in):
    client = sign_in("staff")
    old = client.session.session_key
    client.post("/accounts/logout/")
    stranger = Client()
    stranger.cookies["sessionid"] = old
    assert not is_signed_in(stranger)


def test_sign_out_asks_first_when_merely_opened(sign_in):
    client = sign_in("staff")
    assert "サインアウトしますか" in texts(client.get("/accounts/logout/"))
    assert is_signed_in(client)


def test_next_leads_back_to_the_page(client, db):
    response = client.get("/accounts/sessions/")
    assert response["Location"] == "/accounts/login/?next=/accounts/sessions/"
    shown = texts(client.get(response["Location"]))
    assert '<input type="hidden" name="next" value="/accounts/sessions/">' in shown
    data = {"login": "staff", "password": PASSWORD, "next": "/accounts/sessions/"}
    assert client.post(LOGIN, data)["Location"] == "/accounts/sessions/"


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "https:///evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "http://testserver@evil.example/",
        "\thttps://evil.example/",
    ],
)
@pytest.mark.parametrize("way", ["sign-in", "switch", "sign-out", "already-in"])
def test_next_to_another_site_is_refused(sign_in, way, target):
    client = sign_in("staff")
    if way == "sign-in":
        client.logout()
        response = client.post(LOGIN, {"login": "staff", "password": PASSWORD, "next": target})
    elif way == "switch":
        response = client.post("/accounts/switch/", {"next": target})
    elif way == "sign-out":
        response = client.post("/accounts/logout/", {"next": target})
    else:
        response = client.get(LOGIN, {"next": target})
    assert response.status_code == 302
    assert "evil" not in response["Location"]
    assert response["Location"].startswith("/")


@pytest.mark.parametrize("act", [lock_account, deactivate_person])
def test_stopped_person_is_out_at_once_and_cannot_return(sign_in, now, act):
    client = sign_in("staff")
    act(user=persona("staff"), by=persona("manager"), at=now)
    assert not is_signed_in(client)
    assert WRONG in texts(Client().post(LOGIN, {"login": "staff", "password": PASSWORD}))


def test_leaver_cannot_sign_in(client, db):
    assert WRONG in texts(client.post(LOGIN, {"login": "leaver", "password": PASSWORD}))


def test_post_ends_at_midnight_in_tokyo(client_for, now):
    PostHolding.objects.filter(user=persona("manager")).update(end_date=datetime.date(2026, 6, 17))
    with time_machine.travel(datetime.datetime(2026, 6, 17, 23, 59, 50, tzinfo=TOKYO), tick=False):
        client = client_for("manager")
        assert client.get("/accounts/people/").status_code == 200
    with time_machine.travel(datetime.datetime(2026, 6, 18, 0, 0, 0, tzinfo=TOKYO), tick=False):
        assert client.get("/accounts/people/").status_code == 403
        assert is_signed_in(client)


def test_post_begins_at_midnight_in_tokyo(client_for):
    PostHolding.objects.filter(user=persona("manager")).update(start_date=datetime.date(2026, 6, 18))
    with time_machine.travel(datetime.datetime(2026, 6, 17, 23, 59, 50, tzinfo=TOKYO), tick=False):
        client = client_for("manager")
        assert client.get("/accounts/people/").status_code == 403
    with time_machine.travel(datetime.datetime(2026, 6, 18, 0, 0, 0, tzinfo=TOKYO), tick=False):
        assert client.get("/accounts/people/").status_code == 200


def test_flags_of_django_give_nothing(client_for):
    staff = persona("staff")
    staff.is_superuser = staff.is_staff = True
    staff.save()
    client = client_for(staff)
    assert client.get("/accounts/people/").status_code == 403
    assert client.get("/cms/").status_code == 403
