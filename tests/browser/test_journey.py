"""The whole story in a real browser, once with JavaScript and once without."""

import re

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from articles import publishing
from articles.models import Article
from config.management.commands.demo import PASSWORD

pytestmark = pytest.mark.browser

TITLE = "By the evening my arm feels like a wet sleeve"
HELD = "In our house it is me who drives, and he who looks out of the window."
WORD = "Welcome, Nadia. I am glad you found us."
ANSWER = "Ask for the measurements, and write them down."
NEW_WORDS = "Your own team can tell you what is current."


def log_in(page: Page, name: str) -> None:
    page.goto("/")
    page.locator("header").get_by_role("link", name="Log in").click()
    page.get_by_label("Name or e-mail address").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.locator("header").get_by_text(name)).to_be_visible()


def follow(page: Page, *names: str) -> None:
    """Press one link after the other, by their words, in the main part of the page."""
    for name in names:
        page.get_by_role("main").get_by_role("link", name=name).first.click()


def reads(page: Page, words: str) -> None:
    expect(page.get_by_role("main").get_by_text(words).first).to_be_visible()


def reads_nowhere(page: Page, words: str) -> None:
    expect(page.get_by_text(words)).to_have_count(0)


def rosa_starts_a_discussion(page: Page) -> str:
    log_in(page, "rosa")
    follow(page, "Breast Cancer Community", "Start a discussion")
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("Your message").fill("In the morning it is **fine**.")
    page.get_by_label("Lymphedema").check()
    page.get_by_role("button", name="Preview").click()
    reads(page, "This is how it will look. It has not been sent.")
    page.get_by_role("button", name="Post discussion").click()
    reads(page, "Your discussion is now public.")
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(page.locator(".prose strong", has_text="fine")).to_be_visible()
    return page.url.partition("#")[0]


def nadia_waits(page: Page) -> str:
    log_in(page, "nadia")
    follow(page, "Partners, family and friends", "Two hours home from chemo")
    page.get_by_label("Your reply").fill(HELD)
    page.get_by_role("button", name="Post reply").click()
    reads(page, "Waiting for a moderator")
    reads(page, "Only you can see this")
    reads(page, HELD)
    return page.url.partition("#")[0]


def mira_publishes_it_with_a_word(page: Page) -> None:
    log_in(page, "mira")
    page.locator("header").get_by_role("link", name="Moderation").click()
    row = page.locator(".row", has_text=HELD[:40])
    row.get_by_role("link", name="Two hours home from chemo").click()
    reads(page, HELD)
    reads(page, "Waits to be published")
    page.get_by_label("Publish").check()
    page.get_by_label("Message to nadia").fill(WORD)
    page.get_by_role("button", name="Decide").click()
    reads(page, "Done.")
    expect(page.locator(".row", has_text=HELD[:40])).to_have_count(0)


def nadia_reads_the_note_and_puts_it_away(page: Page) -> None:
    page.goto("/topics/")
    note = page.get_by_label("Notes to you")
    expect(note).to_contain_text("Your post is now public.")
    expect(note).to_contain_text(WORD)
    expect(note).to_contain_text("mira, moderator")
    note.get_by_role("link", name="See it").click()
    expect(page).to_have_url(re.compile(r"/discussions/\d+/.+#post-\d+$"))
    expect(page.locator("article.wait")).to_have_count(0)
    page.get_by_role("button", name="I have read this").click()
    expect(page).to_have_url(re.compile(r"/discussions/\d+/"))
    reads_nowhere(page, WORD)
    reads(page, HELD)
    page.goto("/topics/")
    reads_nowhere(page, WORD)


def dana_answers_rosa(page: Page) -> None:
    log_in(page, "dana")
    follow(page, "Breast Cancer Community", TITLE)
    opening = page.locator("article.post.first")
    opening.get_by_role("link", name=re.compile("^Answer")).click()
    reads(page, "You are answering rosa")
    page.get_by_label("Your reply").fill(ANSWER)
    page.get_by_role("button", name="Post reply").click()
    reads(page, "Your reply is now public.")
    reply = page.locator("article.post", has_text=ANSWER)
    expect(reply).to_contain_text(re.compile(r"In answer to\srosa"))
    reply.get_by_role("link", name="In answer to").click()
    expect(page).to_have_url(re.compile(r"#post-\d+$"))


def edith_revises_the_article(page: Page, *, script: bool) -> None:
    log_in(page, "edith")
    page.locator("header").get_by_role("link", name="Editing").click()
    page.locator(".model-article th").get_by_role("link").click()
    page.get_by_role("link", name="Metastatic Breast Cancer", exact=True).click()
    body = page.get_by_label("Text:", exact=True)
    body.fill(f"{body.input_value()}\n\n{NEW_WORDS}")
    if script:
        page.locator("#id_topics_from").select_option(label="Lymphedema")
        page.locator("#id_topics_add").click()
    else:
        choice = page.locator("#id_topics")
        chosen = choice.evaluate("box => [...box.selectedOptions].map(one => one.label)")
        choice.select_option(label=[*chosen, "Lymphedema"])
    page.get_by_label("What changed, and why").fill("A sentence for today")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("was changed successfully")


def a_stranger_reads_both_on_the_topic_page(page: Page) -> None:
    page.goto("/")
    page.locator("header").get_by_role("link", name="Topics").click()
    follow(page, "Lymphedema")
    expect(page.get_by_role("heading", name="Lymphedema", exact=True)).to_be_visible()
    follow(page, "Metastatic Breast Cancer")
    reads(page, NEW_WORDS)
    reads(page, "Nobody has checked this text yet")
    expect(page.get_by_role("main")).to_contain_text(re.compile("Last Revision .* by edith"))
    expect(page.get_by_role("main")).to_contain_text("Sep 16, 2010 by MedHelp Editor")
    follow(page, "all revisions")
    reads(page, "A sentence for today")
    page.go_back()
    follow(page, TITLE)
    reads(page, "In the morning it is")
    reads(page, ANSWER)
    reads(page, "Log in or join to reply")
    expect(page.get_by_role("link", name=re.compile("^Answer"))).to_have_count(0)


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_day_at_this_place(visit, script):
    def opens():
        return visit(java_script_enabled=script, viewport={"width": 1280, "height": 900})

    robin = User.objects.get(username="robin")
    article = Article.objects.select_related("live").get(slug="metastatic-breast-cancer")
    publishing.check(article.live, by=robin)
    nadia, sam = opens(), opens()

    where = rosa_starts_a_discussion(opens())
    waiting = nadia_waits(nadia)
    sam.goto(waiting)
    reads_nowhere(sam, HELD)
    mira_publishes_it_with_a_word(opens())
    sam.goto(waiting)
    reads(sam, HELD)
    nadia_reads_the_note_and_puts_it_away(nadia)
    dana_answers_rosa(opens())
    sam.goto(article.get_absolute_url())
    reads(sam, "Checked by robin")
    edith_revises_the_article(opens(), script=script)
    a_stranger_reads_both_on_the_topic_page(sam)
    assert sam.url == where
