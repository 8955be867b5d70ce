import datetime

import pytest

from manuals.models import ChapterPage
from manuals.queries import most_read
from tests.approving import approve


@pytest.fixture
def read(client_for):
    """Return a function that opens a page some times as somebody."""

    def opened(page, times: int, name: str = "staff") -> None:
        client = client_for(name)
        for _ in range(times):
            client.get(page.url)

    return opened


def titles(found) -> list[str]:
    """Return the titles of pages."""
    return [one.title for one in found]


def test_most_read_are_the_persons_own_pages_by_times(make_page, read, staff, now) -> None:
    rarely, often, others = make_page("たまに"), make_page("いつも"), make_page("ほかの人")
    read(rarely, 2)
    read(often, 3)
    read(others, 5, "manager")
    assert titles(most_read(staff, now + datetime.timedelta(hours=1))) == [often.title, rarely.title]


def test_most_read_leaves_out_what_was_opened_once_long_ago_or_is_withdrawn(
    make_page, read, staff, now
) -> None:
    once, withdrawn, old = make_page("一度"), make_page("取下げ"), make_page("昔")
    read(once, 1)
    read(withdrawn, 3)
    read(old, 3)
    approve(withdrawn, kind="WITHDRAWAL")
    assert titles(most_read(staff, now + datetime.timedelta(hours=1))) == [old.title]
    assert most_read(staff, now + datetime.timedelta(days=31)) == []


def test_home_shows_chapters_and_what_is_read_most(client_for, make_page, read) -> None:
    page = make_page("いつもの手順")
    read(page, 2)
    shown = client_for("staff").get("/").content.decode()
    assert "よく使うマニュアル" in shown
    assert "いつもの手順" in shown
    assert "試しの章" in shown


def test_home_shows_no_panel_without_a_manual(client_for) -> None:
    ChapterPage.objects.all().delete()
    assert "panel-manuals" not in client_for("staff").get("/").content.decode()


def test_home_shows_no_panel_to_the_system_administrator(client_for, chapter) -> None:
    assert "panel-manuals" not in client_for("sysadmin").get("/").content.decode()
