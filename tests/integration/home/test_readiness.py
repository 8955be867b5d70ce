"""`/readyz`: each part found ready and found failing, and who learns why."""

import datetime
from collections.abc import Callable
from unittest import mock

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from django.test import Client
from django_tasks_db.models import DBTaskResult

from portal import recording, registry
from portal.home.readiness import PROBE
from portal.models import Heartbeat
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def all_well(tmp_path) -> None:
    """Build the index and beat once."""
    call_command("ensure_index", verbosity=0)
    Heartbeat.objects.update_or_create(name="clock", defaults={"at": NOW})


def checks(client: Client, expected: int) -> dict[str, str]:
    response = client.get("/readyz")
    assert response.status_code == expected, response.json()
    return response.json()["checks"]


def test_ready_when_every_part_works(client: Client) -> None:
    assert checks(client, 200) == dict.fromkeys(
        ["database", "index", "worker", "clock", "log", "armour"], "ok"
    )


def test_strangers_learn_no_reasons(client: Client, client_for: Callable[[str], Client]) -> None:
    Heartbeat.objects.all().delete()
    assert set(client.get("/readyz").json()) == {"status", "checks"}
    assert set(client_for("staff").get("/readyz").json()) == {"status", "checks"}


def test_those_who_run_the_system_learn_the_reason(client_for: Callable[[str], Client]) -> None:
    Heartbeat.objects.all().delete()
    assert client_for("sysadmin").get("/readyz").json()["details"]["clock"] == "まだ一度も動いていません。"


def test_not_ready_when_the_clock_stands_still(client: Client) -> None:
    Heartbeat.objects.update(at=NOW - datetime.timedelta(minutes=4))
    assert checks(client, 503)["clock"] == "failed"


def waiting(minutes: int) -> None:
    DBTaskResult.objects.create(
        task_path="portal.nothing",
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        run_after=NOW - datetime.timedelta(minutes=minutes),
        exception_class_path="",
        traceback="",
    )
    DBTaskResult.objects.update(enqueued_at=NOW - datetime.timedelta(minutes=minutes))


def test_not_ready_when_a_task_waits_too_long(client: Client) -> None:
    waiting(minutes=6)
    assert checks(client, 503)["worker"] == "failed"


def test_ready_while_a_task_waits_a_little(client: Client) -> None:
    waiting(minutes=2)
    assert checks(client, 200)["worker"] == "ok"


def test_not_ready_without_an_index(client: Client, settings, tmp_path) -> None:
    backend = settings.MODELSEARCH_BACKENDS["default"] | {"PATH": tmp_path / "nowhere"}
    settings.MODELSEARCH_BACKENDS = {"default": backend}
    settings.WAGTAILSEARCH_BACKENDS = {"default": backend}
    assert checks(client, 503)["index"] == "failed"


def test_not_ready_when_nothing_can_be_recorded(client: Client) -> None:
    with mock.patch.object(recording, "_recorder", side_effect=recording.RecordingFailed("disk full")):
        assert checks(client, 503)["log"] == "failed"


def test_probing_the_log_leaves_no_entry(client: Client) -> None:
    from compliance.ledger.models import LedgerEntry

    before = LedgerEntry.objects.count()
    assert checks(client, 200)["log"] == "ok"
    assert LedgerEntry.objects.count() == before
    assert not LedgerEntry.objects.filter(kind=PROBE).exists()


def test_check_that_breaks_counts_as_failed(client: Client) -> None:
    def broken(at: datetime.datetime) -> str:
        raise DatabaseError("connection refused")

    check = registry.Readiness("database", "データベース", broken, 10)
    with mock.patch.dict(registry._readiness, {"database": check}):
        assert checks(client, 503)["database"] == "failed"
