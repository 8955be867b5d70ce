"""The list of sessions, and ending the others."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from portal.accounts.actions import end_sessions
from tests.conftest import persona
from tests.integration.accounts.conftest import is_signed_in, kinds, texts


def test_sessions_are_listed_with_address_and_device(sign_in):
    client = sign_in("staff")
    other = sign_in("staff")
    other.get("/accounts/", headers={"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"})
    shown = texts(client.get("/accounts/sessions/"))
    assert shown.count('data-label="アドレス">127.0.0.1') == 2
    assert shown.count("この端末") == 1
    assert shown.count("サインインした日時") == 1 + 2


def test_other_sessions_end_and_this_one_stays(sign_in):
    client, other = sign_in("staff"), sign_in("staff")
    response = client.post("/accounts/sessions/")
    assert "ほかの端末を、すべてサインアウトしました。" in texts(client.get(response["Location"]))
    assert is_signed_in(client)
    assert not is_signed_in(other)


def test_sessions_of_others_are_left_alone(sign_in):
    client, colleague = sign_in("staff"), sign_in("deputy")
    client.post("/accounts/sessions/")
    assert is_signed_in(colleague)


def test_manager_ends_all_sessions_of_a_person(sign_in, now):
    client = sign_in("staff")
    key = client.session.session_key
    assert end_sessions(user=persona("staff"), by=persona("manager"), at=now) == 1
    assert not is_signed_in(client)
    assert not Session.objects.filter(pk=key).exists()
    assert not UserSession.objects.filter(user=persona("staff")).exists()
    assert "accounts.sessions.ended" in kinds()


def test_page_does_not_write_on_every_request(sign_in, django_assert_num_queries):
    client = sign_in("staff")
    client.get("/accounts/sessions/")
    with django_assert_num_queries(2):
        # The session and the person: nothing is written while the note is fresh.
        client.post("/accounts/stay/")
