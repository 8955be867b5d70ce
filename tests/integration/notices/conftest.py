"""Pages of the manual and notices for the tests of notices."""

import pytest

from manuals.notices.actions import NoticeFacts, publish_notice
from manuals.notices.enums import Audience, Importance
from tests.conftest import NOW, persona
from tests.integration.manuals.conftest import chapter, make_page, no_indexing, picture, task

__all__ = ["chapter", "make_page", "no_indexing", "picture", "task"]


def facts(title: str = "証明書の発行を休みます", **others: object) -> NoticeFacts:
    """Return what a notice says."""
    said = {"body": "6月20日は休みます。", "importance": Importance.NORMAL, "audience": Audience.EVERYONE}
    return NoticeFacts(title=title, **(said | others))


@pytest.fixture
def publish(db):
    """Return a function that publishes a notice."""

    def published(
        title: str = "証明書の発行を休みます", *, by: str = "manager", at=NOW, replaces=None, **others
    ):
        return publish_notice(facts=facts(title, **others), by=persona(by), at=at, replaces=replaces)

    return published
