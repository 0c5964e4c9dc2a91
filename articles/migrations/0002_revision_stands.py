"""A published revision keeps its words: only the names of people may still change.

SQLite forgets triggers when a later migration remakes the table: that one must lay them again.
"""

from django.db import migrations

KEPT = (
    *("id", "article_id", "number", "based_on_id", "title", "summary", "body", "html"),
    *("source", "disclaimer", "comment", "published_at"),
)


def _refused(differs: str) -> str:
    return " OR ".join(f"NEW.{name} {differs} OLD.{name}" for name in KEPT)


def lay(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            "CREATE TRIGGER revision_stands BEFORE UPDATE ON articles_revision "
            f"WHEN {_refused('IS NOT')} "
            "BEGIN SELECT RAISE(ABORT, 'a published revision is not changed'); END"
        )
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE FUNCTION revision_refuses() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'a published revision is not changed'; END $$"
        )
        schema_editor.execute(
            "CREATE TRIGGER revision_stands BEFORE UPDATE ON articles_revision FOR EACH ROW "
            f"WHEN ({_refused('IS DISTINCT FROM')}) EXECUTE FUNCTION revision_refuses()"
        )


def lift(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    table = " ON articles_revision" if postgresql else ""
    schema_editor.execute(f"DROP TRIGGER revision_stands{table}")
    if postgresql:
        schema_editor.execute("DROP FUNCTION revision_refuses()")


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]
    operations = [migrations.RunPython(lay, lift)]
