"""Pages that stay put while people post: the next one starts behind the last row seen."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


@dataclass
class Page:
    rows: list = field(default_factory=list)
    older: str = ""  # the value of ?before= that leads on, empty on the last page
    newer: str = ""  # the value of ?after= that leads back, empty on the first page


def page_of(
    rows: QuerySet, by: str, size: int, *, before: str = "", after: str = "", first: str = ""
) -> Page:
    """One page of rows, latest first by the time field `by`, behind or ahead of a place.

    Rows whose flag `first` is set stand before all others, on the first page only. A place that
    cannot be read gives the first page.
    """
    back, ahead = _place(before), _place(after)
    others = rows.filter(**{first: False}) if first else rows
    if ahead:
        found = list(others.filter(_beyond(by, "gt", ahead)).order_by(by, "pk")[: size + 1])
        if len(found) > size:
            shown = found[:size][::-1]
            return Page(shown, place_of(shown[-1], by), place_of(shown[0], by))
        # Fewer than a page stand before that place: it was reached from the first page.
    if back:
        rows, first = others.filter(_beyond(by, "lt", back)), ""
    found = list(rows.order_by(*[f"-{first}"] * bool(first), f"-{by}", "-pk")[: size + 1])
    shown = found[:size]
    older = place_of(shown[-1], by) if len(found) > size else ""
    return Page(shown, older, place_of(shown[0], by) if back and shown else "")


def _beyond(by: str, side: str, place: tuple[datetime, int]) -> Q:
    at, pk = place
    # The first condition alone decides the index range; the second one breaks ties.
    return Q(**{f"{by}__{side}e": at}) & (Q(**{f"{by}__{side}": at}) | Q(**{f"pk__{side}": pk}))


def place_of(row: Any, by: str) -> str:
    """How an address names the place of this row."""
    return f"{(getattr(row, by) - EPOCH) // MICROSECOND}-{row.pk}"


def moment(mark: str) -> datetime | None:
    """The time of the row that a place names."""
    place = _place(mark)
    return place[0] if place else None


def _place(mark: str) -> tuple[datetime, int] | None:
    at, _, pk = mark.partition("-")
    if not (at.isascii() and at.isdigit() and pk.isascii() and pk.isdigit()) or len(mark) > 40:
        return None
    try:
        return EPOCH + int(at) * MICROSECOND, int(pk)
    except OverflowError:
        return None
