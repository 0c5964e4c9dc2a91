"""Finding words: the rows a reader may see are given, the best of them come back."""

from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet

from . import postgresql, sqlite
from .asking import Asked
from .models import SearchRow

BOUND = 1_000  # hits that are compared; of words that are everywhere, the newest


class Hit(NamedTuple):
    row: int
    kind: str
    number: int
    discussion: int | None
    score: float


def hits(rows: QuerySet[SearchRow], asked: Asked, kind: str = "", most: int = BOUND) -> list[Hit]:
    """The newest rows that have the words, each with a score; the smaller, the better."""
    if not asked:
        return []
    engine = sqlite if connection.vendor == "sqlite" else postgresql
    found = engine.matching(rows, asked, kind)
    columns = ("pk", "kind", "number", "discussion", "score")
    return [Hit(*values) for values in found.values_list(*columns)[:most]]


def forget_traces() -> None:
    """Let the words of what is gone leave the files of the index, too; once a day is enough."""
    if connection.vendor == "sqlite":
        sqlite.merge()
