"""The pages of a tracker keep nobody out, and a sheet of paper shows what a doctor needs."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from trackers.models import Entry

from .barriers import LAPTOP, PHONE, barriers

pytestmark = pytest.mark.browser

HERE = "/trackers/weight/"


def rosa() -> User:
    return User.objects.get(username="rosa")


def walk(page: Page, *addresses: str) -> None:
    found = []
    for address in addresses:
        page.goto(address)
        found += [f"{address}: {line}" for line in barriers(page)]
    assert not found, "\n".join(found)


def test_a_strangers_way_in(visit, filled):
    walk(visit(), "/trackers/", HERE)


def test_her_pages(visit, filled):
    entry = f"{HERE}{Entry.objects.latest('date').key}/"
    walk(
        visit(rosa()),
        HERE,
        f"{HERE}?show=all&numbers=off",
        entry,
        f"{entry}delete/",
        f"{HERE}settings/",
    )
    walk(visit(User.objects.get(username="sam")), HERE)


def test_a_form_that_was_refused(visit, filled):
    page = visit(rosa())
    for address, box, button in (
        (HERE, "Weight", "Save entry"),
        (f"{HERE}settings/", "Usual range, from (optional)", "Save"),
    ):
        page.goto(address)
        page.get_by_role("textbox", name=box, exact=True).fill("x")
        page.get_by_role("main").get_by_role("button", name=button).click()
        expect(page.get_by_role("alert")).to_contain_text("with the digits 0 to 9")
        assert barriers(page) == []


def test_she_adds_an_entry_by_keyboard_and_takes_the_numbers_away(visit, filled):
    page = visit(rosa())
    page.set_viewport_size(PHONE)
    page.goto(HERE)
    page.get_by_role("textbox", name="Weight", exact=True).fill("70,1")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Your entry is saved.")
    chart = page.get_by_role("img", name="Weight from")
    expect(chart).to_contain_text("70.1 kg")
    page.get_by_role("link", name="Show the trend without numbers").click()
    expect(chart).not_to_contain_text("70.1 kg")
    expect(page.get_by_role("table")).not_to_contain_text(" kg")
    page.get_by_role("link", name="4 weeks").click()
    expect(page.get_by_role("link", name="Show the numbers")).to_be_visible()


def test_on_paper_it_is_one_clean_page(visit, filled):
    page = visit(rosa())
    page.set_viewport_size(LAPTOP)
    page.goto(HERE)
    page.emulate_media(media="print")
    for seen in (
        page.get_by_role("heading", name="Weight Tracker"),
        page.get_by_text("From ").filter(has_text=" to ").first,
        page.get_by_role("img", name="Weight from"),
        page.get_by_text("Ginger tea helped"),
    ):
        expect(seen).to_be_visible()
    for left_out in ("Add an entry", "Download (CSV)", "Edit", "12 weeks", "Trackers", "Colours"):
        assert not [
            one for one in page.get_by_text(left_out, exact=True).all() if one.is_visible()
        ]
    for paper in ("A4", "Letter"):
        assert page.pdf(format=paper).count(b"/Type /Page\n") == 1, paper
