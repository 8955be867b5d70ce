"""The greeting by the time of day."""

import datetime

import pytest

from portal.home.policies import greeting


@pytest.mark.parametrize(
    ("time", "words"),
    [
        ("00:00", "おはようございます"),
        ("10:59", "おはようございます"),
        ("11:00", "こんにちは"),
        ("16:59", "こんにちは"),
        ("17:00", "お疲れさまです"),
        ("23:59", "お疲れさまです"),
    ],
)
def test_greeting_changes_at_eleven_and_at_five(time: str, words: str) -> None:
    assert greeting(datetime.time.fromisoformat(time)) == words
