"""The log keeps its entries: no deletion, and no change but emptying what names a person.

SQLite forgets triggers when a later migration remakes the table: that one must lay them again.
"""

from django.db import migrations

KEPT = ("id", "at", "verb", "kind", "number", "place", "reason")
EMPTIED = {"actor_id": "IS NOT NULL", "subject_id": "IS NOT NULL", "words": "<> ''"}


def _refused(differs: str) -> str:
    kept = [f"NEW.{name} {differs} OLD.{name}" for name in KEPT]
    emptied = [
        f"(NEW.{name} {differs} OLD.{name} AND NEW.{name} {full})"
        for name, full in EMPTIED.items()
    ]
    return " OR ".join(kept + emptied)


def lay(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            "CREATE TRIGGER log_keeps BEFORE DELETE ON accounts_logentry "
            "BEGIN SELECT RAISE(ABORT, 'the log keeps its entries'); END"
        )
        schema_editor.execute(
            "CREATE TRIGGER log_stands BEFORE UPDATE ON accounts_logentry "
            f"WHEN {_refused('IS NOT')} "
            "BEGIN SELECT RAISE(ABORT, 'a log entry is not changed'); END"
        )
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE FUNCTION log_refuses() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'a log entry is not changed'; END $$"
        )
        schema_editor.execute(
            "CREATE TRIGGER log_keeps BEFORE DELETE ON accounts_logentry "
            "FOR EACH ROW EXECUTE FUNCTION log_refuses()"
        )
        schema_editor.execute(
            "CREATE TRIGGER log_stands BEFORE UPDATE ON accounts_logentry FOR EACH ROW "
            f"WHEN ({_refused('IS DISTINCT FROM')}) EXECUTE FUNCTION log_refuses()"
        )


def lift(apps, schema_editor):
    table = " ON accounts_logentry" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER log_keeps{table}")
    schema_editor.execute(f"DROP TRIGGER log_stands{table}")
    if table:
        schema_editor.execute("DROP FUNCTION log_refuses()")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(lay, lift)]
