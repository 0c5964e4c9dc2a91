"""What a member does with her tracker. Nothing here is logged: it is nobody else's affair."""

from datetime import date
from uuid import UUID

from django.db import transaction

from .models import Entry, Tracker
from .weights import Weight

MOST = 5000  # entries in one tracker: one a day for 13 years


class RecordedBefore(Exception):
    """This form was saved already, with other words."""


class TooMany(Exception):
    """No more entries fit into this tracker."""


@transaction.atomic
def record(owner, *, weight: Weight, on: date, note: str, key: UUID) -> Entry:
    """Write down a weight. The same form sent twice is one entry."""
    tracker, _ = Tracker.objects.get_or_create(
        owner=owner, slug=Tracker.Slug.WEIGHT, defaults={"unit": weight.unit}
    )
    entry = Entry(tracker=tracker, key=key, date=on)
    entry.write(weight, note)
    known = tracker.entries.filter(key=key)
    if not known.exists() and tracker.entries.count() >= MOST:
        raise TooMany
    entry, new = tracker.entries.get_or_create(
        key=key, defaults={"date": on, "sealed": entry.sealed}
    )
    if not new and (entry.weight, entry.date, entry.note) != (weight, on, note):
        raise RecordedBefore
    return entry


def correct(entry: Entry, *, weight: Weight, on: date, note: str) -> None:
    """Put an entry right; what it said before is gone."""
    entry.date = on
    entry.write(weight, note)
    entry.save(update_fields=["date", "sealed"])


def remove(entry: Entry) -> None:
    """Delete an entry for good."""
    entry.delete()


@transaction.atomic
def settle(owner, *, unit: str, usual: tuple[Weight, Weight] | None) -> Tracker:
    """Keep the unit she likes to see, and her usual range."""
    tracker, _ = Tracker.objects.get_or_create(owner=owner, slug=Tracker.Slug.WEIGHT)
    tracker.unit = unit
    tracker.write_usual(usual)
    tracker.save(update_fields=["unit", "sealed"])
    return tracker
