"""Who is told to read what, on which occasions."""

import datetime

import pytest

from manuals.confirmations.actions import confirm_reading
from manuals.confirmations.models import TaskAssignment
from manuals.confirmations.reminders import remind_of_reading
from manuals.versions.queries import version_in_force
from portal.notifications.models import Notification
from tests.approving import approve, revise
from tests.conftest import persona

DAY = datetime.timedelta(days=1)


@pytest.fixture
def page(make_page, task, now):
    """A page that staff and deputy must read and have read, with a version that waits ten days."""
    for name in ("staff", "deputy"):
        TaskAssignment.objects.create(
            person=persona(name),
            task=task,
            start_date=now.date() - 60 * DAY,
            assigned_at=now - 60 * DAY,
            assigned_by=persona("manager"),
        )
    page = make_page("題名")
    for name in ("staff", "deputy"):
        confirm_reading(version=version_in_force(page, now), person=persona(name), at=now)
    revise(page, title="新しい題名")
    approve(page, effective_date=now.date() + 10 * DAY, at=now)
    return page


def told(name: str) -> list[str]:
    """Return what a person was told to read, the oldest first."""
    found = Notification.objects.filter(recipient=persona(name), key__startswith="reading.")
    return list(found.order_by("pk").values_list("text", flat=True))


def test_readers_are_told_at_approval_near_the_day_and_after_it(page, now) -> None:
    remind_of_reading(now)
    remind_of_reading(now + datetime.timedelta(minutes=1))
    assert told("staff") == [
        "「新しい題名」第2版が令和8年6月27日(土)に施行されます。読んで確認してください。"
    ]
    for left in (7, 3, 1):
        remind_of_reading(now + (10 - left) * DAY)
        assert (
            told("staff")[-1]
            == f"「新しい題名」第2版の施行日まで、あと{left}日です。読んで確認してください。"
        )
    remind_of_reading(now + 12 * DAY)
    remind_of_reading(now + 13 * DAY)
    assert told("staff")[4:] == ["「新しい題名」第2版が施行されています。読んで確認してください。"]
    for name in ("manager", "city", "branch"):
        assert told(name) == []


def test_who_has_confirmed_is_not_reminded(page, now) -> None:
    remind_of_reading(now)
    waiting = page.versions.get(number=2)
    confirm_reading(version=waiting, person=persona("staff"), at=now)
    remind_of_reading(now + 7 * DAY)
    assert len(told("staff")) == 1
    assert len(told("deputy")) == 2
