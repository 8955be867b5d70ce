"""Who must read, who has, what lapses, what is marked."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from time_machine import travel

from compliance.ledger.models import LedgerEntry
from manuals.confirmations.actions import confirm_reading, set_tasks
from manuals.confirmations.enums import ReadingState
from manuals.confirmations.escalation import report_unread
from manuals.confirmations.models import Confirmation, FirstReading, TaskAssignment, UnreadReport
from manuals.confirmations.queries import (
    confirmations_that_lapse,
    counter_people,
    duties_of,
    duty_on,
    matrix,
    pages_changed_for,
    wanted_versions,
)
from manuals.confirmations.tally import recount
from manuals.models import CounterTask, ManualPage
from manuals.versions.models import KeptForGood
from manuals.versions.queries import version_in_force
from tests.approving import approve, revise
from tests.conftest import persona


def do(name: str, *tasks: CounterTask) -> None:
    """Have a person do tasks since the beginning of the contract."""
    for task in tasks:
        TaskAssignment.objects.create(
            person=persona(name),
            task=task,
            start_date=datetime.date(2026, 3, 1),
            assigned_at=datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC),
            assigned_by=persona("manager"),
        )


@pytest.fixture
def page(make_page, task):
    """A page of a task that `staff` and `deputy` do."""
    do("staff", task)
    do("deputy", task)
    return make_page("担当業務のページ")


def states(page, name, now) -> list[str]:
    """Return how a person stands to the versions of a page that must be read."""
    return [duty.state for duty in duties_of(persona(name), now) if duty.version.page_id == page.pk]


def test_those_who_do_the_task_must_read_and_nobody_else(page, now) -> None:
    assert states(page, "staff", now) == [ReadingState.OVERDUE]
    assert states(page, "deputy", now) == [ReadingState.OVERDUE]
    for name in ("manager", "trainer", "city", "cityhead", "branch", "auditor", "privacy"):
        assert states(page, name, now) == []


def test_page_without_task_concerns_everybody_at_the_counter(make_page, now) -> None:
    page = make_page("共通のページ")
    ManualPage.tasks.through.objects.filter(manualpage=page).delete()
    for name in ("staff", "deputy", "manager", "trainer"):
        assert duty_on(persona(name), version_in_force(page, now), now) is not None
    for name in ("city", "branch", "privacy", "sysadmin"):
        assert duty_on(persona(name), version_in_force(page, now), now) is None


def test_minor_version_carries_over_and_major_asks_again(page, now) -> None:
    first = version_in_force(page, now)
    confirm_reading(version=first, person=persona("staff"), at=now)
    assert states(page, "staff", now) == [ReadingState.CONFIRMED]
    revise(page, title="誤字を直した題名")
    approve(page, kind="MINOR", at=now)
    assert states(page, "staff", now) == [ReadingState.CARRIED]
    assert states(page, "deputy", now) == [ReadingState.OVERDUE]
    revise(page, title="大きく変えた題名")
    approve(page, kind="MAJOR", at=now)
    assert states(page, "staff", now) == [ReadingState.OVERDUE]
    assert Confirmation.objects.get().version == first


def test_waiting_version_is_read_before_its_day(page, now) -> None:
    revise(page, title="来月の題名")
    waiting = approve(page, effective_date=datetime.date(2026, 7, 1), at=now)
    confirm_reading(version=version_in_force(page, now), person=persona("staff"), at=now)
    assert states(page, "staff", now) == [ReadingState.UNREAD, ReadingState.CONFIRMED]
    confirm_reading(version=waiting, person=persona("staff"), at=now)
    later = datetime.datetime(2026, 7, 1, 9, tzinfo=now.tzinfo)
    assert states(page, "staff", later) == [ReadingState.CONFIRMED]
    assert states(page, "deputy", later) == [ReadingState.OVERDUE]


def test_lapse_is_counted_before_approval(page, now, client_for) -> None:
    assert confirmations_that_lapse(page, now) == 0
    for name in ("staff", "deputy"):
        confirm_reading(version=version_in_force(page, now), person=persona(name), at=now)
    assert confirmations_that_lapse(page, now) == 2
    revise(page, title="変える題名", author="trainer")
    shown = client_for("trainer").get(reverse("manuals:proposal_new", args=[page.pk])).content.decode()
    assert "読んだことの確認 <strong>2件</strong>" in shown


def test_superseded_version_cannot_be_confirmed(page, now) -> None:
    old = version_in_force(page, now)
    revise(page, title="新しい題名")
    approve(page, at=now)
    with pytest.raises(ValidationError, match="もう施行されていません"):
        confirm_reading(version=old, person=persona("staff"), at=now)


def test_confirmation_is_made_once_recorded_and_never_changed(page, now) -> None:
    version = version_in_force(page, now)
    first = confirm_reading(version=version, person=persona("staff"), at=now)
    assert confirm_reading(version=version, person=persona("staff"), at=now) == first
    assert LedgerEntry.objects.filter(kind="manuals.version.confirmed").count() == 1
    for act in (first.delete, first.save, lambda: Confirmation.objects.all().delete()):
        with pytest.raises(KeptForGood):
            act()


def test_matrix_tells_each_persons_state_in_few_queries(
    page, make_page, now, django_assert_max_num_queries
) -> None:
    for number in range(5):
        make_page(f"追加{number}")
    confirm_reading(version=version_in_force(page, now), person=persona("staff"), at=now)
    versions, people = wanted_versions(now), counter_people(now.date())
    with django_assert_max_num_queries(8):
        rows = matrix(versions, people, now)
    row = next(row for row in rows if row.version.page_id == page.pk)
    by_name = dict(zip([person.username for person in people], row.cells, strict=True))
    assert (by_name["staff"], by_name["deputy"], by_name["manager"]) == (
        ReadingState.CONFIRMED,
        ReadingState.OVERDUE,
        ReadingState.NOT_ASKED,
    )
    assert (row.done, row.asked, [person.username for person in row.unread]) == (1, 2, ["deputy"])


# Screens


def test_reader_confirms_on_the_page(page, client_for) -> None:
    client = client_for("staff")
    shown = client.get(page.url).content.decode()
    assert "読んで理解しました" in shown
    path = shown.split('action="/manuals/confirmations/')[1].split('"')[0]
    response = client.post(f"/manuals/confirmations/{path}", {"next": page.url})
    assert response["Location"] == page.url
    assert "この版は確認済みです" in client.get(page.url).content.decode()
    assert "読んで理解しました" not in client_for("city").get(page.url).content.decode()


def test_confirming_leads_nowhere_else(page, client_for, now) -> None:
    path = reverse("manuals:confirm", args=[version_in_force(page, now).pk])
    response = client_for("staff").post(path, {"next": "https://example.org/"})
    assert response["Location"] == "/manuals/confirmations/"
    assert client_for("manager").post(path).status_code == 404


def test_home_and_list_show_what_is_unread(page, client_for, now) -> None:
    for path in ("/", "/manuals/confirmations/"):
        assert "担当業務のページ" in client_for("staff").get(path).content.decode()
    assert (
        "未確認のマニュアルはありません" in client_for("city").get("/manuals/confirmations/").content.decode()
    )
    assert "確認していない方がいる版" not in client_for("manager").get("/").content.decode()
    recount(now)
    assert "確認していない方がいる版が、1件" in client_for("manager").get("/").content.decode()


def test_matrix_by_screen_and_as_file(page, client_for) -> None:
    client = client_for("manager")
    shown = client.get("/manuals/confirmations/matrix/").content.decode()
    assert "佐藤 美咲" in shown
    assert "0／2人" in shown
    assert client.get("/manuals/confirmations/matrix/?only_open=on").status_code == 200
    file = client.get("/manuals/confirmations/matrix/?format=csv")
    assert "佐藤 美咲" in file.content.decode("utf-8-sig")
    # Excel takes a second mark for a letter of the first cell.
    assert "\ufeff" not in file.content.decode("utf-8-sig")
    assert LedgerEntry.objects.filter(kind="manuals.confirmations.exported").exists()
    assert client_for("staff").get("/manuals/confirmations/matrix/").status_code == 403


def test_what_changed_since_the_last_reading_is_marked_until_confirmed(page, client_for, now) -> None:
    client = client_for("staff")
    assert "前回から変わりました" not in client.get(page.url).content.decode()
    body = [dict(block) for block in page.body.raw_data]
    body[0] = body[0] | {"value": "変わった見出し"}
    revise(page, body=body)
    approve(page, at=now)
    shown = client.get(page.url).content.decode()
    assert shown.count("前回から変わりました") == 1
    assert shown.count("data-marked") == 1
    assert "前回から変わりました" in client.get(page.url).content.decode()
    confirm_reading(version=version_in_force(page, now), person=persona("staff"), at=now)
    assert "前回から変わりました" not in client.get(page.url).content.decode()
    assert FirstReading.objects.filter(person=persona("staff")).count() == 2


def test_marks_of_those_who_need_not_confirm_fade(page, client_for, now) -> None:
    client = client_for("city")
    client.get(page.url)
    body = [dict(block) for block in page.body.raw_data]
    body[0] = body[0] | {"value": "変わった見出し"}
    revise(page, body=body)
    approve(page, at=now)
    assert "前回から変わりました" in client.get(page.url).content.decode()
    with travel(now + datetime.timedelta(days=8), tick=True):
        assert "前回から変わりました" not in client_for("city").get(page.url).content.decode()


# Who does which task


def test_manager_says_who_does_what_from_a_day_on(page, task, client_for, now) -> None:
    other, _ = CounterTask.objects.get_or_create(
        code="OTHER", defaults={"name": "別の業務", "short_name": "別"}
    )
    set_tasks(person=persona("staff"), tasks=[other], on=now.date(), by=persona("manager"), at=now)
    spans = TaskAssignment.objects.filter(person=persona("staff")).order_by("start_date")
    assert [(one.task.code, one.end_date) for one in spans] == [
        (task.code, now.date() - datetime.timedelta(days=1)),
        ("OTHER", None),
    ]
    client = client_for("manager")
    assert "別" in client.get("/manuals/assignments/").content.decode()
    path = reverse("manuals:assignment_edit", args=[persona("staff").pk])
    assert client.post(path, {"tasks": [task.pk], "on": "2026-06-01"}).status_code == 422
    assert client.post(path, {"tasks": [task.pk], "on": "2026-06-17"}).status_code == 302
    current = TaskAssignment.objects.on(now.date()).filter(person=persona("staff"))
    assert [one.task for one in current] == [task]


@pytest.mark.parametrize("name", ["city", "cityhead", "inspector", "staff", "trainer", "sysadmin"])
def test_nobody_else_says_who_does_what(page, client_for, name) -> None:
    client = client_for(name)
    path = reverse("manuals:assignment_edit", args=[persona("staff").pk])
    assert client.get("/manuals/assignments/").status_code == 403
    assert client.post(path, {"tasks": [], "on": "2026-06-17"}).status_code == 403


def test_people_of_the_city_are_given_no_task(client_for, db) -> None:
    path = reverse("manuals:assignment_edit", args=[persona("city").pk])
    assert client_for("manager").get(path).status_code == 403


def test_look_up_marks_pages_that_changed_since_they_were_opened(page, client_for, now) -> None:
    client = client_for("staff")
    assert pages_changed_for(persona("staff"), [page.pk], now) == set()
    client.get(page.url)
    revise(page, title="変わった題名")
    approve(page, at=now)
    assert pages_changed_for(persona("staff"), [page.pk], now) == {page.pk}
    assert pages_changed_for(persona("deputy"), [page.pk], now) == set()
    client.get(page.url)
    assert pages_changed_for(persona("staff"), [page.pk], now) == set()


def test_unread_version_is_reported_once_to_the_manager_when_it_takes_effect(page, client_for, now) -> None:
    revise(page, title="来月の題名")
    waiting = approve(page, effective_date=datetime.date(2026, 7, 1), at=now)
    confirm_reading(version=waiting, person=persona("staff"), at=now)
    report_unread(now)
    assert not UnreadReport.objects.exists()
    later = datetime.datetime(2026, 7, 1, 9, tzinfo=now.tzinfo)
    with travel(later, tick=True):
        report_unread(later)
        report_unread(later)
        report = UnreadReport.objects.get()
        assert (report.version, report.people, report.asked) == (waiting, [persona("deputy").pk], 2)
        assert LedgerEntry.objects.filter(kind="manuals.version.unread").count() == 1
        shown = client_for("manager").get("/").content.decode()
        assert "まだ確認していない方がいます" in shown
        assert persona("deputy").name in shown
        assert "まだ確認していない方" not in client_for("cityhead").get("/").content.decode()
        confirm_reading(version=waiting, person=persona("deputy"), at=later)
        assert "まだ確認していない方" not in client_for("manager").get("/").content.decode()
