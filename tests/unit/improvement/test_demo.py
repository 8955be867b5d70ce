"""What the demonstration's people say fits the demonstration's manual."""

import pytest

from manuals.demo.changes import CHANGES
from manuals.demo.files import PageFile, read_chapters
from manuals.demo.loader import HERE
from manuals.improvement.demo import figures
from manuals.improvement.demo.loader import DUE, REVIEWED
from manuals.improvement.demo.proposals import FOUND, WHOLE
from manuals.improvement.enums import Verdict
from manuals.improvement.policies import query_key


@pytest.fixture(scope="module")
def pages() -> dict[str, PageFile]:
    """Every page of the demonstration by its slug."""
    return {page.slug: page for chapter in read_chapters(HERE / "pages") for page in chapter.pages}


def test_every_proposal_is_about_a_block_that_exists(pages: dict[str, PageFile]) -> None:
    for one in FOUND:
        blocks = [kind for block in pages[one.slug].body for kind in block]
        assert not one.block or blocks.count(one.block) >= one.nth, one.slug


def test_every_linked_change_exists_and_comes_before_its_answer() -> None:
    for one in FOUND:
        for said in one.answers:
            assert said.days_ago < one.days_ago
            assert said.text or said.verdict != Verdict.DECLINED
            found = [change for change in CHANGES if change.slug == one.slug and said.change in change.note]
            assert not said.change or [change for change in found if change.days_ago > said.days_ago]


def test_every_state_is_there() -> None:
    last = {one.answers[-1].verdict if one.answers else None for one in [*FOUND, WHOLE]}
    assert last == {None, *Verdict}


def test_figures_and_reviews_name_pages_that_exist(pages: dict[str, PageFile]) -> None:
    named = {*figures.READ_OFTEN, *figures.NEVER_READ, *DUE, *(slug for slug, *_ in REVIEWED)}
    assert named <= set(pages)
    assert all(query_key(one.words) for one in figures.SEARCHES)
