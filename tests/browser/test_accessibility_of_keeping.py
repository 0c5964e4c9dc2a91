"""Saving, not meeting somebody and choosing who reads keep nobody out."""

import pytest

from articles.models import Article
from community.models import Discussion, Post

from ..factories import make_section
from .walking import fill, person, press, walk

pytestmark = pytest.mark.browser

TALK = "Called back after a mammogram, and my sister already has it"
ARTICLE = "metastatic-breast-cancer"


def test_what_a_member_keeps_for_herself(visit, filled):
    make_section(Article.objects.get(slug=ARTICLE), "what-is", title="What is it?")
    talk = Discussion.objects.get(title=TALK)
    post = Post.objects.get(discussion=talk, number=3)
    bookmark = f"/bookmarks/{person('rosa').bookmarks.latest('at').pk}/"
    walk(
        visit(person("rosa")),
        ("/bookmarks/", "Change the note"),
        (bookmark, "Only you can read it"),
        (bookmark, fill("Your note", "x" * 2001), press("Save the note"), "2001 characters"),
        (f"{bookmark}remove/", "Your note goes with it"),
        (f"/posts/{post.pk}/bookmark/", "Who wrote it is not told"),
        (f"/articles/{ARTICLE}/keep/", "What is it?"),
        (f"/articles/{ARTICLE}/", "Save a part of this article"),
    )
    walk(visit(person("sam")), ("/bookmarks/", "Nothing saved yet"))


def test_whom_she_does_not_want_to_meet_and_who_reads(visit, filled):
    talk = Discussion.objects.get(title=TALK).get_absolute_url()
    walk(
        visit(person("dana")),
        (talk, "You asked not to see posts of this member."),
        ("/account/blocked/", "silver_linings"),
        ("/members/silver_linings/", "You asked not to meet this member"),
        ("/members/silver_linings/block/", "Meet this member again"),
        ("/members/jo_in_leeds/block/", "Nobody is told"),
        (f"{talk}audience/", "You can let fewer people read it"),
        ("/communities/stage-3-and-4/", "For members"),
        ("/discussions/999999/never/", "Some discussions are only for those who joined"),
    )


def test_the_menu_at_a_post_opens_by_keyboard_and_stays_on_the_page(visit, filled):
    page = visit(person("dana"))
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(Discussion.objects.get(title=TALK).get_absolute_url())
    page.evaluate("document.documentElement.dataset.text = 4")
    menu = page.locator(".post details.menu").nth(1)
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    first = page.locator(":focus")
    assert first.inner_text().split() == ["Save", "this", "post"]
    box = menu.locator("ul").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
