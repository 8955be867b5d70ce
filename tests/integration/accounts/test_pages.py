"""Every page of accounts opens, in Japanese, without an English word of a library."""

import re

import pytest

from tests.conftest import persona
from tests.integration.accounts.conftest import give_app, texts

LATIN_ALLOWED = {
    "CSV", "QR", "JavaScript", "TOTP", "Cookie", "Chrome", "Linux", "madoguchi", "demo",
}  # fmt: skip


def english_left(html: str) -> list[str]:
    """Return the Latin words of the text a reader sees."""
    text = re.sub(r"<(script|style|code|svg)\b.*?</\1>", " ", html, flags=re.DOTALL)
    text = re.sub(r"<title>(.*?)</title>", r" \1 ", text)
    text = re.sub(r"<[^>]+>", " ", text)
    words = re.findall(r"[A-Za-z]{4,}", text)
    return sorted(set(words) - LATIN_ALLOWED)


OWN_PAGES = [
    "/accounts/",
    "/accounts/password/",
    "/accounts/sessions/",
    "/accounts/logout/",
    "/accounts/reauthenticate/",
    "/accounts/2fa/",
    "/accounts/2fa/app/activate/",
    "/accounts/2fa/keys/",
    "/accounts/2fa/keys/add/",
]


@pytest.mark.parametrize("path", OWN_PAGES)
def test_own_page_is_japanese(sign_in, path):
    response = sign_in("staff").get(path)
    assert response.status_code == 200
    shown = texts(response)
    if path.endswith("activate/"):
        shown = re.sub(r'<input id="totp-secret"[^>]*>', "", shown)
    assert set(english_left(shown)) <= {"staff"}
    assert not re.search(r'placeholder="[A-Za-z]', shown)


@pytest.mark.parametrize(
    "path", ["/accounts/2fa/app/deactivate/", "/accounts/2fa/recovery-codes/generate/", "/accounts/2fa/"]
)
def test_page_of_second_factor_in_use_is_japanese(client_for, path):
    give_app(persona("staff"))
    client = client_for("staff")
    client.post("/accounts/reauthenticate/", {"password": "madoguchi-demo"})
    response = client.get(path)
    assert response.status_code == 200
    assert english_left(texts(response)) == []


def test_sign_in_page_is_japanese_and_names_the_demonstration(client, db):
    shown = texts(client.get("/accounts/login/"))
    assert english_left(shown) == []
    assert "<code>cityhead</code>" in shown
    assert "<code>madoguchi-demo</code>" in shown


def test_sign_in_page_outside_the_demonstration_names_nobody(client, db, settings):
    settings.DEMO = False
    shown = texts(client.get("/accounts/login/"))
    assert "cityhead" not in shown
    assert "madoguchi-demo" not in shown


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/signup/",
        "/accounts/email/",
        "/accounts/password/reset/",
        "/accounts/password/set/",
        "/accounts/confirm-email/",
        "/accounts/inactive/",
        "/accounts/2fa/recovery-codes/download/",
        "/accounts/social/login/cancelled/",
    ],
)
def test_page_of_allauth_that_is_not_used_does_not_exist(client_for, client, path):
    assert client.get(path).status_code == 404
    assert client_for("sysadmin").get(path).status_code == 404


PERSON_PAGES = [
    "",
    "edit/",
    "password/",
    "second-factor/",
    "lock/",
    "unlock/",
    "sessions/",
    "deactivate/",
    "posts/new/",
]


@pytest.mark.parametrize("page", PERSON_PAGES)
def test_page_of_a_person_is_japanese(client_for, page):
    response = client_for("manager").get(f"/accounts/people/{persona('staff').pk}/{page}")
    assert response.status_code == 200
    assert set(english_left(texts(response))) <= {"staff"}


def test_list_of_people_is_japanese(client_for):
    response = client_for("manager").get("/accounts/people/")
    assert response.status_code == 200
    assert english_left(texts(response)) == []
    assert "佐藤 美咲" in texts(response)


@pytest.mark.parametrize("page", ["end/", "cancel/"])
def test_page_of_a_post_is_japanese(client_for, page):
    staff = persona("staff")
    holding = staff.post_holdings.get()
    response = client_for("manager").get(f"/accounts/people/{staff.pk}/posts/{holding.pk}/{page}")
    assert response.status_code == 200
    assert english_left(texts(response)) == []
