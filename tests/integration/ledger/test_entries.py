"""One entry an act: who, in which post, from where, what, when; and never changed afterwards."""

import datetime
import threading
from collections.abc import Callable

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.test import Client

from compliance.ledger.models import LedgerEntry, LedgerIsAppendOnly
from manuals.models import CounterTask, ManualIndexPage
from portal import context, recording
from portal.accounts.models import User
from tests.conftest import TOKYO, persona

pytestmark = pytest.mark.django_db
ClientFor = Callable[[str], Client]
PASSWORD = "madoguchi-demo"


def last(kind: str) -> LedgerEntry:
    entry = LedgerEntry.objects.filter(kind=kind).first()
    assert entry is not None, f"no entry of kind {kind}"
    return entry


def sign_in(client: Client, name: str, password: str = PASSWORD, **extra: str) -> None:
    client.post("/accounts/login/", {"login": name, "password": password}, **extra)


def test_a_sign_in_is_one_entry_with_post_place_and_address(client: Client) -> None:
    sign_in(client, "staff", REMOTE_ADDR="203.0.113.9")
    entry = LedgerEntry.objects.get(kind="accounts.session.signed_in")
    staff = persona("staff")
    assert (entry.actor_name, entry.actor_number) == (staff.name, staff.staff_number)
    assert entry.posts == ["STAFF"]
    assert entry.counter == "本庁舎"
    assert entry.remote_addr == "203.0.113.9"
    assert entry.sentence == "サインインしました。"


def test_a_forged_address_is_not_recorded(client: Client) -> None:
    sign_in(client, "staff", REMOTE_ADDR="203.0.113.9", HTTP_X_FORWARDED_FOR="198.51.100.7")
    assert last("accounts.session.signed_in").remote_addr == "203.0.113.9"


def test_a_failed_sign_in_names_the_person_and_never_what_was_typed(client: Client) -> None:
    sign_in(client, "staff", "wrong-secret")
    entry = last("accounts.session.sign_in_failed")
    assert entry.object_repr == persona("staff").name
    assert "wrong-secret" not in str(entry.__dict__)
    sign_in(client, "somebody-unknown", "wrong-secret")
    entry = last("accounts.session.sign_in_failed")
    assert entry.object_repr == "登録のない利用者名"
    assert "somebody-unknown" not in str(entry.__dict__)


def test_a_sign_out_is_one_entry(client_for: ClientFor) -> None:
    client_for("staff").post("/accounts/logout/")
    assert LedgerEntry.objects.filter(kind="accounts.session.signed_out").count() == 1


def test_reading_a_page_is_one_entry_before_anything_is_shown(client_for: ClientFor) -> None:
    client = client_for("branch")
    assert client.get("/manuals/").status_code == 200
    entry = LedgerEntry.objects.get(kind="manuals.page.read")
    index = ManualIndexPage.objects.get()
    assert entry.subject_key == f"manuals.manualindexpage:{index.pk}"
    assert entry.posts == ["BRANCH_STAFF"]


def test_what_cannot_be_recorded_is_not_shown(client_for: ClientFor, monkeypatch: pytest.MonkeyPatch) -> None:
    client = client_for("staff")

    def refuse(**columns: object) -> None:
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(LedgerEntry.objects, "create", refuse)
    response = client.get("/manuals/")
    assert response.status_code == 503
    assert "業務マニュアル" not in response.content.decode()


def test_searching_is_one_entry(client_for: ClientFor) -> None:
    client_for("staff").get("/search/", {"q": "暗証番号"})
    assert LedgerEntry.objects.filter(kind="search.query").count() == 1


def test_a_change_is_recorded_with_old_and_new(staff: User) -> None:
    task = CounterTask.objects.create(code="TEST", name="試験", short_name="試験")
    task.name = "試験の業務"
    task.save()
    entry = last("manuals.countertask.changed")
    assert entry.changes["name"] == ["試験", "試験の業務"]
    assert entry.subject_key == f"manuals.countertask:{task.pk}"
    task.delete()
    assert last("manuals.countertask.deleted").object_repr == "試験の業務"


def test_a_password_never_reaches_the_ledger(staff: User) -> None:
    staff.set_password("a-new-and-long-secret")
    staff.save()
    assert not LedgerEntry.objects.filter(kind="accounts.user.changed", changes__has_key="password").exists()


def test_the_post_is_the_one_held_at_that_moment(staff: User) -> None:
    last_day = datetime.datetime(2029, 2, 28, 23, 59, tzinfo=TOKYO)
    for at, posts in ((last_day, ["STAFF"]), (last_day + datetime.timedelta(minutes=2), [])):
        with time_machine.travel(at, tick=False):
            recording.record("commands.run", subject_label="試験", actor=staff)
        assert last("commands.run").posts == posts


def test_a_command_is_named_where_nobody_is_signed_in() -> None:
    with context.command_context("試験"):
        recording.record("commands.run", subject_label="試験")
    entry = last("commands.run")
    assert entry.actor is None
    assert entry.command.startswith("試験")


def test_the_actor_does_not_leak_into_another_thread(staff: User) -> None:
    seen: list[object] = []
    with context.entered(context.RequestContext(actor=staff)):
        thread = threading.Thread(target=lambda: seen.append(context.current().actor))
        thread.start()
        thread.join()
    assert seen == [None]


def test_an_entry_is_never_changed_or_removed(staff: User) -> None:
    recording.record("commands.run", subject_label="試験", actor=staff)
    entry = last("commands.run")
    entry.actor_name = "別人"
    with pytest.raises(LedgerIsAppendOnly):
        entry.save()
    for forbidden in (
        entry.delete,
        LedgerEntry.objects.all().delete,
        lambda: LedgerEntry.objects.update(kind="x"),
        lambda: LedgerEntry.objects.bulk_update([entry], ["kind"]),
        lambda: LedgerEntry.objects.bulk_create([LedgerEntry(kind="x")]),
    ):
        with pytest.raises(LedgerIsAppendOnly):
            forbidden()
    assert last("commands.run").actor_name == staff.name


def test_an_act_that_is_rolled_back_leaves_no_entry(staff: User) -> None:
    before = LedgerEntry.objects.count()
    with transaction.atomic():
        recording.record("commands.run", subject_label="試験", actor=staff)
        transaction.set_rollback(True)
    assert LedgerEntry.objects.count() == before


def test_each_record_costs_one_query_for_a_person_at_hand(
    staff: User, django_assert_num_queries: object
) -> None:
    recording.record("commands.run", subject_label="一回目", actor=staff)
    with django_assert_num_queries(3):  # the savepoint, the entry, the savepoint's end
        recording.record("commands.run", subject_label="二回目", actor=staff)
