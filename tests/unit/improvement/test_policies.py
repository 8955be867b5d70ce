"""States, days and what may be counted, without a database."""

import datetime

import pytest

from manuals.improvement.enums import DueState, ImprovementState, Verdict
from manuals.improvement.policies import (
    TRANSITIONS,
    due_state,
    is_shown,
    months_after,
    query_key,
    reminder_step,
    state_of,
)

NOW = datetime.datetime(2026, 6, 17, 10, 0, tzinfo=datetime.UTC)
TODAY = NOW.date()
DAY = datetime.timedelta(days=1)


def test_state_follows_answer_and_day_of_effect() -> None:
    assert state_of(None, None, NOW) == ImprovementState.RECEIVED
    assert state_of(Verdict.ADOPTED, NOW + DAY, NOW) == ImprovementState.ADOPTED
    assert state_of(Verdict.ADOPTED, NOW, NOW) == ImprovementState.REFLECTED
    assert state_of(Verdict.DECLINED, NOW, NOW) == ImprovementState.DECLINED


def test_every_state_says_what_may_follow() -> None:
    assert set(TRANSITIONS) == set(ImprovementState)
    assert TRANSITIONS[ImprovementState.REFLECTED] == ()


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [("2026-01-31", 1, "2026-02-28"), ("2024-02-29", 12, "2025-02-28"), ("2026-11-30", 3, "2027-02-28"),
     ("2026-12-01", 12, "2027-12-01"), ("2026-03-01", -3, "2025-12-01")],
)  # fmt: skip
def test_months_after(day: str, months: int, expected: str) -> None:
    assert months_after(datetime.date.fromisoformat(day), months).isoformat() == expected


@pytest.mark.parametrize(
    ("left", "step", "state"),
    [(31, None, DueState.LATER), (30, 30, DueState.MONTH), (8, 30, DueState.MONTH), (7, 7, DueState.WEEK),
     (1, 7, DueState.WEEK), (0, 0, DueState.WEEK), (-1, 0, DueState.PAST), (-7, -1, DueState.PAST),
     (-13, -1, DueState.PAST), (-14, -2, DueState.PAST)],
)  # fmt: skip
def test_reminders_and_colours(left: int, step: int | None, state: DueState) -> None:
    due = TODAY + left * DAY
    assert reminder_step(due, TODAY) == step
    assert due_state(due, TODAY) == state


def test_queries_are_normalised_and_numbers_dropped() -> None:
    assert query_key("　ﾏｲﾅ　カード ") == "マイナ カード"
    assert query_key("J-LIS") == "j-lis"
    assert query_key("5年 10歳 2026") == "5年 10歳 2026"
    for dropped in ("123456789018", "電話 0465-33-1111", "１２３４５６", "   "):
        assert query_key(dropped) is None


def test_threshold_counts_groups() -> None:
    assert not is_shown(0b11, 3)
    assert is_shown(0b10110, 3)
