"""What is kept for good stays, whatever comes to the database: raw SQL as well as our own models."""

import pytest
from django.db import DatabaseError, connection, transaction

from compliance.ledger.models import LedgerEntry
from manuals.versions.models import FrozenCopy, ManualVersion
from portal import armour, recording
from tests.integration.manuals.conftest import chapter, make_page, no_indexing, task

__all__ = ["chapter", "make_page", "no_indexing", "task"]

pytestmark = pytest.mark.django_db


def refused(sql: str) -> None:
    """Run a statement that the database must refuse."""
    with (
        pytest.raises(DatabaseError, match=armour.REFUSAL),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_every_table_of_kept_rows_is_armoured() -> None:
    labels = {model._meta.label for model in armour.kept_models()}
    assert {"ledger.LedgerEntry", "versions.ManualVersion", "versions.FrozenCopy"} <= labels
    assert armour.missing(connection) == []


def test_ledger_refuses_raw_changes_and_removal() -> None:
    recording.record("manuals.paper.read")
    before = LedgerEntry.objects.count()
    refused("UPDATE ledger_ledgerentry SET actor_name = '別の人'")
    refused("UPDATE ledger_ledgerentry SET timestamp = timestamp")
    refused("DELETE FROM ledger_ledgerentry")
    assert LedgerEntry.objects.count() == before > 0


def test_versions_and_frozen_copies_refuse_raw_changes_and_removal(make_page) -> None:
    page = make_page()
    refused("UPDATE versions_frozencopy SET html_sha256 = ''")
    refused("DELETE FROM versions_frozencopy")
    refused("UPDATE versions_manualversion SET number = 9")
    refused("DELETE FROM versions_manualversion")
    assert FrozenCopy.objects.filter(version__page=page.pk).exists()


def test_fields_that_may_be_filled_in_later_are_left_free(make_page) -> None:
    version = ManualVersion.objects.get(page=make_page().pk)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE versions_manualversion SET cancel_reason = 'x' WHERE id = %s", [version.pk])
    version.refresh_from_db()
    assert version.cancel_reason == "x"


def test_emptying_a_table_is_refused() -> None:
    recording.record("manuals.paper.read")
    # SQLite has no TRUNCATE; its DELETE without a condition is what comes nearest.
    if connection.vendor == "sqlite":
        refused("DELETE FROM ledger_ledgerentry")
    else:
        # The rows just written have checks put off to the end, which would refuse it too.
        refused("SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE ledger_ledgerentry CASCADE")


def test_missing_trigger_is_noticed_and_put_back() -> None:
    suffix = "" if connection.vendor == "sqlite" else " ON ledger_ledgerentry"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER kept_delete_ledger_ledgerentry{suffix}")
    assert armour.missing(connection) == ["ledger_ledgerentry"]
    armour.install(connection, [LedgerEntry])
    assert armour.missing(connection) == []
