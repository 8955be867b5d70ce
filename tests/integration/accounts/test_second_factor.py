"""Second factors: by post, at sign-in, recovery codes, replay, removal."""

import datetime
import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client

from portal.accounts.enums import Post
from tests.conftest import NOW, persona
from tests.integration.accounts.conftest import (
    LOGIN,
    PASSWORD,
    code_of,
    give_app,
    has_factor,
    is_signed_in,
    kinds,
    texts,
)

AUTHENTICATE = "/accounts/2fa/authenticate/"
ACTIVATE = "/accounts/2fa/app/activate/"


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as travelling:
        yield travelling


@pytest.fixture
def required(settings):
    settings.MFA_REQUIRED_POSTS = [Post.MANAGER, Post.SYSADMIN]


def activate(client: Client) -> tuple[str, list[str]]:
    """Register an authenticator app through the pages; return its secret and the recovery codes."""
    page = texts(client.get(ACTIVATE))
    secret = re.search(r'id="totp-secret" type="text" value="([A-Z2-7]+)"', page)[1]
    response = client.post(ACTIVATE, {"code": code_of(secret)})
    assert response.status_code == 302, texts(response)
    codes = re.findall(r"<li><code>(\d+)</code></li>", texts(client.get(response["Location"])))
    return secret, codes


def test_required_by_post_until_it_is_done(sign_in, required, clock):
    client = sign_in("manager")
    for page in ["/", "/accounts/people/", "/accounts/", "/cms/"]:
        response = client.get(page)
        assert (response.status_code, response["Location"]) == (302, "/accounts/2fa/")
    assert "あなたの職では、二要素認証が必要です。" in texts(client.get("/accounts/2fa/"))
    activate(client)
    assert client.get("/accounts/people/").status_code == 200


def test_not_required_of_other_posts(sign_in, required):
    assert sign_in("staff").get("/accounts/").status_code == 200


def test_required_does_not_lock_in(sign_in, required):
    client = sign_in("manager")
    assert client.post("/accounts/logout/").status_code == 302
    assert not is_signed_in(client)


def test_partial_page_is_turned_to_set_up_as_a_whole(sign_in, required):
    response = sign_in("manager").get("/search/", headers={"HX-Request": "true"})
    assert response["HX-Redirect"] == "/accounts/2fa/"


def test_sign_in_with_an_app(sign_in, clock):
    secret = give_app(persona("staff"))
    client = sign_in("staff", next="/accounts/sessions/")
    assert not is_signed_in(client)
    response = client.post(AUTHENTICATE, {"code": code_of(secret)})
    assert response["Location"] == "/accounts/sessions/"
    assert is_signed_in(client)


def test_code_is_taken_in_any_width(sign_in, clock):
    secret = give_app(persona("staff"))
    client = sign_in("staff")
    code = code_of(secret).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    client.post(AUTHENTICATE, {"code": f"{code[:3]} {code[3:]}"})
    assert is_signed_in(client)


def test_code_is_used_once(sign_in, clock):
    secret = give_app(persona("staff"))
    code = code_of(secret)
    sign_in("staff").post(AUTHENTICATE, {"code": code})
    second = sign_in("staff")
    assert "コードが違うか、使えなくなっています。" in texts(second.post(AUTHENTICATE, {"code": code}))
    assert not is_signed_in(second)


def test_code_of_the_half_minute_before_is_refused(sign_in, clock):
    secret = give_app(persona("staff"))
    old = code_of(secret)
    clock.shift(datetime.timedelta(seconds=31))
    client = sign_in("staff")
    client.post(AUTHENTICATE, {"code": old})
    assert not is_signed_in(client)


def test_second_step_alone_opens_nothing(client, db):
    assert client.get(AUTHENTICATE)["Location"] == LOGIN
    assert client.post(AUTHENTICATE, {"code": "123456"})["Location"] == LOGIN


def test_second_step_can_be_given_up(sign_in, clock):
    give_app(persona("staff"))
    client = sign_in("staff")
    assert client.get(LOGIN)["Location"] == AUTHENTICATE
    assert client.post("/accounts/logout/", {"next": LOGIN})["Location"] == LOGIN
    assert client.get(LOGIN).status_code == 200


def test_recovery_code_works_once(sign_in, clock):
    _, codes = activate(sign_in("staff"))
    assert len(codes) == 10
    first = sign_in("staff")
    first.post(AUTHENTICATE, {"code": codes[0]})
    assert is_signed_in(first)
    second = sign_in("staff")
    second.post(AUTHENTICATE, {"code": codes[0]})
    assert not is_signed_in(second)
    second.post(AUTHENTICATE, {"code": codes[1]})
    assert is_signed_in(second)


def test_recovery_codes_are_shown_once(sign_in, clock):
    client = sign_in("staff")
    activate(client)
    page = texts(client.get("/accounts/2fa/recovery-codes/"))
    assert "残り10個です。" in page
    assert not re.search(r"<code>\d{8}</code>", page)


def test_new_recovery_codes_replace_the_old(sign_in, clock):
    client = sign_in("staff")
    _, old = activate(client)
    response = client.post("/accounts/2fa/recovery-codes/generate/")
    new = re.findall(r"<li><code>(\d+)</code></li>", texts(client.get(response["Location"])))
    assert len(new) == 10
    assert not set(new) & set(old)


def test_secrets_are_encrypted_at_rest(sign_in, clock):
    secret, codes = activate(sign_in("staff"))
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored
    assert not any(code in stored for code in codes)
    assert "gAAAA" in stored


def test_change_of_factors_asks_for_the_password_after_a_while(sign_in, clock):
    client = sign_in("staff")
    assert client.get(ACTIVATE).status_code == 200
    clock.shift(datetime.timedelta(minutes=6))
    assert (
        client.get(ACTIVATE)["Location"] == f"/accounts/reauthenticate/?next={ACTIVATE.replace('/', '%2F')}"
    )
    data = {"password": PASSWORD, "next": ACTIVATE}
    assert client.post("/accounts/reauthenticate/", data)["Location"] == ACTIVATE
    assert client.get(ACTIVATE).status_code == 200


def test_last_factor_is_kept_while_a_post_needs_it(sign_in, required, clock):
    client = sign_in("manager")
    activate(client)
    shown = texts(client.post("/accounts/2fa/app/deactivate/"))
    assert "あなたの職では二要素認証が必要です。先に別の方法を登録してください。" in shown
    assert has_factor(persona("manager"), "totp")


def test_factor_may_be_removed_where_no_post_needs_it(sign_in, clock):
    client = sign_in("staff")
    activate(client)
    client.post("/accounts/2fa/app/deactivate/")
    assert not Authenticator.objects.filter(user=persona("staff")).exists()


def test_wrong_code_at_registration_registers_nothing(sign_in, clock):
    client = sign_in("staff")
    client.get(ACTIVATE)
    assert "コードが違うか、使えなくなっています。" in texts(client.post(ACTIVATE, {"code": "000000"}))
    assert not has_factor(persona("staff"), "totp")


def test_sign_in_steps_are_on_record(sign_in, clock):
    secret = give_app(persona("staff"))
    client = sign_in("staff")
    client.post(AUTHENTICATE, {"code": "000000"})
    client.post(AUTHENTICATE, {"code": code_of(secret)})
    assert kinds()[-3:] == [
        "accounts.second_factor.failed",
        "accounts.second_factor.used",
        "accounts.session.signed_in",
    ]
