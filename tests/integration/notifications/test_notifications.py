"""Telling a person something once, the bell, the list."""

import datetime

import pytest
from django.test import Client

from portal.accounts.models import User
from portal.notifications.actions import notify
from portal.notifications.models import Notification
from tests.conftest import NOW, persona

pytestmark = pytest.mark.django_db
LINK = "/manuals/confirmations/"


def _tell(
    *people: User,
    key: str = "laws.due:1",
    at: datetime.datetime = NOW,
    text: str = "期限が近い改正があります。",
) -> None:
    notify(recipients=people, text=text, url=LINK, key=key, at=at)


def test_each_person_is_told_once_for_an_occasion() -> None:
    staff, manager = persona("staff"), persona("manager")
    _tell(staff)
    _tell(staff, manager, at=NOW + datetime.timedelta(hours=1))
    assert Notification.objects.filter(recipient=staff).get().notified_at == NOW
    assert Notification.objects.filter(recipient=manager).count() == 1
    _tell(staff, key="laws.due:2")
    assert Notification.objects.filter(recipient=staff).count() == 2


def test_bell_counts_what_was_not_opened(client_for) -> None:
    client: Client = client_for("staff")
    assert "未読" not in client.get("/notifications/?show=all").content.decode().split("<main")[0]
    _tell(persona("staff"))
    _tell(persona("staff"), key="laws.due:2")
    assert "お知らせ（未読2件）" in client.get("/").content.decode()


def test_opening_leads_there_and_marks_it_seen(client_for) -> None:
    _tell(persona("staff"))
    told = Notification.objects.get(recipient=persona("staff"))
    client: Client = client_for("staff")
    assert "期限が近い改正があります。" in client.get("/").content.decode()
    assert client.post(f"/notifications/{told.pk}/open/")["Location"] == LINK
    told.refresh_from_db()
    first = told.seen_at
    assert first is not None
    client.post(f"/notifications/{told.pk}/open/")
    told.refresh_from_db()
    assert told.seen_at == first
    assert "期限が近い改正があります。" not in client.get("/notifications/").content.decode()
    assert "期限が近い改正があります。" in client.get("/notifications/?show=all").content.decode()


def test_another_persons_notification_is_not_found(client_for) -> None:
    _tell(persona("manager"))
    told = Notification.objects.get(recipient=persona("manager"))
    client: Client = client_for("staff")
    assert client.post(f"/notifications/{told.pk}/open/").status_code == 404
    assert "期限が近い改正があります。" not in client.get("/notifications/?show=all").content.decode()
    told.refresh_from_db()
    assert told.seen_at is None


def test_all_can_be_marked_seen_at_once(client_for) -> None:
    for number in range(3):
        _tell(persona("staff"), key=f"laws.due:{number}")
    _tell(persona("manager"))
    client: Client = client_for("staff")
    answer = client.post("/notifications/", follow=True)
    assert "3件のお知らせを既読にしました。" in answer.content.decode()
    assert "未読のお知らせはありません" in answer.content.decode()
    assert Notification.objects.unseen().count() == 1


def test_long_list_is_paged_in_few_queries(client_for, django_assert_max_num_queries) -> None:
    for number in range(35):
        _tell(persona("staff"), key=f"laws.due:{number}")
    client: Client = client_for("staff")
    client.get("/")
    with django_assert_max_num_queries(15):
        page = client.get("/notifications/").content.decode()
    assert "全35件中 1〜30件目" in page
    assert page.count("notifications__open") == 30
