"""Guessing is shut out: by account under either name, and by address."""

import datetime

import pytest
import time_machine
from django.test import Client

from portal.accounts.actions import unlock_account
from tests.conftest import NOW, persona
from tests.integration.accounts.conftest import LOGIN, PASSWORD, give_app, is_signed_in, kinds, texts

MINUTE = datetime.timedelta(minutes=1)
SHUT_OUT = "サインインの失敗が続いたため、受け付けを一時的に止めています。"


def guess(name: str, password: str = "wrong", address: str = "192.0.2.1") -> str:
    return texts(Client(REMOTE_ADDR=address).post(LOGIN, {"login": name, "password": password}))


@pytest.fixture
def stopped_clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def test_account_is_shut_out_after_five_failures(db, stopped_clock):
    for number in range(5):
        assert SHUT_OUT not in guess("staff", address=f"192.0.2.{number}")
    shown = guess("staff", PASSWORD, address="192.0.2.99")
    assert SHUT_OUT in shown
    assert "10時5分以降に、もう一度お試しください。" in shown
    assert kinds()[-1] == "accounts.session.shut_out"


def test_both_names_of_a_person_count_together(db, stopped_clock):
    for name in ["staff", "K1012", "ＳＴＡＦＦ", "ｋ１０１２", "staff"]:
        guess(name)
    assert SHUT_OUT in guess("k1012", PASSWORD)
    assert SHUT_OUT in guess("Staff", PASSWORD)


def test_unknown_name_is_shut_out_alike(db, stopped_clock):
    for _ in range(5):
        assert SHUT_OUT not in guess("nobody")
    assert SHUT_OUT in guess("ＮＯＢＯＤＹ")


def test_others_are_not_shut_out_with_an_account(db, stopped_clock):
    for _ in range(5):
        guess("staff", address="192.0.2.7")
    client = Client(REMOTE_ADDR="192.0.2.7")
    client.post(LOGIN, {"login": "deputy", "password": PASSWORD})
    assert is_signed_in(client)


def test_account_is_let_in_when_it_was_promised(db, stopped_clock):
    for _ in range(5):
        guess("staff")
        stopped_clock.shift(MINUTE / 2)
    assert "10時5分以降に" in guess("staff", PASSWORD)
    stopped_clock.move_to(NOW + 5 * MINUTE)
    client = Client()
    client.post(LOGIN, {"login": "staff", "password": PASSWORD})
    assert is_signed_in(client)


def test_right_passwords_in_between_do_not_help_guessing(db, stopped_clock):
    for _ in range(5):
        guess("staff")
        Client(REMOTE_ADDR="192.0.2.1").post(LOGIN, {"login": "deputy", "password": PASSWORD})
    assert SHUT_OUT in guess("staff", PASSWORD)


def test_address_is_shut_out_after_twenty_failures(db, stopped_clock):
    for number in range(20):
        assert SHUT_OUT not in guess(f"somebody{number}")
    assert SHUT_OUT in guess("staff", PASSWORD)
    assert SHUT_OUT not in guess("staff", PASSWORD, address="192.0.2.2")


def test_address_cannot_be_forged_by_a_header(db, stopped_clock):
    for number in range(20):
        Client(HTTP_X_FORWARDED_FOR=f"198.51.100.{number}").post(
            LOGIN, {"login": f"x{number}", "password": "x"}
        )
    answer = Client(HTTP_X_FORWARDED_FOR="198.51.100.200").post(
        LOGIN, {"login": "staff", "password": PASSWORD}
    )
    assert SHUT_OUT in texts(answer)


def test_flood_of_requests_is_answered_in_japanese(db, stopped_clock):
    client = Client()
    answers = [client.post(LOGIN, {"login": "", "password": ""}) for _ in range(61)]
    assert answers[-1].status_code == 429
    assert "しばらく" in texts(answers[-1])


def test_manager_clears_the_failures(db, stopped_clock):
    for _ in range(5):
        guess("staff")
    unlock_account(user=persona("staff"), by=persona("manager"), at=NOW)
    client = Client()
    client.post(LOGIN, {"login": "staff", "password": PASSWORD})
    assert is_signed_in(client)


def test_wrong_codes_are_shut_out(db, stopped_clock):
    give_app(persona("staff"))
    client = Client()
    client.post(LOGIN, {"login": "staff", "password": PASSWORD})
    for _ in range(5):
        shown = texts(client.post("/accounts/2fa/authenticate/", {"code": "000000"}))
        assert "コードが違うか、使えなくなっています。" in shown
    shown = texts(client.post("/accounts/2fa/authenticate/", {"code": "000000"}))
    assert SHUT_OUT in shown
    assert "10時5分以降に" in shown


def test_wrong_passwords_when_confirming_are_shut_out(client_for, db, stopped_clock):
    client = client_for("staff")
    for _ in range(5):
        shown = texts(client.post("/accounts/reauthenticate/", {"password": "wrong"}))
        assert "パスワードが違います。" in shown
    assert SHUT_OUT in texts(client.post("/accounts/reauthenticate/", {"password": PASSWORD}))
