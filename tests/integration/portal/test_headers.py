"""Headers that hold on every answer."""

from collections.abc import Callable

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def policy(client: Client, path: str) -> dict[str, list[str]]:
    """Return the content policy of an answer as directives and their sources."""
    header = client.get(path)["Content-Security-Policy"]
    return {part.split()[0]: part.split()[1:] for part in header.split(";") if part.strip()}


def test_our_pages_allow_nothing_inline_and_nothing_foreign(client_for: Callable[[str], Client]) -> None:
    directives = policy(client_for("staff"), "/")
    assert directives["default-src"] == ["'none'"]
    assert directives["script-src"] == ["'self'"]
    assert directives["style-src"] == ["'self'"]
    assert directives["frame-ancestors"] == ["'none'"]
    assert not [word for words in directives.values() for word in words if "://" in word or "unsafe" in word]


def test_the_cms_never_allows_inline_scripts_without_a_nonce(client_for: Callable[[str], Client]) -> None:
    directives = policy(client_for("city"), "/cms/")
    assert "'unsafe-inline'" not in directives["script-src"]
    assert "'unsafe-eval'" not in directives["script-src"]
    assert not [word for words in directives.values() for word in words if "://" in word]


def test_pages_of_a_signed_in_person_are_kept_by_no_cache(client_for: Callable[[str], Client]) -> None:
    assert "no-store" in client_for("staff").get("/")["Cache-Control"]


def test_forged_address_is_not_believed(client: Client) -> None:
    response = client.get("/healthz", headers={"X-Forwarded-For": "198.51.100.7"}, REMOTE_ADDR="203.0.113.9")
    assert response.wsgi_request.META["REMOTE_ADDR"] == "203.0.113.9"


def test_each_answer_names_its_request(client_for: Callable[[str], Client]) -> None:
    client = client_for("staff")
    first, second = client.get("/")["X-Request-ID"], client.get("/")["X-Request-ID"]
    assert len(first) == 32
    assert first != second


def test_referrer_and_sniffing_are_restricted(client: Client) -> None:
    response = client.get("/accounts/login/")
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
