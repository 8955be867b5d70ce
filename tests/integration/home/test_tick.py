"""`manage.py tick`: every beat runs, the clock's mark is set, failures are told."""

import datetime
from collections.abc import Iterator
from unittest import mock

import pytest
import time_machine
from django.core.management import CommandError, call_command

from portal import registry
from portal.models import Heartbeat
from portal.registry import Beat
from tests.conftest import NOW, TOKYO

pytestmark = pytest.mark.django_db


@pytest.fixture
def ran() -> Iterator[list[tuple[str, datetime.datetime]]]:
    """Replace the registered beats by two that only note when they ran."""
    found: list[tuple[str, datetime.datetime]] = []
    beats = {
        key: Beat(key, lambda at, key=key: found.append((key, at)), order)
        for key, order in [("second", 2), ("first", 1)]
    }
    with mock.patch.dict(registry._beats, beats, clear=True):
        yield found


def test_tick_runs_the_beats_in_order_at_the_given_instant(ran: list[tuple[str, datetime.datetime]]) -> None:
    call_command("tick", "--at", "2026-07-01T09:30")
    at = datetime.datetime(2026, 7, 1, 9, 30, tzinfo=TOKYO)
    assert ran == [("first", at), ("second", at)]


def test_tick_marks_real_time_whatever_instant_is_given(ran: list[tuple[str, datetime.datetime]]) -> None:
    with time_machine.travel(NOW, tick=False):
        call_command("tick", "--at", "2026-07-01T09:30+09:00")
    assert Heartbeat.objects.get(name="clock").at == NOW


def test_tick_may_run_twice(ran: list[tuple[str, datetime.datetime]]) -> None:
    call_command("tick")
    call_command("tick")
    assert sorted(Heartbeat.objects.values_list("name", flat=True)) == ["clock", "first", "second"]


def test_failing_beat_keeps_no_other_from_running(ran: list[tuple[str, datetime.datetime]]) -> None:
    def broken(at: datetime.datetime) -> None:
        raise ValueError("no")

    with (
        mock.patch.dict(registry._beats, {"broken": Beat("broken", broken, 0)}),
        pytest.raises(CommandError, match="broken の処理に失敗しました"),
    ):
        call_command("tick")
    assert [key for key, _ in ran] == ["first", "second"]
    assert set(Heartbeat.objects.values_list("name", flat=True)) == {"clock", "first", "second"}


@pytest.mark.parametrize("text", ["明日", "2026-13-01T10:00", "10:00"])
def test_tick_refuses_what_is_no_instant(text: str) -> None:
    with pytest.raises(CommandError, match="日時は"):
        call_command("tick", "--at", text)
