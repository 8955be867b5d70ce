"""Days of review: set by versions, moved by looking, chased by the clock; whom to ask."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from compliance.ledger.models import LedgerEntry
from manuals.improvement.actions.reviews import note_review, set_contact
from manuals.improvement.chasing import chase, chase_reviews, schedule_missing
from manuals.improvement.models import OwnerContact, PageReview, PageReviewed
from manuals.versions.models import KeptForGood
from manuals.versions.queries import version_in_force
from portal.notifications.models import Notification
from tests.approving import approve, revise
from tests.conftest import persona

URL = "/manuals/reviews/"
DAY = datetime.timedelta(days=1)


@pytest.fixture
def page(make_page):
    """A page in force since 18 May 2026."""
    return make_page("見直すページ")


def due(page) -> datetime.date:
    """Return the day by which a page is looked through."""
    return PageReview.objects.get(page=page.pk).next_review_by


def set_due(page, day) -> None:
    """Put the day of review where a test needs it."""
    PageReview.objects.filter(page=page.pk).update(next_review_by=day)


def told(name="city") -> list[str]:
    """Return what a person was told of reviews, the oldest first."""
    found = Notification.objects.filter(recipient=persona(name), key__startswith="manuals.review:")
    return list(found.order_by("pk").values_list("text", flat=True))


def look(page, now, *, by="city", months=12, version=None, note="国の要領と見比べました。"):
    """Say that a page was looked through."""
    version = version or version_in_force(page, now).pk
    return note_review(page=page, version=version, note=note, months=months, by=persona(by), at=now)


def test_major_versions_move_the_day_and_minor_ones_do_not(page, now) -> None:
    assert due(page) == datetime.date(2027, 5, 18)
    revise(page, title="誤字を直した題名")
    approve(page, kind="MINOR", at=now)
    assert due(page) == datetime.date(2027, 5, 18)
    revise(page, title="改めた題名")
    approve(page, at=now)
    assert due(page) == datetime.date(2027, 6, 17)


def test_pages_from_before_get_their_day_once(page, now) -> None:
    PageReview.objects.all().delete()
    schedule_missing(now)
    schedule_missing(now)
    assert due(page) == datetime.date(2027, 5, 18)


def test_looking_through_moves_the_day_and_is_kept(client_for, page, now) -> None:
    sent = {"note": "国の要領と見比べました。", "months": 6, "version": version_in_force(page, now).pk}
    response = client_for("city").post(f"{URL}{page.pk}/", sent)
    assert response.status_code == 302
    assert due(page) == datetime.date(2026, 12, 17)
    reviewed = PageReviewed.objects.get()
    with pytest.raises(KeptForGood):
        reviewed.delete()
    assert LedgerEntry.objects.filter(kind="manuals.page.reviewed").count() == 1
    assert "国の要領と見比べました。" in client_for("auditor").get(f"{URL}{page.pk}/").content.decode()


def test_refused_review_keeps_what_was_typed(client_for, page, now) -> None:
    client, old = client_for("trainer"), version_in_force(page, now).pk
    for sent in (
        {"months": 12},
        {"note": "確かめました。", "months": 0},
        {"note": "確かめました。", "months": "x"},
    ):
        response = client.post(f"{URL}{page.pk}/", sent | {"version": old})
        assert response.status_code == 422
        assert sent.get("note", "") in response.content.decode()
    revise(page, title="改めた題名")
    approve(page, at=now)
    response = client.post(f"{URL}{page.pk}/", {"note": "確かめました。", "months": 12, "version": old})
    assert "このページが改正されました" in response.content.decode()
    assert not PageReviewed.objects.exists()


def test_who_may_look_through(page, make_page, now) -> None:
    owned = make_page("課長のページ", owner_post="CITY_APPROVER")
    for name in ("manager", "deputy", "trainer", "city"):
        look(page, now, by=name)
    look(owned, now, by="cityhead")
    for name in ("cityhead", "staff", "auditor"):
        with pytest.raises(PermissionDenied):
            look(page, now, by=name)


def test_list_shows_filters_and_exports(
    client_for, page, make_page, now, django_assert_max_num_queries
) -> None:
    late = make_page("過ぎたページ")
    set_due(late, datetime.date(2026, 6, 1))
    client = client_for("city")
    client.get(URL)
    with django_assert_max_num_queries(25):
        shown = client.get(URL).content.decode()
    assert shown.index("過ぎたページ") < shown.index("見直すページ")
    assert "期限超過" in shown
    past = client.get(f"{URL}?due=PAST").content.decode()
    assert "過ぎたページ" in past
    assert "見直すページ" not in past
    assert "該当するページはありません" in client.get(f"{URL}?owner=CITY_APPROVER").content.decode()
    assert "2026-06-01,期限超過,過ぎたページ" in client.get(f"{URL}?format=csv").content.decode()
    assert "見直しの期限を過ぎたページが1件あります" in client.get("/").content.decode()


def test_owner_hears_at_30_7_0_days_and_weekly_after(page, now) -> None:
    set_due(page, (now + 30 * DAY).date())
    for days in range(60):
        for _ in range(2):
            chase_reviews(now + days * DAY)
    assert told() == [
        "「見直すページ」の見直しの期限まで30日以内です。",
        "「見直すページ」の見直しの期限まで7日以内です。",
        "「見直すページ」の見直しの期限の日です。",
        *["「見直すページ」の見直しの期限を過ぎています。"] * 4,
    ]
    assert told("staff") == []


def test_after_days_off_only_the_latest_reminder_goes_out(page, make_page, now) -> None:
    other = make_page("もう一つのページ")
    for one in (page, other):
        set_due(one, (now + 19 * DAY).date())
    chase(now + 40 * DAY)
    chase(now + 40 * DAY)
    assert told() == ["マニュアル2ページが、見直しの期限を過ぎています。"]
    look(page, now + 41 * DAY)
    chase(now + 42 * DAY)
    assert len(told()) == 1
    chase(now + 50 * DAY)
    assert told()[1:] == ["「もう一つのページ」の見直しの期限を過ぎています。"]


def test_page_says_whom_to_ask_and_when_it_is_looked_through(client_for, page, now) -> None:
    set_contact(post="CITY_OFFICER", contact="内線 2345", seen=0, by=persona("manager"), at=now)
    shown = client_for("staff").get(page.url).content.decode()
    assert "内線 2345" in shown
    assert "令和9年5月まで" in shown
    assert "期限を過ぎています" not in shown
    set_due(page, datetime.date(2026, 6, 1))
    assert "期限を過ぎています" in client_for("staff").get(page.url).content.decode()
    assert "内線 2345" not in client_for("staff").get(f"{page.url}?on=2026-06-01").content.decode()


def test_contacts_are_no_mobile_numbers_and_the_second_editor_is_told(client_for, now) -> None:
    client = client_for("manager")
    sent = {"post": "CITY_OFFICER", "CITY_OFFICER-contact": "090-1234-5678", "CITY_OFFICER-seen": 0}
    response = client.post(f"{URL}contacts/", sent)
    assert response.status_code == 422
    assert "090-1234-5678" in response.content.decode()
    assert client.post(f"{URL}contacts/", sent | {"CITY_OFFICER-contact": "内線 1"}).status_code == 302
    late = client_for("cityhead").post(f"{URL}contacts/", sent | {"CITY_OFFICER-contact": "内線 2"})
    assert late.status_code == 422
    assert "内線 2" in late.content.decode()
    assert OwnerContact.objects.get().contact == "内線 1"
    assert client_for("cityhead").post(
        f"{URL}contacts/", sent | {"CITY_OFFICER-contact": "内線 2", "CITY_OFFICER-seen": 1}
    ).status_code == 302  # fmt: skip
    with pytest.raises(PermissionDenied):
        set_contact(post="CITY_OFFICER", contact="内線", seen=2, by=persona("staff"), at=now)
    with pytest.raises(ValidationError):
        set_contact(
            post="CITY_OFFICER", contact="０８０１２３４５６７８", seen=2, by=persona("cityhead"), at=now
        )
