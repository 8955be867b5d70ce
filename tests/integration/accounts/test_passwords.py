"""Passwords: temporary ones, one's own, and what a change does to sessions."""

import datetime
import re

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from portal.accounts.actions import reset_password, reset_second_factor
from portal.accounts.models import User
from tests.conftest import NOW, persona
from tests.integration.accounts.conftest import (
    LOGIN,
    PASSWORD,
    give_app,
    has_factor,
    is_signed_in,
    kinds,
    texts,
)

CHANGE = "/accounts/password/"
NEW = "kamaboko to mikan 2026"


def change(client: Client, old: str, new: str, again: str | None = None):
    return client.post(CHANGE, {"oldpassword": old, "password1": new, "password2": again or new})


def test_temporary_password_lets_in_only_to_choose_ones_own(sign_in, now):
    temporary = reset_password(user=persona("staff"), by=persona("manager"), at=now)
    client = sign_in("staff", temporary)
    for page in ["/", "/accounts/", "/search/", "/accounts/2fa/"]:
        response = client.get(page)
        assert (response.status_code, response["Location"]) == (302, CHANGE)
    assert "仮のパスワードでサインインしています" in texts(client.get(CHANGE))
    assert change(client, temporary, NEW).status_code == 302
    assert client.get("/accounts/").status_code == 200
    assert persona("staff").temporary_password_until is None
    assert "accounts.password.changed" in kinds()


def test_temporary_password_runs_out(sign_in, now):
    temporary = reset_password(user=persona("staff"), by=persona("manager"), at=now)
    with time_machine.travel(NOW + datetime.timedelta(hours=72), tick=False):
        client = sign_in("staff", temporary)
        assert not is_signed_in(client)
        assert "仮パスワードの期限が切れています。" in texts(client.get(LOGIN))
    with time_machine.travel(NOW + datetime.timedelta(hours=71, minutes=59), tick=False):
        assert sign_in("staff", temporary).get(CHANGE).status_code == 200


def test_temporary_password_is_random_and_strong(now):
    from portal.accounts.actions.credentials import set_temporary_password

    made = {set_temporary_password(User(), at=now) for _ in range(20)}
    assert len(made) == 20
    assert all(re.fullmatch(r"[a-z2-9]{4}(-[a-z2-9]{4}){3}", password) for password in made)


def test_temporary_password_may_not_be_kept(sign_in, now):
    temporary = reset_password(user=persona("staff"), by=persona("manager"), at=now)
    client = sign_in("staff", temporary)
    assert "今のパスワードと同じものは使えません。" in texts(change(client, temporary, temporary))
    assert persona("staff").temporary_password_until is not None


@pytest.mark.parametrize(
    ("new", "reason"),
    [
        ("mikan-88", "このパスワードは短すぎます。最低 12 文字以上必要です。"),
        ("482915637204", "このパスワードは数字しか使われていません。"),
        ("qwertyuiop123", None),
        ("odawara-castle-1590", "推測されやすい言葉を含むパスワードは使えません。"),
        ("staff-staff-k1012", None),
    ],
)
def test_weak_password_is_refused_in_japanese(client_for, new, reason):
    shown = texts(change(client_for("staff"), PASSWORD, new))
    if reason:
        assert reason in shown
    assert persona("staff").check_password(PASSWORD) == ("field__errors" in shown)


def test_password_of_64_characters_and_spaces_is_taken_as_it_is(client_for, sign_in):
    long = "  ひらがなも 空白も そのまま " + "x" * 40 + " "
    assert change(client_for("staff"), PASSWORD, long).status_code == 302
    assert is_signed_in(sign_in("staff", long))
    assert not is_signed_in(sign_in("staff", long.strip()))


def test_password_change_asks_for_the_present_one(client_for):
    client = client_for("staff")
    assert "今のパスワードが違います。" in texts(change(client, "wrong", NEW))
    assert "新しいパスワードと一致しません。" in texts(change(client, PASSWORD, NEW, "other than that"))
    assert persona("staff").check_password(PASSWORD)


def test_password_change_signs_out_everywhere_else(sign_in):
    here, there = sign_in("staff"), sign_in("staff")
    key = here.session.session_key
    change(here, PASSWORD, NEW)
    assert is_signed_in(here)
    assert here.session.session_key != key
    assert not is_signed_in(there)


def test_password_rules_are_told_beforehand(client_for):
    shown = texts(client_for("staff").get(CHANGE))
    assert "パスワードは最低 12 文字以上必要です。" in shown
    assert "地名や「パスワード」など、推測されやすい言葉は使えません。" in shown
    assert 'autocomplete="new-password"' in shown


def test_reset_ends_every_session(sign_in, now):
    client = sign_in("staff")
    reset_password(user=persona("staff"), by=persona("manager"), at=now)
    assert not is_signed_in(client)


def test_reset_keeps_the_second_factor(sign_in, now):
    give_app(persona("staff"))
    temporary = reset_password(user=persona("staff"), by=persona("manager"), at=now)
    client = sign_in("staff", temporary)
    assert client.get(LOGIN)["Location"] == "/accounts/2fa/authenticate/"
    assert not is_signed_in(client)


@pytest.mark.parametrize("by", ["staff", "trainer", "privacy", "city", "cityhead", "inspector", "auditor"])
def test_reset_by_who_may_not_is_refused(db, now, by):
    with pytest.raises(PermissionDenied):
        reset_password(user=persona("staff02"), by=persona(by), at=now)


@pytest.mark.parametrize("by", ["deputy", "manager", "sysadmin"])
def test_nobody_resets_their_own(db, now, by):
    with pytest.raises(PermissionDenied):
        reset_password(user=persona(by), by=persona(by), at=now)


def test_one_person_alone_cannot_take_over_an_account(db, now):
    manager, sysadmin = persona("manager"), persona("sysadmin")
    give_app(manager)
    reset_second_factor(user=manager, by=sysadmin, at=now)
    assert not has_factor(manager, "totp")
    manager.refresh_from_db()
    with pytest.raises(ValidationError, match="一人で続けて再設定することはできません"):
        reset_password(user=manager, by=sysadmin, at=now + datetime.timedelta(hours=23))
    reset_password(user=manager, by=persona("deputy"), at=now)


def test_reset_page_shows_the_password_once(client_for):
    client, pk = client_for("manager"), persona("staff").pk
    response = client.post(f"/accounts/people/{pk}/password/")
    assert response["Location"] == f"/accounts/people/{pk}/password/shown/"
    shown = client.get(response["Location"])
    password = re.search(r'one-time-password">([^<]+)<', texts(shown))[1]
    assert persona("staff").check_password(password)
    assert shown["Cache-Control"] == "no-store, private"
    again = client.get(response["Location"])
    assert (again.status_code, again["Location"]) == (302, f"/accounts/people/{pk}/")


def test_password_waiting_to_be_shown_is_sealed_in_the_session(client_for):
    client, pk = client_for("manager"), persona("staff").pk
    client.post(f"/accounts/people/{pk}/password/")
    kept = client.session["accounts.temporary_password"]
    assert set(kept) == {"person", "sealed"}
    assert not re.search(r"[a-z2-9]{4}-[a-z2-9]{4}-", kept["sealed"])


def test_password_is_shown_to_its_maker_only(client_for):
    client_for("manager").post(f"/accounts/people/{persona('staff').pk}/password/")
    response = client_for("deputy").get(f"/accounts/people/{persona('staff').pk}/password/shown/")
    assert response.status_code == 302
