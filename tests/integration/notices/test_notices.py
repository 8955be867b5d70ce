"""Whom a notice asks, who has read it, what is never changed, what the clock does."""

import datetime
import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from compliance.ledger.models import LedgerEntry
from manuals.notices.actions import confirm_notice, publish_notice, withdraw_notice
from manuals.notices.crowd import asked_people, rates, unread_people
from manuals.notices.enums import Audience
from manuals.notices.models import Notice, NoticeRead
from manuals.notices.queries import read_list, unread_of
from manuals.notices.reminding import remind
from manuals.versions.models import KeptForGood
from portal.accounts.models import Counter, PostHolding, User
from portal.notifications.models import Notification
from tests.conftest import persona
from tests.integration.notices.conftest import facts

DAY = datetime.timedelta(days=1)
# Twelve digits with a right check digit.
MY_NUMBER = "123456789018"


def names(people) -> set[str]:
    """Return user names."""
    return {person.username for person in people}


def waits_for(name: str, now) -> list[str]:
    """Return the titles of what a person has still to read."""
    return [notice.title for notice in unread_of(persona(name), now)]


def test_everyone_means_both_sides_and_the_branches(publish, now) -> None:
    asked = names(asked_people(publish(), now))
    assert {
        "staff",
        "deputy",
        "privacy",
        "trainer",
        "city",
        "cityhead",
        "branch",
        "izumi",
        "koyurugi",
    } <= asked
    # Its author, those who serve no counter and who has left are not asked.
    assert not {"manager", "auditor", "inspector", "ciso", "sysadmin", "leaver"} & asked


def test_chosen_counters_and_contractor_only(publish, now) -> None:
    maronie = Counter.objects.get(code="maronie")
    some = publish("マロニエだけ", audience=Audience.COUNTERS, counters=[maronie])
    assert names(asked_people(some, now)) == {"branch"}
    contractor = publish("受注者だけ", audience=Audience.CONTRACTOR)
    assert not {"city", "branch"} & names(asked_people(contractor, now))
    assert "staff" in names(asked_people(contractor, now))
    assert waits_for("branch", now) == ["マロニエだけ"]
    assert waits_for("staff", now) == ["受注者だけ"]


def test_who_asks_and_what_waits_are_one_rule(publish, now) -> None:
    maronie = Counter.objects.get(code="maronie")
    made = [
        publish("全員"),
        publish("窓口", audience=Audience.COUNTERS, counters=[maronie]),
        publish("受注者", audience=Audience.CONTRACTOR, by="cityhead"),
        publish("以前", at=now - 30 * DAY),
    ]
    PostHolding.objects.filter(user=persona("deputy")).update(start_date=(now - 9 * DAY).date())
    for person in User.objects.active().select_related("organisation"):
        waiting = {notice.pk for notice in unread_of(person, now)}
        asked = {notice.pk for notice in made if person in asked_people(notice, now)}
        assert waiting == asked, person.username


def test_who_came_later_may_read_and_is_not_counted(publish, now) -> None:
    notice = publish(at=now - 10 * DAY)
    PostHolding.objects.filter(user=persona("staff")).update(start_date=(now - DAY).date())
    assert "staff" not in names(asked_people(notice, now))
    assert waits_for("staff", now) == []
    confirm_notice(notice=notice, person=persona("staff"), at=now)
    found = read_list(notice, persona("manager"), at=now)
    assert (found.read, found.later) == (0, 1)


def test_who_leaves_is_not_counted_any_more(publish, now) -> None:
    notice = publish()
    before = len(asked_people(notice, now))
    PostHolding.objects.filter(user=persona("staff")).update(end_date=now.date())
    assert len(asked_people(notice, now)) == before
    assert len(asked_people(notice, now + DAY)) == before - 1


def test_reading_is_noted_once_and_kept(publish, now) -> None:
    notice, staff = publish(), persona("staff")
    read = confirm_notice(notice=notice, person=staff, at=now)
    assert confirm_notice(notice=notice, person=staff, at=now + DAY) == read
    assert waits_for("staff", now) == []
    assert "staff" not in names(unread_people(notice, now))
    assert LedgerEntry.objects.filter(kind="manuals.notice.confirmed").count() == 1
    assert rates([notice], now)[notice.pk][0] == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        NoticeRead(notice=notice, person=staff, read_at=now).save()
    for act in (read.delete, read.save, NoticeRead.objects.all().delete):
        with pytest.raises(KeptForGood):
            act()


