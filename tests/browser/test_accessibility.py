"""No page keeps anybody out: WCAG 2.2 A and AA, 200 % text, small screens, fingers, keyboard.

Every page of the site but Django's own admin, which few people use and Django looks after.
"""

import re
from datetime import timedelta

import pytest

from articles.models import Article
from community import moderation, reporting
from community.models import Community, Discussion, Post, Rank, ReviewItem
from core import clock

from ..factories import appoint, reply, revise, start
from .barriers import LAPTOP, SMALL_PHONE, barriers, barriers_of_menu, person, press, walk

pytestmark = pytest.mark.browser

PLACE = "/communities/breast-cancer/"
ARTICLE = "/articles/metastatic-breast-cancer/"
LEAVE_OUT = {"reason": "private_details", "message": "Please leave out the name. Mira"}


def decide(post: Post, act, name: str = "mira", **why) -> None:
    item = ReviewItem.objects.get(post=post)
    act(item, by=person(name), version=item.version, **why)


@pytest.fixture
def everything(filled) -> Discussion:
    """A discussion with posts of every kind, in a community that holds newcomers."""
    partners = Community.objects.get(slug="partners-family-and-friends")
    rosa, dana, owen = person("rosa"), person("dana"), person("owen_h")
    opening = start(partners, rosa, "What do I say to the children?")
    minutes = (clock.now() - timedelta(minutes=n) for n in range(30, 0, -1))
    marks = "> *What do I say?*\n\n1. The truth\n2. In `small` pieces\n\n### When\n\n- Soon"
    reply(opening, dana, marks, answers=opening, at=next(minutes))
    for text, act in (("Hidden.", moderation.hide), ("Removed.", moderation.remove)):
        post = reply(opening, rosa, text, at=next(minutes))
        reporting.report(post, by=dana, reason="unkind", words="This hurts.")
        decide(post, act, **LEAVE_OUT)
    back = reply(opening, owen, "Her doctor is called Gregor.", at=next(minutes))
    decide(back, moderation.send_back, **LEAVE_OUT)
    reply(opening, owen, "We told ours at breakfast.", at=next(minutes))
    return opening.discussion


def test_what_a_stranger_reads(visit, everything):
    revise(Article.objects.get(slug="metastatic-breast-cancer"), by=person("edith"))
    long = Discussion.objects.filter(last_number__gt=20).get().get_absolute_url()
    walk(
        visit(),
        "/",
        "/communities/",
        PLACE,
        f"{PLACE}?topic=lymphedema",
        f"{PLACE}?show=unanswered",
        f"{PLACE}?topic=lymphedema&show=unanswered",
        f"{PLACE}new/",
        everything.get_absolute_url(),
        long,
        f"{long}?page=2",
        "/topics/",
        "/topics/lymphedema/",
        "/topics/breast-cancer/",
        "/articles/",
        ARTICLE,
        f"{ARTICLE}history/",
        f"{ARTICLE}history/1/",
        f"{ARTICLE}history/2/",
        "/no/such/page/",
        "/moderation/",
    )


def test_what_a_member_reads_and_writes(visit, everything):
    here = everything.get_absolute_url()
    [opening] = everything.posts.filter(number=1)
    empty, preview = press("Post discussion"), press("Preview")
    report = f"/posts/{opening.pk}/report/"
    walk(
        visit(person("dana")),
        "/",
        here,
        f"{here}?answer={opening.pk}#reply",
        (here, press("Post reply")),
        (here, lambda page: page.get_by_label("Your reply").fill("It is **fine**."), preview),
        f"{PLACE}new/",
        (f"{PLACE}new/", empty),
        (f"{PLACE}new/", lambda page: page.get_by_label("Your message").fill("*So*"), preview),
        report,
        (report, press("Send report")),
        "/communities/partners-family-and-friends/new/",
        f"/posts/{everything.posts.filter(author=person('dana')).get().pk}/report/",
    )


def test_what_an_author_sees_of_her_own(visit, everything):
    here = everything.get_absolute_url()
    back = everything.posts.get(state=Post.State.SENT_BACK)
    walk(visit(person("rosa")), here, "/topics/")
    walk(
        visit(person("owen_h")),
        here,
        f"{here}?again={back.pk}#reply",
        "/communities/partners-family-and-friends/",
    )


