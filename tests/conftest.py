"""What all tests share: frozen time, the demonstration's people, a signed-in client for each."""

import datetime
import os
from collections.abc import Callable, Iterator
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from portal.accounts.demo import PERSONAS, load_people
from portal.accounts.models import User
from portal.registry import DemoOptions

TOKYO = ZoneInfo("Asia/Tokyo")
# A Wednesday morning within the contract's term, counters open.
NOW = datetime.datetime(2026, 6, 17, 10, 0, tzinfo=TOKYO)

# Playwright keeps an event loop in the thread that drives the browser.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the browser tests on one worker: they share one running portal."""
    for item in items:
        if "tests/functional/" in str(item.path):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(autouse=True)
def frozen_time(request: pytest.FixtureRequest) -> Iterator[None]:
    """Start every test at the same instant; browser tests talk to a server with a clock of its own."""
    if request.node.get_closest_marker("browser"):
        yield
        return
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def now() -> datetime.datetime:
    """Return the instant at which tests start."""
    return NOW


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> None:
    """Put the demonstration's people into the test database once a worker."""
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=True):
        load_people(DemoOptions(seed=1, scale=1, at=NOW))


def persona(name: str) -> User:
    """Return one of the demonstration's people by user name."""
    return User.objects.select_related("organisation", "counter").get(username=name)


def _persona_fixture(name: str) -> Callable[..., User]:
    @pytest.fixture(name=name)
    def fixture(db: None) -> User:
        return persona(name)

    return fixture


for _name in PERSONAS:
    globals()[f"persona_{_name}"] = _persona_fixture(_name)


@pytest.fixture
def client_for(db: None) -> Callable[[str | User], Client]:
    """Return a function that signs a person (or a persona's name) in and gives the client."""

    def signed_in(who: str | User) -> Client:
        client = Client()
        user = persona(who) if isinstance(who, str) else who
        client.force_login(user, backend="portal.accounts.backends.StaffNumberBackend")
        return client

    return signed_in