def test_notice_is_never_edited(publish, now) -> None:
    notice = publish()
    notice.body = "書き換えた本文"
    for act in (
        notice.save,
        lambda: notice.save(update_fields=["body"]),
        lambda: Notice.objects.update(body="書き換え"),
        notice.delete,
    ):
        with pytest.raises(KeptForGood):
            act()


def test_correction_replaces_and_asks_anew(publish, now) -> None:
    old = publish("休みます")
    confirm_notice(notice=old, person=persona("staff"), at=now)
    new = publish("休みの日の訂正", replaces=old)
    assert waits_for("staff", now) == ["休みの日の訂正"]
    old = Notice.objects.get(pk=old.pk)
    assert old.correction == new
    assert not old.is_standing
    with pytest.raises(ValidationError, match="訂正されています"):
        publish("二つ目の訂正", replaces=old)
    with pytest.raises(ValidationError, match="訂正されています"):
        confirm_notice(notice=old, person=persona("deputy"), at=now)


def test_withdrawn_notice_asks_nobody(publish, now) -> None:
    notice = publish()
    withdraw_notice(notice=notice, reason="日程が変わったため", by=persona("deputy"), at=now)
    assert waits_for("staff", now) == []
    with pytest.raises(ValidationError):
        withdraw_notice(notice=notice, reason="二度目", by=persona("manager"), at=now)
    kinds = set(LedgerEntry.objects.values_list("kind", flat=True))
    assert {"manuals.notice.published", "manuals.notice.withdrawn"} <= kinds


def test_neither_side_touches_the_notices_of_the_other(publish, now) -> None:
    notice = publish(by="city")
    with pytest.raises(PermissionDenied):
        withdraw_notice(notice=notice, reason="理由", by=persona("manager"), at=now)
    with pytest.raises(PermissionDenied):
        publish("訂正", replaces=notice)
    for name in ("staff", "trainer", "branch", "auditor", "inspector"):
        with pytest.raises(PermissionDenied):
            publish("出せない", by=name)


def test_what_cannot_be_published(publish, now) -> None:
    with pytest.raises(ValidationError) as caught:
        publish(audience=Audience.COUNTERS, confirm_by=(now - DAY).date(), body=f"番号は{MY_NUMBER}です")
    assert set(caught.value.message_dict) == {"counters", "confirm_by", "body"}
    assert not Notice.objects.exists()


def test_form_sent_twice_publishes_once(now, db) -> None:
    key = uuid.uuid4()
    first, second = (
        publish_notice(facts=facts(), by=persona("manager"), at=now, form_key=key) for _ in range(2)
    )
    assert first == second


def told(name: str) -> list[str]:
    """Return what a person was told, the oldest first."""
    return list(
        Notification.objects.filter(recipient=persona(name)).order_by("pk").values_list("key", flat=True)
    )


def test_clock_reminds_the_unread_and_tells_who_leads_them_once(publish, now) -> None:
    notice = publish(confirm_by=(now + 2 * DAY).date())
    done = f"notices.published:{notice.pk}"
    assert told("staff") == told("branch") == [done]
    confirm_notice(notice=notice, person=persona("deputy"), at=now)
    for at in (now, now + DAY, now + DAY, now + 2 * DAY, now + 3 * DAY, now + 3 * DAY, now + 4 * DAY):
        remind(at)
    assert told("staff") == [done, f"notices.before:{notice.pk}", f"notices.overdue:{notice.pk}"]
    assert told("deputy") == [done, f"notices.unread-list:{notice.pk}"]
    assert told("manager") == [f"notices.unread-list:{notice.pk}"]
    assert "29人" in Notification.objects.get(recipient=persona("manager")).text
    city = Notification.objects.get(recipient=persona("city"), key__startswith="notices.unread-list")
    assert "5人" in city.text


def test_clock_leaves_withdrawn_and_old_notices_alone(publish, now) -> None:
    notice = publish(confirm_by=now.date())
    remind(now + 10 * DAY)
    withdraw_notice(notice=notice, reason="理由", by=persona("manager"), at=now)
    remind(now)
    assert told("staff") == [f"notices.published:{notice.pk}"]
