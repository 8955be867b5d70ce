"""Rows that are kept for good, armoured in the database itself: triggers refuse what our models refuse.

Triggers stop accidents, raw SQL and other programs. Whoever owns the database can drop them: that is why what
matters most is hashed as well.
"""

from collections.abc import Iterable

from django.apps import AppConfig, apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

REFUSAL = "kept for good"


def kept_models(config: AppConfig | None = None) -> list[type[Model]]:
    """Return the models whose rows are kept for good: those that say so by `IS_KEPT`."""
    found = apps.get_models() if config is None else config.get_models()
    return [model for model in found if getattr(model, "IS_KEPT", False) and model._meta.managed]


def install_after_migrations(app_config: AppConfig, using: str, **_: object) -> None:
    """Put the triggers of one app in place; a table that a migration made anew has lost its own."""
    models = kept_models(app_config)
    if models:
        install(connections[using], models)


def install(connection: BaseDatabaseWrapper, models: Iterable[type[Model]]) -> None:
    """Make every UPDATE (but of the fields in `MAY_CHANGE`), DELETE and TRUNCATE of these tables fail."""
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        for model in models:
            if model._meta.db_table in there:
                for statement in _statements(connection, model):
                    cursor.execute(statement)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the tables of kept rows that stand without their triggers."""
    armoured = _armoured(connection)
    tables = {model._meta.db_table for model in kept_models()}
    return sorted(tables - armoured)


def _armoured(connection: BaseDatabaseWrapper) -> set[str]:
    if connection.vendor == "sqlite":
        query = "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'kept_%%'"
        wanted = 2
    else:
        query = (
            "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE t.tgname LIKE 'kept_%%' AND t.tgenabled <> 'D'"
        )
        wanted = 3
    with connection.cursor() as cursor:
        cursor.execute(query)
        tables = [row[0] for row in cursor.fetchall()]
    return {table for table in tables if tables.count(table) >= wanted}


def _statements(connection: BaseDatabaseWrapper, model: type[Model]) -> list[str]:
    quote = connection.ops.quote_name
    may_change: frozenset[str] = getattr(model, "MAY_CHANGE", frozenset())
    table = model._meta.db_table
    fixed = ", ".join(
        quote(str(field.column))
        for field in model._meta.local_concrete_fields
        if field.name not in may_change and field.attname not in may_change
    )
    make = _sqlite if connection.vendor == "sqlite" else _postgresql
    return make(quote(table), fixed, {event: quote(f"kept_{event}_{table}") for event in EVENTS})


EVENTS = ("update", "delete", "truncate")


def _sqlite(table: str, fixed: str, names: dict[str, str]) -> list[str]:
    events = {"update": f"UPDATE OF {fixed}", "delete": "DELETE"}
    found = []
    for event, words in events.items():
        refusal = f"SELECT RAISE(ABORT, '{REFUSAL}')"
        found.append(f"DROP TRIGGER IF EXISTS {names[event]}")
        found.append(f"CREATE TRIGGER {names[event]} BEFORE {words} ON {table} BEGIN {refusal}; END")
    return found


def _postgresql(table: str, fixed: str, names: dict[str, str]) -> list[str]:
    events = {
        "update": (f"UPDATE OF {fixed}", "ROW"),
        "delete": ("DELETE", "ROW"),
        "truncate": ("TRUNCATE", "STATEMENT"),
    }
    refuse = (
        "CREATE OR REPLACE FUNCTION kept_for_good() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    return [
        refuse,
        *(
            f"CREATE OR REPLACE TRIGGER {names[event]} BEFORE {words} ON {table}"
            f" FOR EACH {level} EXECUTE FUNCTION kept_for_good()"
            for event, (words, level) in events.items()
        ),
    ]
