"""What is typed in one browser is there in the next, and a log-in that ended costs no word."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from community import drafting
from community.models import Discussion, Draft, Post
from config.management.commands.demo import PASSWORD

from .walking import press, walk

pytestmark = pytest.mark.browser

START = "/communities/breast-cancer/new/"
STORY = "It began with the curtains, which I could not lift."
OPEN = "Hot flushes at three. What do you do with the hours?"


@pytest.fixture
def rosa(filled) -> User:
    return User.objects.get(username="rosa")


def box(page: Page):
    return page.get_by_label(re.compile("Your (message|reply)"))


def saved(page: Page) -> None:
    expect(page.locator("[data-keeps]")).to_contain_text("Saved")


def test_typed_on_the_phone_found_on_the_computer(visit, rosa):
    phone = visit(rosa, viewport={"width": 390, "height": 800})
    phone.goto(START)
    phone.get_by_label("Title").fill("Curtains")
    box(phone).press_sequentially(STORY)
    expect(box(phone)).to_be_focused()
    saved(phone)
    expect(box(phone)).to_be_focused()
    phone.close()
    computer = visit(rosa, viewport={"width": 1280, "height": 900})
    computer.goto(START)
    expect(box(computer)).to_have_value(STORY)
    expect(computer.get_by_label("Title")).to_have_value("Curtains")
    expect(computer.get_by_text("We kept what you wrote here")).to_be_visible()
    assert computer.evaluate("localStorage.length + sessionStorage.length") == 0


def test_who_leaves_in_the_middle_of_a_word_finds_it_again(visit, rosa):
    page = visit(rosa)
    page.goto(START)
    box(page).press_sequentially("It beg")
    page.goto("/topics/")
    page.goto("/drafts/")
    expect(page.get_by_text("It beg", exact=True)).to_be_visible()
    page.get_by_role("link", name="Continue").click()
    expect(box(page)).to_have_value("It beg")


def test_a_quote_waits_for_what_was_typed_before_it(visit, rosa, monkeypatch):
    keep = drafting.save_draft

    def keep_slowly(*args, **words):
        time.sleep(0.7)
        return keep(*args, **words)

    monkeypatch.setattr(drafting, "save_draft", keep_slowly)
    page = visit(rosa)
    page.goto(Discussion.objects.get(title=OPEN).get_absolute_url())
    box(page).fill(STORY)
    page.get_by_role("link", name="Quote").first.click()
    page.wait_for_url("**quote=1**")
    expect(box(page)).to_have_value(STORY)
    expect(page.get_by_label("What you quote")).not_to_be_empty()


def test_a_lost_connection_is_told_calmly_and_made_good(visit, rosa):
    page = visit(rosa)
    page.goto(START)
    page.route("**/drafts/save/", lambda route: route.fulfill(status=204, body=""))
    box(page).fill(STORY)
    page.get_by_label("Title").focus()
    expect(page.locator("[data-keeps]")).to_contain_text("Not saved yet.")
    page.unroute("**/drafts/save/")
    page.get_by_label("Title").press_sequentially("C")
    saved(page)
    assert Draft.objects.filter(author=rosa).exists()


def test_two_windows_and_both_texts_are_shown(visit, rosa):
    one, two = visit(rosa), visit(rosa)
    for page in (one, two):
        page.goto(START)
    box(one).fill("Words of the kitchen.")
    saved(one)
    box(two).fill("Words of the waiting room.")
    expect(two.locator("[data-keeps]")).to_contain_text("This was changed in another window.")
    two.get_by_role("button", name="Preview").click()
    expect(box(two)).to_have_value("Words of the waiting room.")
    expect(two.get_by_label("The other words")).to_have_value("Words of the kitchen.")


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_log_in_that_ended_costs_no_word(visit, rosa, script):
    page = visit(rosa, java_script_enabled=script)
    page.goto(Discussion.objects.get(title=OPEN).get_absolute_url())
    box(page).fill(STORY)
    if script:
        saved(page)  # what she typed while she was logged in is sent by itself
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Post reply").click()
    expect(box(page)).to_have_value(STORY)
    page.get_by_role("link", name="Log in and go on").click()
    page.get_by_label("Name or e-mail address").fill("rosa")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    if not script:
        expect(page.get_by_text(STORY)).to_be_visible()
        page.get_by_role("button", name="Send it as rosa").click()
    expect(page.get_by_text("Your reply is now public.")).to_be_visible()
    expect(page.locator(".prose", has_text=STORY)).to_be_visible()
    assert Post.objects.get(text=STORY).author == rosa
    assert not Draft.objects.filter(author=rosa).exists()


def test_without_script_preview_keeps_it_through_another_font_size(visit, rosa):
    page = visit(rosa, java_script_enabled=False)
    page.goto(START)
    box(page).fill(STORY)
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("button", name="Larger").first.click()
    page.goto(START)
    expect(box(page)).to_have_value(STORY)


def test_the_pages_about_drafts_keep_nobody_out(visit, filled):
    """Nadia has begun two things in the demo."""
    nadia = User.objects.get(username="nadia")
    draft = Draft.objects.filter(author=nadia).first()
    walk(
        visit(nadia),
        ("/drafts/", "A new discussion in Breast Cancer Community"),
        (START, "We kept what you wrote here"),
        (START, press("Preview"), "This is how it will look."),
        (f"/drafts/{draft.pk}/throw-away/", "Throw these words away?"),
    )


def test_what_is_chosen_above_is_said_beside_the_button(visit, rosa):
    page = visit(rosa)
    page.goto(START)
    expect(page.get_by_text("Who can read it: everyone, also without")).to_be_visible()
    page.get_by_label("Everyone who is logged in").check()
    expect(page.get_by_text("Who can read it: everyone who is logged in.")).to_be_visible()
    expect(page.get_by_text("Who can read it: everyone, also without")).to_be_hidden()


def test_search_engines_are_no_question_where_fewer_people_read(visit, rosa):
    page = visit(rosa, java_script_enabled=False)
    page.goto(START)
    engines = page.get_by_label("Search engines may list this discussion")
    expect(engines).to_be_visible()
    page.get_by_label("Everyone who is logged in").check()
    expect(engines).to_be_hidden()
    page.get_by_label("Everyone, also without").check()
    expect(engines).to_be_visible()


def test_at_the_largest_text_it_is_seen_that_her_words_are_kept(visit, rosa):
    page = visit(rosa, viewport={"width": 390, "height": 844})
    page.goto(START)
    page.get_by_role("button", name="Largest").first.click()
    expect(page.locator("html")).to_have_attribute("data-text", "4")
    for place in (START, Discussion.objects.get(title=OPEN).get_absolute_url()):
        page.goto(place)
        box(page).press_sequentially(STORY)
        saved(page)
        below = page.evaluate("""() => {
            const [told, box] = ["[data-keeps]", "#id_body"].map(
                (one) => document.querySelector(one).getBoundingClientRect());
            return told.top - box.bottom }""")
        assert 0 <= below < 40
        expect(page.locator("[data-keeps]")).to_be_in_viewport()
