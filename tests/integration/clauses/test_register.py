"""The register on the screen: who sees it, what it shows, what it leaves on record."""

import datetime
import json
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from compliance.clauses.demo import load_contract
from compliance.clauses.models import Clause, Contract
from compliance.clauses.permissions import let_auditor_see
from compliance.ledger.models import LedgerEntry
from portal.registry import DemoOptions
from tests.conftest import persona

pytestmark = pytest.mark.django_db
ClientFor = Callable[[str], Client]


@pytest.fixture
def contract(now: datetime.datetime) -> Contract:
    load_contract(DemoOptions(seed=1, scale=1, at=now))
    return Contract.objects.get()


def test_the_only_contract_opens_at_once(contract: Contract, client_for: ClientFor) -> None:
    response = client_for("staff").get("/compliance/")
    assert response["Location"] == f"/compliance/contracts/{contract.pk}/"


@pytest.mark.parametrize(
    "who", ["staff", "deputy", "manager", "privacy", "trainer", "city", "cityhead", "inspector", "auditor"]
)
def test_the_parties_and_the_granted_auditor_see_the_register(
    who: str, contract: Contract, client_for: ClientFor
) -> None:
    response = client_for(who).get(f"/compliance/contracts/{contract.pk}/")
    assert response.status_code == 200
    assert "業務管理責任者" in response.content.decode()


@pytest.mark.parametrize("who", ["branch", "sysadmin"])
def test_others_are_refused(who: str, contract: Contract, client_for: ClientFor) -> None:
    assert client_for(who).get(f"/compliance/contracts/{contract.pk}/").status_code == 403


def test_a_contract_without_a_grant_does_not_exist_for_the_auditor(
    contract: Contract, client_for: ClientFor
) -> None:
    other = Contract.objects.create(title="別の契約", short_name="別の契約")
    client = client_for("auditor")
    for path in ("", "clauses/1/", "readings/1/", "clauses.csv"):
        assert client.get(f"/compliance/contracts/{other.pk}/{path}").status_code == 404
    assert "別の契約" not in client.get("/compliance/", follow=True).content.decode()
    let_auditor_see(other, persona("auditor"))
    assert client_for("auditor").get(f"/compliance/contracts/{other.pk}/").status_code == 200


def test_a_grant_ends_with_the_account(contract: Contract, client_for: ClientFor) -> None:
    auditor = persona("auditor")
    client = client_for(auditor)
    auditor.is_active = False
    auditor.save()
    assert client.get(f"/compliance/contracts/{contract.pk}/").status_code in {302, 403}


def test_words_narrow_the_tree_to_the_branches_that_hold_them(
    contract: Contract, client_for: ClientFor
) -> None:
    text = client_for("staff").get(f"/compliance/contracts/{contract.pk}/?q=副責任者").content.decode()
    assert "6(2)イ" in text
    assert "再委託" not in text
    empty = client_for("staff").get(f"/compliance/contracts/{contract.pk}/?q=存在しない言葉").content.decode()
    assert "当てはまる条項はありません" in empty


def test_a_filter_that_is_far_too_long_gets_a_sentence(contract: Contract, client_for: ClientFor) -> None:
    response = client_for("staff").get(f"/compliance/contracts/{contract.pk}/", {"q": "あ" * 500})
    assert response.status_code == 200
    assert "100文字まで" in response.content.decode()


def test_a_clause_shows_its_text_figures_and_neighbours(contract: Contract, client_for: ClientFor) -> None:
    clause = Clause.objects.get(ref="18")
    text = (
        client_for("city").get(f"/compliance/contracts/{contract.pk}/clauses/{clause.pk}/").content.decode()
    )
    assert "交付前設定" in text
    assert "2,000" in text
    assert "前の条項 17(6)" in text


def test_the_number_of_queries_does_not_grow_with_the_clauses(
    contract: Contract, client_for: ClientFor
) -> None:
    client = client_for("staff")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(f"/compliance/contracts/{contract.pk}/")
    assert len(queries) <= 25


@pytest.mark.parametrize(("form", "start"), [("csv", "\ufeff条項,見出し"), ("json", "[")])
def test_an_export_is_complete_and_on_record(
    form: str, start: str, contract: Contract, client_for: ClientFor
) -> None:
    response = client_for("manager").get(f"/compliance/contracts/{contract.pk}/clauses.{form}")
    text = response.content.decode()
    assert text.startswith(start)
    assert "受注者は、苦情に誠実に対応し" in text
    assert LedgerEntry.objects.filter(kind="clauses.register.exported").count() == 1
    if form == "json":
        assert len(json.loads(text)) == 18


def test_staff_may_read_but_not_export(contract: Contract, client_for: ClientFor) -> None:
    assert client_for("staff").get(f"/compliance/contracts/{contract.pk}/clauses.csv").status_code == 403


def test_a_reading_tells_what_was_left_out(contract: Contract, client_for: ClientFor) -> None:
    text = client_for("inspector").get(f"/compliance/contracts/{contract.pk}/readings/1/").content.decode()
    assert "標題・前文" in text
    assert contract.specifications.get().sha256 in text


def test_reading_the_register_is_on_record(contract: Contract, client_for: ClientFor) -> None:
    client_for("staff").get(f"/compliance/contracts/{contract.pk}/")
    entry = LedgerEntry.objects.filter(kind="clauses.register.read").first()
    assert entry is not None
    assert entry.actor_name == persona("staff").name


def test_all_branches_open_without_script(contract: Contract, client_for: ClientFor) -> None:
    client = client_for("manager")
    closed = client.get(f"/compliance/contracts/{contract.pk}/").content.decode()
    opened = client.get(f"/compliance/contracts/{contract.pk}/?open=all").content.decode()
    assert '<details class="clauses__below">' in closed
    assert '<details class="clauses__below">' not in opened
    assert '<details class="clauses__below" open>' in opened
