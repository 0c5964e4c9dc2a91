"""What a member is told, on her page and above it, and how she chooses."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Block, ContentNote, Notice, User
from articles.models import Article
from community import moderation, reporting
from community.models import Audience, Discussion, Post
from community.posting import About
from community.reading import follow
from core import clock

from ..factories import (
    item_of,
    make_article,
    make_topic,
    make_user,
    many_replies,
    reply,
    revise,
    start,
)
from .front_door import page

PAGE = reverse("accounts:notifications")
KINDS = dict.fromkeys(Notice.Kind.values, "here")


@pytest.fixture
def opening(breast_cancer, rosa) -> Post:
    post = start(breast_cancer, rosa)
    follow(post.discussion, by=rosa)
    return post


def lines(answer) -> list[str]:
    """What the page says, line by line."""
    found = re.findall(
        r'<h3 class="title"><button id="notice-[0-9]+">(.*?)</button>', page(answer), re.S
    )
    return [" ".join(re.sub(r"<.*?>", "", one).split()) for one in found]


def bell(answer) -> str:
    found = re.search(r'<span class="badge">(.*?)</span></span>', answer.text, re.S)
    return re.sub(r"<.*?>", "", found[1]) if found else ""


def test_answers_in_one_discussion_stand_together_newest_first(at_home, opening, rosa, dana, sam):
    door = at_home(rosa)
    reply(opening, dana, at=clock.now() - timedelta(minutes=9))
    assert lines(door.get(PAGE)) == ["dana answered you in “Heavy arm”"]
    reply(opening, sam, "@rosa", at=clock.now() - timedelta(minutes=8))
    reply(opening, make_user("wren"), at=clock.now() - timedelta(minutes=7))
    assert lines(door.get(PAGE)) == ["3 answers to you in “Heavy arm”"]
    assert bell(door.get("/topics/")) == "3 new"


def test_each_kind_has_its_words(at_home, opening, breast_cancer, rosa, dana, sam, edith, mira):
    follow(opening.discussion, by=sam)
    article = make_article(by=edith)
    article.followers.add(sam)
    revise(article, by=edith)
    make_topic().followers.add(sam)
    for n in range(2):
        reply(opening, dana, at=clock.now() - timedelta(minutes=20 - n))
    reply(opening, mira, "@sam")
    start(breast_cancer, dana, "Cold hands", topics=[make_topic()], at=clock.now())
    mine = reply(opening, sam)
    reporting.report(mine, by=rosa, reason="other")
    item = item_of(mine)
    moderation.hide(item, by=mira, version=item.version, reason="other", message="Please see.")
    assert set(lines(at_home(sam).get(PAGE))) == {
        "A moderator has hidden your post in “Heavy arm”",
        "dana began a discussion about a topic you follow: “Cold hands”",
        "mira called you by name in “Heavy arm”",
        "2 new replies in “Heavy arm”",
        "An article you follow has a new revision: “Lymphedema”",
    }


def test_going_there_marks_what_stood_there_and_begins_at_the_first(at_home, opening, rosa, dana):
    door = at_home(rosa)
    first = reply(opening, dana, at=clock.now() - timedelta(minutes=9))
    reply(opening, dana, at=clock.now() - timedelta(minutes=8))
    latest = Notice.objects.latest("pk")
    reply(opening, dana, at=clock.now() - timedelta(minutes=7))
    place = reverse("accounts:open", args=[latest.pk])
    assert door.get(place).url == reverse("community:post", args=[latest.number])
    assert Notice.objects.unseen().count() == 3
    assert door.post(place).url == first.get_absolute_url()
    assert Notice.objects.unseen().count() == 1
    assert door.post(place).url == reverse("community:post", args=[latest.number])


def test_a_line_is_put_away_with_those_before_it_and_not_with_newer_ones(
    at_home, opening, rosa, dana
):
    door = at_home(rosa)
    older, shown, newer = (
        reply(opening, dana, at=clock.now() - timedelta(minutes=9 - n)) for n in range(3)
    )
    pk = Notice.objects.get(number=shown.pk).pk
    answer = door.post(reverse("accounts:seen", args=[pk]), {"next": PAGE})
    assert answer.url == PAGE
    assert [one.number for one in Notice.objects.unseen()] == [newer.pk]
    assert lines(door.get(PAGE)) == [
        "dana answered you in “Heavy arm”",
        "2 answers to you in “Heavy arm”",
    ]
    assert older.pk < shown.pk


def test_all_are_put_away_as_far_as_they_were_shown(at_home, opening, rosa, dana):
    door = at_home(rosa)
    reply(opening, dana, at=clock.now() - timedelta(minutes=9))
    shown = re.search(r'name="latest" value="(\d+)"', door.get(PAGE).text)[1]
    reply(opening, dana, at=clock.now() - timedelta(minutes=8))
    door.post(reverse("accounts:all_seen"), {"latest": shown})
    assert Notice.objects.unseen().count() == 1
    for nonsense in ("", "-1", "x", "²"):
        door.post(reverse("accounts:all_seen"), {"latest": nonsense})
    assert Notice.objects.unseen().count() == 1


def test_nobody_opens_or_puts_away_what_is_anothers(at_home, opening, rosa, dana, sam):
    reply(opening, dana)
    notice = Notice.objects.get()
    for name in ("open", "seen"):
        assert at_home(sam).post(reverse(f"accounts:{name}", args=[notice.pk])).status_code == 404
    at_home(sam).post(reverse("accounts:all_seen"), {"latest": notice.pk})
    assert Notice.objects.unseen().count() == 1
    assert lines(at_home(sam).get(PAGE)) == []


def hide(post: Post, mira) -> None:
    reporting.report(post, by=None, reason="other", address="::1")
    item = item_of(post)
    moderation.hide(item, by=mira, version=item.version, reason="other", message="Please see.")


def test_what_she_may_not_see_any_more_is_not_there(at_home, opening, rosa, dana, sam, mira):
    door = at_home(rosa)
    hide(reply(opening, dana, at=clock.now() - timedelta(minutes=9)), mira)
    notice = Notice.objects.get(receiver=rosa)
    answer = door.get(PAGE)
    assert lines(answer) == []
    assert "Nothing is waiting for you" in page(answer)
    assert door.get(reverse("accounts:open", args=[notice.pk])).status_code == 404
    reply(opening, sam, at=clock.now() - timedelta(minutes=8))
    assert lines(door.get(PAGE)) == ["sam answered you in “Heavy arm”"]
    door.post(reverse("accounts:all_seen"), {"latest": Notice.objects.latest("pk").pk})
    assert bell(door.get(PAGE)) == ""


def test_a_moderator_is_not_told_of_what_others_may_not_read(at_home, opening, dana, mira, leah):
    follow(opening.discussion, by=leah)
    hide(reply(opening, dana), mira)
    assert lines(at_home(leah).get(PAGE)) == []


def test_a_narrower_audience_and_a_block_are_heeded_at_once(at_home, opening, rosa, dana, sam):
    follow(opening.discussion, by=sam)
    reply(opening, dana)
    door = at_home(sam)
    assert len(lines(door.get(PAGE))) == 1
    Discussion.objects.update(audience=Audience.JOINED)
    assert lines(door.get(PAGE)) == []
    Discussion.objects.update(audience=Audience.MEMBERS)
    Block.objects.create(by=sam, whom=dana)
    assert lines(door.get(PAGE)) == []


def test_an_article_taken_from_the_library_is_not_there(at_home, edith, sam):
    article = make_article(by=edith)
    article.followers.add(sam)
    revise(article, by=edith)
    Article.objects.update(state="unpublished")
    assert lines(at_home(sam).get(PAGE)) == []


def test_a_title_that_she_keeps_folded_is_not_said(at_home, breast_cancer, rosa, dana):
    about = About(content_notes=ContentNote.SURGERY)
    opening = start(breast_cancer, rosa, "The scar", about=about)
    reply(opening, dana, answers=opening)
    answer = at_home(rosa).get(PAGE)
    assert lines(answer) == ["dana answered you in something you keep folded (surgery and wounds)"]
    assert "The scar" not in answer.text
    User.objects.filter(pk=rosa.pk).update(fold_notes=0)
    assert lines(at_home(rosa).get(PAGE)) == ["dana answered you in “The scar”"]


def test_the_bell_counts_to_99(at_home, opening, rosa):
    rows = [Notice(receiver=rosa, kind="reply", number=n) for n in range(99)]
    Notice.objects.bulk_create(rows)
    assert bell(at_home(rosa).get("/")) == "99 new"
    Notice.objects.create(receiver=rosa, kind="reply", number=99)
    Notice.objects.create(receiver=rosa, kind="reply", number=100)
    assert bell(at_home(rosa).get("/")) == "99+ new"
    assert bell(at_home().get("/")) == ""


def test_older_ones_stand_on_the_next_page(at_home, breast_cancer, rosa, dana):
    opening = start(breast_cancer, rosa, at=clock.now() - timedelta(days=2))
    follow(opening.discussion, by=rosa)
    many_replies(opening, dana, 60)
    door = at_home(rosa)
    first = door.get(PAGE)
    second = door.get(PAGE + re.search(r'href="(\?before=[^"]+)"', first.text)[1])
    assert lines(first) == ["50 answers to you in “Heavy arm”"]
    assert lines(second) == ["10 answers to you in “Heavy arm”"]
    back = door.get(PAGE + re.search(r'href="(\?after=[^"]+)"', second.text)[1])
    assert lines(back) == lines(first)


def test_what_a_moderator_decided_stands_above_every_page_and_answers_do_not(
    at_home, opening, rosa, dana, mira
):
    reply(opening, dana)
    door = at_home(rosa)
    assert "Notes to you" not in door.get("/topics/").text
    hide(opening, mira)
    text = page(door.get("/topics/"))
    assert "We have hidden your post" in text
    assert text.count("I have read this") == 1
