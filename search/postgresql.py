"""How PostgreSQL finds: the column document, which it makes of title and text by itself."""

from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy

from .asking import Asked, Saying

QUERY = "to_tsquery('english', %s)"
BY_LENGTH = 1  # a long text has a word more often by chance


def matching(rows: QuerySet, asked: Asked, kind: str = "") -> QuerySet:
    """The rows that have the words, with a score; the smaller a score, the better."""
    wanted = asked.as_query(_one, " & ", " | ")
    found = rows.filter(kind=kind) if kind else rows
    return found.extra(  # noqa: S610 - the words are a parameter
        where=[f"search_searchrow.document @@ {QUERY}"],
        params=[wanted],
        select={"score": f"-ts_rank(search_searchrow.document, {QUERY}, {BY_LENGTH})"},
        select_params=[wanted],
    ).order_by(_newest(asked))


def _newest(asked: Asked) -> OrderBy:
    """The order of the rows; for sayings of several words one that no index knows.

    Else PostgreSQL walks back through the newest rows and reads the whole document of each to see
    whether its words stand together, where its word index would have named the few that have them.
    """
    together = any(one.together and len(one.words) > 1 for one in asked.sayings)
    return (F("id") + 0).desc() if together else F("id").desc()


def _one(saying: Saying) -> str:
    words = [f"'{word}'" for word in saying.words]
    if saying.begun:
        words[-1] += ":*"
    return f"({(' <-> ' if saying.together else ' & ').join(words)})"
