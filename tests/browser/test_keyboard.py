"""The keyboard always is somewhere that one can see, and what a press did is said."""

import pytest
from playwright.sync_api import Page

from community.models import Discussion

from .barriers import PHONE, look
from .walking import person

pytestmark = pytest.mark.browser

OPEN = "details.menu[open]"
FOCUS = "() => document.activeElement.id || document.activeElement.textContent.trim()"
COVERED = """() => [...document.querySelectorAll("main a, main button")].filter(one => {
    if (!one.checkVisibility()) return false
    one.scrollIntoView({block: "center"})
    const box = one.getClientRects()[0]
    const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
    return hit?.closest(".menu") && !one.closest(".menu")
}).length"""
SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])


def press(page: Page, css: str) -> None:
    page.locator(css).first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")


def test_an_open_menu_closes_on_escape_on_leaving_and_on_a_press_beside_it(visit, filled):
    page = visit(person("rosa"))
    page.goto("/topics/")
    look(page, PHONE, text="4", theme="dark")
    summary = page.locator(".menu.slim > summary")
    summary.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert (page.locator(OPEN).count(), page.evaluate(FOCUS)) == (0, "Menu")
    summary.press("Enter")
    page.locator(".menu.slim li").last.get_by_role("button").focus()
    page.keyboard.press("Tab")
    assert page.locator(OPEN).count() == 0
    summary.press("Enter")
    page.mouse.click(4, 700)
    assert page.locator(OPEN).count() == 0


def test_without_script_a_menu_on_a_phone_covers_nothing(visit, filled):
    page = visit(person("rosa"), java_script_enabled=False)
    page.goto("/topics/")
    look(page, PHONE, text="4", theme="dark")
    page.locator(".menu.slim > summary").press("Enter")
    assert page.locator(OPEN).count() == 1
    assert page.evaluate(COVERED) == 0


@SCRIPT
def test_a_press_comes_back_to_its_place_and_its_words_begin_the_title(visit, filled, script):
    page = visit(person("rosa"), java_script_enabled=script)
    page.goto("/topics/lymphedema/")
    for words in ("You follow this topic now.", "You do not follow this topic any more."):
        press(page, "#follow")
        assert page.title().startswith(f"{words} – Lymphedema")
        assert page.evaluate(FOCUS) == "follow"
    page.goto("/notifications/")
    notice = page.locator(".row.new .title button").first.get_attribute("id")
    press(page, ".row.new .side button")
    assert page.title().startswith("Marked as read. – ")
    assert page.evaluate(FOCUS) == notice


@SCRIPT
def test_where_no_place_is_left_the_message_takes_the_focus(visit, filled, script):
    page = visit(person("rosa"), java_script_enabled=script)
    page.goto("/communities/breast-cancer/?show=unread")
    press(page, "form[action$='/read/'] button")
    assert page.title().startswith("Everything here is marked as read. – ")
    assert page.evaluate(FOCUS) == "Everything here is marked as read."


def test_a_hug_without_script_comes_back_to_its_button(visit, filled):
    page = visit(person("nadia"), java_script_enabled=False)
    page.goto(Discussion.objects.get(title="How this place works").get_absolute_url())
    button = page.locator(".react:not([aria-pressed=true])").first.get_attribute("id")
    press(page, f"#{button}")
    assert page.title().startswith("Hug sent – ")
    assert page.evaluate(FOCUS) == button
    assert page.locator(f"#{button}").get_attribute("aria-pressed") == "true"
