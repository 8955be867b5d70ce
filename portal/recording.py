"""The port through which every act goes on record; the ledger plugs in from above."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from django.db.models import Model

    from portal.accounts.models import User

Detail = Mapping[str, object]


class RecordingFailed(Exception):
    """The record cannot be written, so the act must not happen."""


class Recorder(Protocol):
    """Write one entry of the ledger."""

    def __call__(
        self,
        *,
        kind: str,
        subject: "Model | None",
        subject_key: str,
        subject_label: str,
        purpose: str,
        detail: Detail,
        actor: "User | None",
    ) -> None: ...


_recorder: Recorder | None = None
_kinds: dict[str, str] = {}


def install(recorder: Recorder) -> None:
    """Make `recorder` the one that writes; called once, by the ledger, at start."""
    global _recorder  # noqa: PLW0603 - one recorder a process, set at start
    _recorder = recorder


def register_kinds(kinds: Mapping[str, str]) -> None:
    """Declare dotted kinds of entries, each with one Japanese sentence (`{subject}` is filled in)."""
    for kind, sentence in kinds.items():
        if _kinds.get(kind, sentence) != sentence:
            raise ValueError(f"kind {kind} is declared twice")
        _kinds[kind] = sentence


def kinds() -> Mapping[str, str]:
    """Return every declared kind with its sentence."""
    return dict(_kinds)


def record(
    kind: str,
    *,
    subject: "Model | None" = None,
    subject_key: str = "",
    subject_label: str = "",
    purpose: str = "",
    detail: Detail | None = None,
    actor: "User | None" = None,
) -> None:
    """Put one act on record; raise `RecordingFailed` if that is impossible.

    `actor` defaults to the signed-in user of the current request.
    """
    if kind not in _kinds:
        raise RecordingFailed(f"kind {kind} is not declared")
    if _recorder is None:
        raise RecordingFailed("no ledger is installed")
    _recorder(
        kind=kind,
        subject=subject,
        subject_key=subject_key,
        subject_label=subject_label,
        purpose=purpose,
        detail=detail or {},
        actor=actor,
    )
