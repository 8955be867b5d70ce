"""The ledger on the screen."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from compliance.ledger.models import LedgerEntry
from compliance.ledger.queries import PAGE_SIZE
from portal import recording
from tests.conftest import persona

pytestmark = pytest.mark.django_db
ClientFor = Callable[[str], Client]


def write(number: int, who: str = "staff") -> None:
    actor = persona(who)
    for count in range(number):
        recording.record("commands.run", subject_label=f"試験{count:03}", actor=actor)


@pytest.mark.parametrize("who", ["privacy", "cityhead", "auditor"])
def test_those_who_review_see_it(who: str, client_for: ClientFor) -> None:
    write(1)
    text = client_for(who).get("/compliance/ledger/").content.decode()
    assert "管理コマンド「試験000」を実行しました。" in text
    assert persona("staff").name in text


@pytest.mark.parametrize(
    "who", ["staff", "deputy", "manager", "trainer", "city", "inspector", "branch", "sysadmin"]
)
def test_others_are_refused(who: str, client_for: ClientFor) -> None:
    assert client_for(who).get("/compliance/ledger/").status_code == 403


def test_pages_follow_each_other_without_gap_or_repetition(client_for: ClientFor) -> None:
    write(PAGE_SIZE * 2)
    client = client_for("privacy")
    address = "/compliance/ledger/?kind=commands.run"
    first = client.get(address).context
    second = client.get("/compliance/ledger/" + first["older"]).context
    labels = [line.sentence for line in [*first["page"].lines, *second["page"].lines]]
    assert len(labels) == len(set(labels)) == PAGE_SIZE * 2
    assert "kind=commands.run" in first["older"]
    back = client.get("/compliance/ledger/" + second["newer"]).context
    assert [line.pk for line in back["page"].lines] == [line.pk for line in first["page"].lines]


def test_filters_narrow_by_person_subject_kind_and_period(client_for: ClientFor) -> None:
    write(3)
    client = client_for("privacy")
    assert len(client.get("/compliance/ledger/?subject=試験001").context["page"].lines) == 1
    assert len(client.get(f"/compliance/ledger/?person={persona('staff').name}").context["page"].lines) == 3
    assert client.get("/compliance/ledger/?until=2020-01-01").context["page"].lines == []
    assert "当てはまる記録はありません" in client.get("/compliance/ledger/?until=2020-01-01").content.decode()


def test_a_period_that_ends_before_it_starts_gets_a_sentence(client_for: ClientFor) -> None:
    text = client_for("privacy").get("/compliance/ledger/?since=2026-05-02&until=2026-05-01").content.decode()
    assert "終了日は開始日以後の日にしてください。" in text


@pytest.mark.parametrize(
    "query", ["before=abc", "after=-1", "before=" + "9" * 40, "since=nonsense", "kind=none"]
)
def test_nonsense_in_the_address_is_no_error_page(query: str, client_for: ClientFor) -> None:
    assert client_for("privacy").get(f"/compliance/ledger/?{query}").status_code == 200


def test_reading_and_exporting_the_ledger_are_on_record(client_for: ClientFor) -> None:
    client = client_for("auditor")
    client.get("/compliance/ledger/?subject=x")
    assert LedgerEntry.objects.get(kind="ledger.entries.read").additional_data == {"subject": "x"}
    text = b"".join(client.get("/compliance/ledger/entries.csv").streaming_content).decode()
    assert text.startswith("\ufeff番号,日時")
    assert LedgerEntry.objects.filter(kind="ledger.entries.exported").count() == 1


def test_the_number_of_queries_does_not_grow_with_the_entries(client_for: ClientFor) -> None:
    client = client_for("privacy")
    counts = []
    for number in (2, 40):
        write(number)
        with CaptureQueriesContext(connection) as queries:
            client.get("/compliance/ledger/")
        counts.append(len(queries))
    assert counts[1] <= counts[0] <= 25
