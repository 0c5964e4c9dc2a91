"""How SQLite finds: the table search_words of its full-text engine FTS5, kept by triggers."""

from django.db import connection
from django.db.models import QuerySet

from .asking import Asked, Saying

WEIGHTS = "8.0, 3.0, 1.0, 0.0"  # title, title of the article, text, kind


def matching(rows: QuerySet, asked: Asked, kind: str = "") -> QuerySet:
    """The rows that have the words, with a score; the smaller a score, the better."""
    wanted = f"{{title above text}} : ({asked.as_query(_one, ' AND ', ' OR ')})"
    if kind:
        wanted = f"kind : {kind} AND {wanted}"
    return rows.extra(  # noqa: S610 - the words are a parameter
        tables=["search_words"],
        where=["search_words.rowid = search_searchrow.id", "search_words MATCH %s"],
        params=[wanted],
        select={"score": f"bm25(search_words, {WEIGHTS})"},
        order_by=["-search_words.rowid"],
    )


def _one(saying: Saying) -> str:
    words = [f'"{word}"' for word in saying.words]
    if saying.together:
        words = [f'"{" ".join(saying.words)}"']
    if saying.begun:
        words[-1] += " *"
    return f"({' AND '.join(words)})"


def merge() -> None:
    """Write the index anew as one piece: FTS5 keeps words of deleted rows until then."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_words(search_words) VALUES ('optimize')")
