"""Every URL of the site × every persona, signed out too: deny by default, and nothing unexpected."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.utils import timezone

from portal.access import rule_for
from portal.accounts.demo import PERSONAS
from portal.accounts.enums import Access, Permission
from portal.accounts.permissions import permissions_at
from tests.conftest import persona

TABLE = Path(__file__).parent.parent.parent / "data" / "url_access.tsv"
EVERYBODY = ["signed out", *PERSONAS]
NIL = "00000000-0000-4000-8000-000000000000"
SAMPLES = {"int": "1", "str": "1", "slug": "x", "uuid": NIL, "path": "x"}


def _walk(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route
        else:
            yield from _walk(entry, route)


@lru_cache(maxsize=1)
def routes() -> list[str]:
    """Return every route of the resolver once, in order."""
    return sorted(set(_walk(get_resolver())))


@lru_cache(maxsize=1)
def expected_rules() -> dict[str, str]:
    """Return the rule that the table expects of each route."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


def sample_path(route: str) -> str:
    """Return an address that matches a route, with sample values for its parts."""
    text = re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLES.get(found.group(1) or "str", "1"), route)
    text = re.sub(r"\(\?P<\w+>\[0-9a-f-\]\+\)", SAMPLES["uuid"], text)
    text = re.sub(r"\(\?P<\w+>[^)]*\\d[^)]*\)|\(\\d\+\)", "1", text)
    text = re.sub(r"\(\?P<\w+>[^()]*\)", "x", text)
    text = text.replace("((?:[\\w\\-]+/)*)", "").replace("(.*)", "x")
    return "/" + re.sub(r"\\Z|\\z|[\^$]", "", text).replace("\\-", "-").replace("\\.", ".")


def rule_of(route: str) -> str:
    """Return the rule that holds for a route now."""
    path = sample_path(route)
    rule = rule_for(resolve(path), path)
    return str(rule) if rule is not None else "refused"


def test_every_url_has_an_expectation_and_every_expectation_a_url() -> None:
    assert set(expected_rules()) == set(routes())


def test_every_url_keeps_the_rule_it_is_expected_to_have() -> None:
    found = {route: rule_of(route) for route in routes()}
    assert {route: rule for route, rule in found.items() if expected_rules().get(route) != rule} == {}


def _is_sign_in(response: object) -> bool:
    return response.status_code == 302 and response["Location"].startswith("/accounts/login/")


def _verdict(response: object) -> str:
    # Only /readyz answers 503 by design: under test nothing beats the clock.
    if response.status_code >= 500 and response.request["PATH_INFO"] != "/readyz":
        return "error"
    if _is_sign_in(response):
        return "sign in"
    if response.status_code in {403, 404}:
        return f"refused {response.status_code}"
    return "open"


def _allowed(rule: str, who: str) -> bool:
    if rule == Access.PUBLIC:
        return True
    if rule == "refused" or who == "signed out":
        return False
    if rule == Access.SIGNED_IN:
        return True
    return Permission(rule) in permissions_at(persona(who), timezone.now())


# Faults of the libraries that a browser cannot reach, each with its reason; the list may only shrink.
KNOWN_FAULTS = {
    ("post", "/cms/choose-external-link/"): "Wagtail 7.4 fails on a form sent without its field",
    ("get", "/cms/pages/1/set_position/"): "Wagtail 7.4 fails on the root, which has no place among siblings",
    (
        "post",
        "/cms/pages/1/set_position/",
    ): "Wagtail 7.4 fails on the root, which has no place among siblings",
}
# Behind the door these views ask further: whose account it is, what Wagtail's own permissions say.
FINER_RULES = ("accounts/people/", "cms/")
# Signing out or changing user would end the walk's own session; each has tests of its own.
ENDS_THE_SESSION = {"accounts/logout/", "accounts/switch/", "cms/logout/"}


@pytest.mark.django_db
@pytest.mark.parametrize("who", EVERYBODY)
def test_every_url_for(who: str, client_for: Callable[[str], Client]) -> None:
    client = Client() if who == "signed out" else client_for(who)
    client.raise_request_exception = False
    wrong = []
    for route in routes():
        rule = expected_rules()[route]
        path = sample_path(route)
        if route in ENDS_THE_SESSION and who != "signed out":
            continue
        for method in ("get", "post"):
            verdict = _verdict(getattr(client, method)(path))
            allowed = _allowed(rule, who)
            if (method, path) in KNOWN_FAULTS and verdict == "error":
                continue
            if verdict == "error" or (not allowed and verdict == "open"):
                wrong.append((method, path, rule, verdict))
            is_finer = route.startswith(FINER_RULES)
            if allowed and (
                (verdict == "sign in" and rule != Access.PUBLIC)
                or (verdict == "refused 403" and not is_finer)
            ):
                wrong.append((method, path, rule, verdict))
            if who == "signed out" and rule not in {"public", "refused"} and verdict != "sign in":
                wrong.append((method, path, rule, verdict))
    assert wrong == [], "\n".join(map(str, wrong))
