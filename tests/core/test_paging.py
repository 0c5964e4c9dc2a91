"""Pages of a list stay put while people post, and a broken place leads to the first page."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.models import LogEntry
from core.paging import Page, page_of

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


def add(number: int, at: datetime = NOON) -> LogEntry:
    return LogEntry.objects.create(verb="seen", kind="test", number=number, at=at)


def an_hour_apart(*numbers: int) -> None:
    for number in numbers:
        add(number, NOON + timedelta(hours=number))


def page(**place) -> Page:
    return page_of(LogEntry.objects.all(), "at", 3, **place)


def numbers(shown: Page) -> list[int]:
    return [row.number for row in shown.rows]


@pytest.fixture(autouse=True)
def _rows(db):
    """Every test here writes rows."""


def test_the_latest_come_first_and_every_row_once():
    an_hour_apart(1, 2, 3, 4, 5, 6, 7)
    first = page()
    second = page(before=first.older)
    third = page(before=second.older)
    assert [numbers(one) for one in (first, second, third)] == [[7, 6, 5], [4, 3, 2], [1]]
    assert not first.newer
    assert not third.older


def test_newer_leads_back_the_same_way():
    an_hour_apart(1, 2, 3, 4, 5, 6, 7)
    third = page(before=page(before=page().older).older)
    second = page(after=third.newer)
    first = page(after=second.newer)
    assert [numbers(one) for one in (second, first)] == [[4, 3, 2], [7, 6, 5]]
    assert not first.newer
    assert numbers(page(before=second.older)) == [1]


def test_what_is_posted_meanwhile_moves_nothing():
    an_hour_apart(1, 2, 3, 4, 5, 6)
    first = page()
    an_hour_apart(7, 8, 9)
    second = page(before=first.older)
    assert numbers(second) == [3, 2, 1]
    assert numbers(page(after=second.newer)) == [6, 5, 4]
    assert numbers(page(after=page(after=second.newer).newer)) == [9, 8, 7]


def test_a_row_that_goes_takes_no_other_with_it():
    rows = LogEntry.objects.all()
    an_hour_apart(1, 2, 3, 4, 5, 6)
    first = page()
    shown = page_of(rows.exclude(number=4), "at", 3, before=first.older)
    assert numbers(shown) == [3, 2, 1]


def test_rows_of_one_moment_keep_their_order_and_none_is_lost():
    for number in range(1, 8):
        add(number)
    first = page()
    second = page(before=first.older)
    third = page(before=second.older)
    assert [numbers(one) for one in (first, second, third)] == [[7, 6, 5], [4, 3, 2], [1]]
    assert numbers(page(after=third.newer)) == [4, 3, 2]


def test_a_microsecond_is_not_rounded_away():
    for number in range(4):
        add(number, NOON - timedelta(microseconds=number))
    assert numbers(page(before=page().older)) == [3]


@pytest.mark.parametrize("rows", [0, 1, 3])
def test_one_page_has_no_other(rows):
    an_hour_apart(*range(rows))
    assert len(page().rows) == rows
    assert not page().older
    assert not page().newer


def test_the_end_of_the_list_is_empty_and_not_an_error():
    an_hour_apart(1)
    last = page(before="1-1")
    assert last.rows == []
    assert not last.older
    ahead = page(after=f"{10**16}-1")
    assert ahead.rows == []
    assert not ahead.newer


BROKEN = (
    *("", "-", "1", "1-", "-1", "x-1", "1-x", "1--1", "1-1-1", "1e9-1", "1.5-1", " 1-1", "+1-1"),
    *(
        "\u0663-1",
        "1-\u0661",
        "NaN-1",
        "0x1-1",
        "1-\0",
        "%00",
        "' OR 1=1 --",
        "<script>",
        "9" * 50 + "-1",
    ),
    *(f"{10**19}-1", f"{10**18}-1", "1-" + "9" * 50, "None", "12:00-1", "¹-¹"),
)


@pytest.mark.parametrize("side", ["before", "after"])
@pytest.mark.parametrize("place", BROKEN)
def test_a_place_that_cannot_be_read_gives_the_first_page(side, place):
    an_hour_apart(1, 2, 3, 4)
    assert page(**{side: place}) == page()


@pytest.mark.parametrize("side", ["before", "after"])
@pytest.mark.parametrize(
    "place", ["0-0", f"1-{10**19}", f"1-{10**30}", f"{253402300799 * 10**6}-1"]
)
def test_a_place_that_is_nowhere_is_no_error(side, place):
    an_hour_apart(1)
    assert len(page(**{side: place}).rows) in {0, 1}
