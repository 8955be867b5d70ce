"""What cannot be recorded does not happen."""

import pytest

from portal import recording


def test_record_refuses_a_kind_that_nobody_declared() -> None:
    with pytest.raises(recording.RecordingFailed, match="not declared"):
        recording.record("nobody.declared.this")


def test_record_fails_without_a_ledger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "_recorder", None)
    monkeypatch.setattr(recording, "_kinds", {"test.act.done": "試しました。"})
    with pytest.raises(recording.RecordingFailed, match="no ledger"):
        recording.record("test.act.done")


def test_register_kinds_refuses_a_second_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "_kinds", {})
    recording.register_kinds({"test.act.done": "試しました。"})
    recording.register_kinds({"test.act.done": "試しました。"})
    with pytest.raises(ValueError, match="declared twice"):
        recording.register_kinds({"test.act.done": "別の文です。"})
