"""The words of every row: FTS5 with triggers on SQLite, a column made by itself on PostgreSQL.

SQLite forgets triggers when a later migration remakes the table: that one must lay them again.
"""

from django.db import migrations

COLUMNS = ("title", "above", "text", "kind")
NEW = ", ".join(f"NEW.{name}" for name in COLUMNS)
OLD = ", ".join(f"OLD.{name}" for name in COLUMNS)
NAMES = ", ".join(COLUMNS)
ADD = f"INSERT INTO search_words(rowid, {NAMES}) VALUES (NEW.id, {NEW});"  # noqa: S608
DROP = f"INSERT INTO search_words(search_words, rowid, {NAMES}) VALUES ('delete', OLD.id, {OLD});"  # noqa: S608
ON_SQLITE = [
    f"CREATE VIRTUAL TABLE search_words USING fts5({NAMES}, content='search_searchrow', "
    "content_rowid='id', tokenize='porter unicode61 remove_diacritics 2', prefix='4 5')",
    f"CREATE TRIGGER search_added AFTER INSERT ON search_searchrow BEGIN {ADD} END",
    f"CREATE TRIGGER search_gone AFTER DELETE ON search_searchrow BEGIN {DROP} END",
    f"CREATE TRIGGER search_changed AFTER UPDATE OF {NAMES} ON search_searchrow "
    f"BEGIN {DROP} {ADD} END",
    "INSERT INTO search_words(search_words) VALUES ('rebuild')",
]
# Signs between letters that PostgreSQL would read as one address, path or compound.
SIGNS = "/@.:_-&=?#%+''’"


def _of(column: str, weight: str) -> str:
    plain = f"translate({column}, '{SIGNS}', '{' ' * (len(SIGNS) - 1)}')"
    return f"setweight(to_tsvector('english', {plain}), '{weight}')"


ON_POSTGRESQL = [
    "ALTER TABLE search_searchrow ADD COLUMN document tsvector GENERATED ALWAYS AS "
    f"({_of('title', 'A')} || {_of('above', 'B')} || {_of('text', 'C')}) STORED",
]


def lay(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in ON_SQLITE if vendor == "sqlite" else ON_POSTGRESQL:
        schema_editor.execute(statement, params=None)


def lift(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for trigger in ("search_added", "search_gone", "search_changed"):
            schema_editor.execute(f"DROP TRIGGER {trigger}")
        schema_editor.execute("DROP TABLE search_words")
    else:
        schema_editor.execute("ALTER TABLE search_searchrow DROP COLUMN document")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(lay, lift)]
