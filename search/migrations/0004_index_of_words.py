"""The word index of PostgreSQL, made in one go over what is there by now."""

from django.db import migrations

INDEX = (
    "CREATE INDEX search_words ON search_searchrow USING gin (document) WITH (fastupdate = off)"
)


def lay(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(INDEX, params=None)


def lift(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX search_words", params=None)


class Migration(migrations.Migration):
    dependencies = [("search", "0003_what_is_there")]
    operations = [migrations.RunPython(lay, lift)]