def test_what_a_moderator_sees(visit, everything):
    items = ReviewItem.objects.visible_to(person("mira"))
    held = items.filter(open=True, post__state=Post.State.HELD).first()
    reported = items.filter(open=True, reports__reason="unsafe_advice").first()
    worried = items.filter(open=True, reports__reason="worried").first()
    places = [f"/moderation/items/{item.pk}/" for item in (held, reported, worried)]
    decided = [
        f"/moderation/items/{items.filter(post__state=state).first().pk}/"
        for state in (Post.State.HIDDEN, Post.State.REMOVED, Post.State.SENT_BACK)
    ]

    def send_back_without_a_word(page):
        page.get_by_label("Send back").check()
        press("Decide")(page)

    walk(
        visit(person("mira")),
        "/moderation/",
        *places,
        *decided,
        (places[0], press("Decide")),
        (places[0], send_back_without_a_word),
        everything.get_absolute_url(),
    )
    appoint(person("sam"), Community.objects.get(slug="men"), Rank.MODERATOR, by=None)
    walk(visit(person("sam")), "/moderation/")


def test_a_decision_that_came_too_late(visit, everything):
    item = ReviewItem.objects.filter(post__state=Post.State.HELD).first()

    def too_late(page):
        decide(item.post, moderation.publish, "leah")
        page.get_by_label("Publish").check()
        press("Decide")(page)

    walk(visit(person("mira")), (f"/moderation/items/{item.pk}/", too_late))


def test_pages_that_refuse(visit, everything):
    own = Post.objects.filter(author=person("rosa"), state=Post.State.PUBLISHED).first()

    def too_old(page):
        page.get_by_label("Your message").fill("My whole story.\n\n" * 20)
        page.evaluate(
            "document.querySelectorAll('[name=csrfmiddlewaretoken]')"
            ".forEach(one => { one.value = 'x'.repeat(64) })"
        )

    def without_words(page):
        too_old(page)
        page.get_by_role("button", name="Dark").click()

    def with_words(page):
        too_old(page)
        press("Post discussion")(page)

    walk(
        visit(person("rosa")),
        f"/posts/{own.pk}/report/",
        (f"{PLACE}new/", with_words),
        (f"{PLACE}new/", without_words),
    )


def test_the_menus_of_the_header(visit, filled):
    for name in ("rosa", "mira", "edith"):
        page = visit(person(name))
        page.goto("/topics/")
        found = barriers_of_menu(page, ".menu.wide", LAPTOP)
        page.goto("/topics/")
        found += barriers_of_menu(page, ".menu.slim", SMALL_PHONE)
        assert not found, "\n".join(found)


def test_font_size_and_colours_are_chosen_by_pressing_a_button(visit):
    page = visit(java_script_enabled=False)
    page.goto(ARTICLE)
    page.get_by_role("button", name="Largest").click()
    page.get_by_role("button", name="Dark").click()
    page.goto("/topics/")
    html = page.locator("html")
    assert (html.get_attribute("data-text"), html.get_attribute("data-theme")) == ("4", "dark")
    size = html.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    assert size == pytest.approx(34, abs=1)


def test_the_measuring_itself_notices_every_barrier(visit):
    """Were this green with a broken page, so would be all the others."""
    page = visit()
    page.goto("/articles/")
    assert not barriers(page)
    page.evaluate("""() => {
        const main = document.querySelector("main")
        main.insertAdjacentHTML("beforeend", `<div><button id="b"></button></div>
            <p><a href="/" id="a">x</a></p><pre id="p">${"wide".repeat(200)}</pre>`)
        const rules = new CSSStyleSheet()
        rules.replaceSync(`#b { height: 20px; min-height: 0 }
            #a:focus { outline: 0 !important; box-shadow: none }
            #p { white-space: pre; overflow: visible }`)
        document.adoptedStyleSheets.push(rules)
    }""")
    found = "\n".join(barriers(page))
    assert "at 1280 px, text 1, light: button-name" in found
    assert "at 390 px, text 4, dark: button-name" in found
    assert "at 390 px, text 4, dark: scrolls sideways" in found
    assert "at 320 px, text 1, light: scrolls sideways" in found
    assert re.search(r"too small: \d+ px: <button id=\"b\"", found)
    assert re.search(r"no ring: <a href=\"/\" id=\"a\"", found)
