"""The file for spreadsheets: everything of hers, nothing that calculates."""

import csv
from datetime import date

import pytest

from trackers.models import Entry

from ..factories import weigh

FILE = "/trackers/weight/export.csv"


def rows(answer) -> list[list[str]]:
    return list(csv.reader(answer.text.splitlines()))


def test_rosa_downloads_all_her_entries_as_she_typed_them(at_home, rosa, dana):
    weigh(rosa, "11 4.5", unit="st", on=date(2026, 10, 2))
    weigh(rosa, "70.25", on=date(2026, 9, 1), note="Ginger tea, with honey")
    weigh(rosa, "155.5", unit="lb", on=date(2010, 1, 1))
    weigh(dana, "80")
    answer = at_home(rosa).get(FILE)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert rows(answer) == [
        ["date", "value", "unit", "kg", "note"],
        ["2010-01-01", "155.5", "lb", "70.5", ""],
        ["2026-09-01", "70.25", "kg", "70.25", "Ginger tea, with honey"],
        ["2026-10-02", "11 4.5", "st", "71.9", ""],
    ]


@pytest.mark.parametrize("note", ["=1+1", "+1", "-1", "@SUM(A1)", " =1+1", "\uff1d1"])
def test_a_note_never_becomes_a_formula(at_home, rosa, note):
    weigh(rosa, note=note)
    [_, [*numbers, cell]] = rows(at_home(rosa).get(FILE))
    assert cell == f"'{note}"
    assert numbers[1:] == ["70.5", "kg", "70.5"]  # and numbers stay numbers


@pytest.mark.parametrize("sign", ["\t", "\r", "\n"])
def test_nor_does_one_that_begins_with_a_tab(at_home, rosa, sign):
    entry = weigh(rosa)
    entry.write(entry.weight, f"{sign}=1+1")  # the form would have folded it
    entry.save()
    text = at_home(rosa).get(FILE).content.decode()
    assert f"'{sign}=1+1" in text


def test_without_entries_there_is_a_head_only(at_home, rosa):
    assert rows(at_home(rosa).get(FILE)) == [["date", "value", "unit", "kg", "note"]]
    assert not Entry.objects.exists()
