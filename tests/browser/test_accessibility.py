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

from ..factories import appoint, make_community, reply, revise, start
from .barriers import LAPTOP, SMALL_PHONE, barriers, barriers_of_menu
from .walking import check, fill, person, press, walk

pytestmark = pytest.mark.browser

PLACE = "/communities/breast-cancer/"
ARTICLE = "/articles/metastatic-breast-cancer/"
EMPTY = "Nobody is waiting for a reply"
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
    long = Discussion.objects.filter(last_number__gt=20).get()
    walk(
        visit(),
        ("/", "Partners, family and friends"),
        ("/communities/", "Men with breast cancer"),
        (PLACE, "About This Community"),
        (f"{PLACE}?topic=lymphedema", "Only about Lymphedema"),
        (f"{PLACE}?show=unanswered", "No replies yet"),
        (f"{PLACE}?topic=lymphedema&show=unanswered", EMPTY),
        (f"{PLACE}new/", "Log in or join to write"),
        (everything.get_absolute_url(), "A reply was removed by a moderator."),
        (long.get_absolute_url(), "Log in or join to reply"),
        (f"{long.get_absolute_url()}?page=2", long.title),
        ("/topics/", "Self exams"),
        ("/topics/lymphedema/", "Lymphedema"),
        ("/topics/breast-cancer/", "Metastatic Breast Cancer"),
        ("/articles/", "Metastatic Breast Cancer"),
        (ARTICLE, "Nobody has checked this text yet"),
        (f"{ARTICLE}history/", "First published"),
        (f"{ARTICLE}history/1/", "This is revision 1 of 2"),
        (f"{ARTICLE}history/2/", "This is revision 2 of 2"),
        ("/no/such/page/", "We could not find that page"),
    )


def test_what_a_member_reads_and_writes(visit, everything):
    here, start_here = everything.get_absolute_url(), f"{PLACE}new/"
    opening = everything.posts.get(number=1)
    own = everything.posts.get(author=person("dana"))
    report = f"/posts/{opening.pk}/report/"
    preview = (press("Preview"), "This is how it will look")
    walk(
        visit(person("dana")),
        ("/", "dana"),
        (here, "Post reply"),
        (f"{here}?answer={opening.pk}#reply", "You are answering rosa"),
        (here, press("Post reply"), "One thing needs your attention"),
        (here, fill("Your reply", "It is **fine**."), *preview),
        (start_here, "Post discussion"),
        (start_here, press("Post discussion"), "3 things need your attention"),
        (start_here, fill("Your message", "*So*"), *preview),
        (report, "I am worried about this person"),
        (report, press("Send report"), "Please choose what is wrong."),
        ("/communities/partners-family-and-friends/new/", "a moderator reads your first posts"),
        (f"/posts/{own.pk}/report/", "This is not open to you"),
    )


def test_what_an_author_sees_of_her_own(visit, everything):
    here = everything.get_absolute_url()
    back = everything.posts.get(state=Post.State.SENT_BACK)
    walk(
        visit(person("rosa")),
        (here, "We removed your post"),
        ("/topics/", "We have hidden your post"),
    )
    walk(
        visit(person("owen_h")),
        (here, "A moderator sent this back to you."),
        (f"/posts/{back.pk}/edit/", "Edit your post"),
        ("/communities/partners-family-and-friends/", "Our son asked me at bedtime"),
    )


