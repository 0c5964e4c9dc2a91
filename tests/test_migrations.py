"""The tables are what the models say, and every step there has a way back."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

OURS = ["community", "articles", "trackers", "accounts", "topics", "search"]
# What cannot be undone, with the reason, as ("app", "0007_name"): "why". Nothing so far.
FOR_GOOD: dict[tuple[str, str], str] = {}
# What a migration may import: the clock is the default of a column, and as old as the tables; the
# table of one Unicode version never changes.
STAYS = re.compile(
    r"(from|import) (django|uuid|datetime|unicodedata|core\.clock|accounts\.lookalikes"
    r"|re|hashlib)\b"
)


def ours() -> list[tuple[str, str]]:
    loader = MigrationLoader(connection)
    return sorted(key for key in loader.disk_migrations if key[0] in OURS)


def applied() -> set[tuple[str, str]]:
    return {key for key in MigrationRecorder(connection).applied_migrations() if key[0] in OURS}


def shape() -> dict:
    """Every table with its columns and constraints, and every trigger."""
    with connection.cursor() as cursor:
        tables = {
            table.name: (
                [(column.name, column.null_ok) for column in columns_of(cursor, table)],
                sorted(connection.introspection.get_constraints(cursor, table.name)),
            )
            for table in connection.introspection.get_table_list(cursor)
        }
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            if connection.vendor == "sqlite"
            else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        )
        return tables | {"triggers": sorted(row[0] for row in cursor.fetchall())}


def columns_of(cursor, table) -> list:
    return sorted(connection.introspection.get_table_description(cursor, table.name))


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_every_step_has_a_way_back_or_a_reason():
    loader = MigrationLoader(connection)
    for key in ours():
        steps = loader.disk_migrations[key].operations
        assert all(step.reversible for step in steps) != (key in FOR_GOOD), key
    assert all(FOR_GOOD.values())


@pytest.mark.django_db
def test_no_migration_leans_on_code_that_will_change():
    for app, name in ours():
        path = Path(apps.get_app_config(app).path, "migrations", f"{name}.py")
        lines = [
            line for line in path.read_text("utf-8").splitlines() if re.match("from|import", line)
        ]
        assert not [line for line in lines if not STAYS.match(line)], path


def test_every_step_can_be_undone_and_taken_again(committed):
    """Back one at a time, the latest first, each twice; and forward to the same tables."""
    before = shape()
    assert applied() == set(ours())
    try:
        for app, name in backwards():
            if (app, name) not in FOR_GOOD:
                step_back(app, name)
                assert (app, name) not in applied()
                MigrationExecutor(connection).migrate([(app, name)])
                step_back(app, name)
        if not FOR_GOOD:
            assert not [table for table in shape() if table.partition("_")[0] in OURS]
    finally:
        call_command("migrate", verbosity=0)
        ContentType.objects.clear_cache()
    assert shape() == before


def backwards() -> list[tuple[str, str]]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
    return [(one.app_label, one.name) for one, _ in reversed(plan) if one.app_label in OURS]


def step_back(app: str, name: str) -> None:
    """Undo this migration, and first what other apps have built upon it."""
    executor = MigrationExecutor(connection)
    below = [key for key in executor.loader.graph.node_map[app, name].parents if key[0] == app]
    executor.migrate([below[0].key if below else (app, None)])
