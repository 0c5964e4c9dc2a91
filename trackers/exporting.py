"""The entries as a table that spreadsheets open, and that no note can turn into a formula."""

import csv
from collections.abc import Iterable
from io import StringIO

from .models import Entry
from .weights import Unit, tenths

FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")  # spreadsheets read the wide ones too


def plain(cell: str) -> str:
    """A cell that stays text: what could begin a formula gets an apostrophe in front."""
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA) else cell


def table(entries: Iterable[Entry]) -> str:
    """Each entry as it was typed, in kilograms besides, from the earliest to the latest."""
    page = StringIO()
    rows = csv.writer(page)
    rows.writerow(["date", "value", "unit", "kg", "note"])
    for entry in entries:
        weight = entry.weight
        kg = weight.typed if weight.unit == Unit.KG else tenths(weight.kg)
        rows.writerow([entry.date.isoformat(), weight.typed, weight.unit, kg, plain(entry.note)])
    return page.getvalue()