def test_what_a_moderator_sees(visit, everything):
    items = ReviewItem.objects.visible_to(person("mira"))

    def place(**of) -> str:
        return f"/moderation/items/{items.filter(**of).first().pk}/"

    held = place(open=True, post__state=Post.State.HELD)
    walk(
        visit(person("mira")),
        ("/moderation/", "Waits to be published"),
        (held, "Waits to be published"),
        (place(open=True, reports__reason="unsafe_advice"), "Unsafe advice, 2 reports"),
        (place(open=True, reports__reason="worried"), "Worried about this person"),
        (place(post__state=Post.State.HIDDEN), "History of this post"),
        (place(post__state=Post.State.REMOVED), "History of this post"),
        (place(post__state=Post.State.SENT_BACK), "There is nothing to decide now"),
        (held, press("Decide"), "Please choose a decision."),
        (held, check("Send back"), press("Decide"), "Please choose a reason."),
        (everything.get_absolute_url(), "A reply is hidden while a moderator looks at it."),
    )
    appoint(person("sam"), make_community("A quiet place", "quiet"), Rank.MODERATOR, by=None)
    walk(visit(person("sam")), ("/moderation/", "Nothing is waiting"))


def test_a_decision_that_came_too_late(visit, everything):
    item = ReviewItem.objects.filter(post__state=Post.State.HELD).first()

    def leah_is_quicker(page):
        decide(item.post, moderation.publish, "leah")

    steps = (leah_is_quicker, check("Publish"), press("Decide"))
    told = "This changed while you were reading"
    walk(visit(person("mira")), (f"/moderation/items/{item.pk}/", *steps, told))


def test_a_form_that_was_too_old(visit, filled):
    def grows_old(page):
        page.evaluate(
            "document.querySelectorAll('[name=csrfmiddlewaretoken]')"
            ".forEach(one => { one.value = 'x'.repeat(64) })"
        )

    words = "My whole story. " * 100
    send = (fill("Your message", words), grows_old, press("Post discussion"))
    walk(
        visit(person("rosa")),
        (f"{PLACE}new/", *send, "What you wrote"),
        ("/accounts/logout/", grows_old, press("Log out"), "Go to the front page"),
    )


def test_the_menus_of_the_header(visit, filled):
    for name in ("rosa", "mira", "edith"):
        page = visit(person(name))
        page.goto("/topics/")
        found = barriers_of_menu(page, ".menu.wide", LAPTOP)
        page.goto("/topics/")
        found += barriers_of_menu(page, ".menu.slim", SMALL_PHONE)
        assert not found, "\n".join(found)


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_font_size_and_colours_are_chosen_by_pressing_a_button(visit, script):
    page = visit(java_script_enabled=script)
    page.goto(ARTICLE)
    page.get_by_role("button", name="Largest").click()
    page.get_by_role("button", name="Dark").click()
    page.locator("html[data-text='4'][data-theme=dark]").wait_for()
    page.wait_for_load_state("networkidle")
    page.goto("/topics/")
    html = page.locator("html")
    assert (html.get_attribute("data-text"), html.get_attribute("data-theme")) == ("4", "dark")
    size = html.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    assert size == pytest.approx(34, abs=1)


def test_another_font_size_leaves_what_one_is_typing(visit, filled):
    page = visit(person("rosa"))
    page.goto(f"{PLACE}new/")
    page.get_by_label("Your message").fill("Half an hour of typing.")
    page.get_by_role("button", name="Largest").click()
    page.locator("html[data-text='4']").wait_for()
    page.wait_for_load_state("networkidle")
    assert page.get_by_label("Your message").input_value() == "Half an hour of typing."


def test_the_measuring_itself_notices_every_barrier(visit):
    """Were this green with a broken page, so would be all the others."""
    page = visit()
    page.goto("/articles/")
    assert not barriers(page)
    page.evaluate("""() => {
        const main = document.querySelector("main")
        main.insertAdjacentHTML("beforeend", `<div><button id="b"></button></div>
            <p><a href="/" id="a">x</a></p><p><button aria-pressed="true" id="c">x</button></p>
            <pre id="p">${"wide".repeat(200)}</pre>`)
        const rules = new CSSStyleSheet()
        rules.replaceSync(`#b { height: 20px; min-height: 0 }
            #a:focus { outline: 0 !important; box-shadow: none }
            #c[aria-pressed=true] { box-shadow: inset 0 -3px red }
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
    assert re.search(r"dark: no ring: <button aria-pressed=\"true\" id=\"c\"", found)
