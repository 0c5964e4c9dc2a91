"""What a member is told, and how she chooses, keep nobody out."""

import pytest

from .walking import person, press, walk

pytestmark = pytest.mark.browser

PAGE, CHOICES = "/notifications/", "/account/notices/"


def choose_nothing(page) -> None:
    page.locator("[name=answer][value=here]").evaluate("one => { one.value = 'nothing' }")


def test_what_is_told_and_the_choices(visit, filled):
    walk(
        visit(person("rosa")),
        (PAGE, "called you by name"),
        (PAGE, press("Mark all as read"), "Earlier"),
        (CHOICES, "Somebody answers you"),
        (CHOICES, press("Save"), "Saved."),
        (CHOICES, choose_nothing, press("Save"), "One thing needs your attention"),
    )
    walk(visit(person("sam")), (PAGE, "Nothing is waiting for you"))


def test_a_line_is_opened_with_the_keyboard_and_is_no_longer_new(visit, filled):
    page = visit(person("rosa"))
    page.goto(PAGE)
    before, lines = count(page), page.locator(".row.new").count()
    page.locator(".row.new .title button").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/discussions/**#post-*")
    page.goto(PAGE)
    assert count(page) < before
    assert page.locator(".row.new").count() == lines - 1


def count(page) -> int:
    """What the bell says."""
    return int(page.locator(".badge").inner_text().split()[0])
