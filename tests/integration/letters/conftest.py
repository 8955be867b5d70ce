"""Pages of the manual and letters for the tests of letters."""

import pytest

from manuals.letters.actions import DraftFacts, send_letter, start_draft
from manuals.letters.enums import LetterKind
from tests.conftest import NOW, persona
from tests.integration.manuals.conftest import chapter, make_page, no_indexing, picture, task

__all__ = ["chapter", "make_page", "no_indexing", "picture", "task"]


def facts(kind: LetterKind = LetterKind.CONSULTATION, **others: object) -> DraftFacts:
    """Return what a sender writes."""
    said = {"subject": "予約のない来庁者の受付", "body": "受付の順番を協議します。"}
    return DraftFacts(kind=kind, **(said | others))


@pytest.fixture
def drafted(db):
    """Return a function that begins a letter."""

    def start(by: str = "manager", kind: LetterKind = LetterKind.CONSULTATION, at=NOW, **others):
        return start_draft(facts=facts(kind, **others), by=persona(by), at=at)

    return start


@pytest.fixture
def sent(drafted):
    """Return a function that sends a letter."""

    def send(by: str = "manager", kind: LetterKind = LetterKind.CONSULTATION, at=NOW, **others):
        return send_letter(letter=drafted(by, kind, at, **others), seen=1, by=persona(by), at=at)

    return send
