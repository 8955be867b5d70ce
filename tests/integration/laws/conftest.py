"""Pages of the manual and law changes for the tests of law changes."""

import datetime

import pytest

from manuals.laws.actions import LawFacts, register_law_change
from tests.conftest import NOW, persona
from tests.integration.manuals.conftest import chapter, make_page, no_indexing, picture, task

__all__ = ["chapter", "make_page", "no_indexing", "picture", "task"]


def facts(**others) -> LawFacts:
    """Return what is known of a law change."""
    known = {
        "title": "様式が変わります",
        "source": "市の通知",
        "effective_date": NOW.date() + datetime.timedelta(days=20),
        "summary": "新しい様式で受け付けます。",
        "owner_post": "CITY_OFFICER",
    }
    return LawFacts(**(known | others))


@pytest.fixture
def register(db):
    """Return a function that registers a law change."""

    def registered(*pages, by="city", at=NOW, **others):
        return register_law_change(facts=facts(**others), pages=pages, by=persona(by), at=at)

    return registered
