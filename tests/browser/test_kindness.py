"""Folded notes and reactions in a real browser: nobody is kept out, and nobody loses her place."""

import pytest
from playwright.sync_api import expect

from accounts.models import mask_of
from community.models import Community, Post
from community.posting import About

from ..factories import reply, start
from .walking import fill, person, press, walk

pytestmark = pytest.mark.browser

WORDS = "He died on a Wednesday."


@pytest.fixture
def told(filled) -> Post:
    community = Community.objects.get(slug="breast-cancer")
    about = About(content_notes=mask_of(["end_of_life", "needles"]), wants="listening")
    opening = start(community, person("rosa"), "About my father", text=WORDS, about=about)
    reply(opening, person("dana"), "I know that day.", answers=opening, quote=WORDS)
    return opening


def open_all(page) -> None:
    for summary in page.locator("details.care > summary").all():
        summary.click()


def opened_is(shown: bool):
    return lambda page: expect(page.locator(".first .prose")).to_be_visible(visible=shown)


def test_a_folded_note_keeps_nobody_out(visit, told):
    here = told.discussion.get_absolute_url()
    note = "Content note:"
    walk(
        visit(person("jo_in_leeds")),
        (here, note, opened_is(False)),
        (here, open_all, opened_is(True), "Hide post"),
        ("/communities/breast-cancer/", "Open to read."),
        ("/account/reading/", "What the words mean"),
        ("/account/reading/", press("Save"), "Saved."),
    )
    walk(visit(person("rosa")), (here, opened_is(True), "This helped"))
    walk(visit(), (here, note, opened_is(False)))


def test_paper_opens_nothing_that_she_did_not_open(visit, told):
    page = visit()
    page.goto(told.discussion.get_absolute_url())
    page.emulate_media(media="print")
    expect(page.get_by_text("Content note:").first).to_be_visible()
    expect(page.locator(".first .prose")).to_be_hidden()
    expect(page.get_by_text("Show post")).to_be_hidden()


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_hug_is_sent_and_taken_back(visit, told, script):
    page = visit(person("jo_in_leeds"), java_script_enabled=script)
    page.goto(told.discussion.get_absolute_url())
    if script:
        fill("Your reply", "Half a sentence")(page)
    hug = page.locator(f"#post-{told.pk}").get_by_role("button", name="Hug")
    for pressed, words, said in (("true", "Hug1", "Hug sent"), ("false", "Hug", "Taken back")):
        hug.click()
        expect(hug).to_have_attribute("aria-pressed", pressed)
        expect(hug).to_have_text(words)
        if script:
            expect(page.locator(f"#post-{told.pk} form [role=status]")).to_have_text(said)
            assert page.get_by_label("Your reply").input_value() == "Half a sentence"
        else:
            assert page.url.endswith(f"#post-{told.pk}-hug")
    assert Post.objects.get(pk=told.pk).reactions == {}


def test_without_a_connection_she_is_told_and_nothing_is_lost(visit, told):
    page = visit(person("jo_in_leeds"))
    page.goto(told.discussion.get_absolute_url())
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError()) }")
    hug = page.locator(f"#post-{told.pk}").get_by_role("button", name="Hug")
    hug.click()
    expect(page.get_by_text("That did not reach us.")).to_be_visible()
    expect(hug).to_have_attribute("aria-pressed", "false")
