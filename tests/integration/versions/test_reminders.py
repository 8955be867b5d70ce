"""Who is told that it is their turn, when, and how often."""

import datetime

import pytest

from manuals.models import ManualPage
from manuals.versions.actions import approve_proposal, return_proposal, submit_proposal
from manuals.versions.reminders import remind_of_turns
from portal.notifications.models import Notification
from tests.approving import revise
from tests.conftest import persona

DAY = datetime.timedelta(days=1)


@pytest.fixture
def proposal(make_page, now):
    """The deputy's draft, put forward."""
    page = make_page("施行中の題名")
    revise(page, title="改めた題名", author="deputy")
    return submit_proposal(
        page=ManualPage.objects.get(pk=page.pk),
        kind="MAJOR",
        change_note="題名",
        by=persona("deputy"),
        at=now,
    )


def told(name: str) -> list[str]:
    """Return what a person was told of proposals, the oldest first."""
    found = Notification.objects.filter(recipient=persona(name), key__startswith="proposal.")
    return list(found.order_by("pk").values_list("text", flat=True))


def test_turn_is_told_once_to_those_who_may_decide_and_not_to_the_author(proposal, now) -> None:
    remind_of_turns(now)
    remind_of_turns(now + datetime.timedelta(minutes=1))
    assert told("manager") == ["「改めた題名」の改正案が受注者確認を待っています。"]
    for name in ("deputy", "staff", "city", "cityhead"):
        assert told(name) == []
    approve_proposal(proposal=proposal, by=persona("manager"), at=now)
    remind_of_turns(now)
    assert told("cityhead") == ["「改めた題名」の改正案が市承認を待っています。"]
    assert len(told("manager")) == 1


def test_near_and_late_are_told_once_each_even_after_days_off(proposal, now) -> None:
    remind_of_turns(now)
    left = proposal.due_date - now.date()
    remind_of_turns(now + left - DAY)
    assert told("manager")[1:] == ["「改めた題名」の改正案の受注者確認の期限は明日です。"]
    remind_of_turns(now + left + 5 * DAY)
    remind_of_turns(now + left + 6 * DAY)
    assert told("manager")[2:] == ["「改めた題名」の改正案の受注者確認が期限を過ぎています。"]


def test_submitter_is_told_of_a_return(proposal, now) -> None:
    return_proposal(proposal=proposal, by=persona("manager"), at=now, comment="題名を直してください。")
    assert told("deputy") == ["「改めた題名」の改正案が差し戻されました。理由を確かめて直してください。"]
    remind_of_turns(now)
    assert told("manager") == []
