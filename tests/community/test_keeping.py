"""What Rosa saves to find again is hers alone."""

import pytest
from django.db import connection
from django.test import Client

from accounts.blocking import block
from accounts.models import LogEntry, Notice
from community import keeping, moderation, narrowing, reporting
from community.models import Audience, Bookmark, Discussion, Post
from core.sealed import CannotOpen

from ..factories import (
    item_of,
    make_article,
    make_community,
    make_section,
    make_user,
    reply,
    start,
)
from ..reading import text_of, texts
from ..scene import earlier
from ..threads import together

NOTE = "Ask nurse Ines about the sleeve"


@pytest.fixture
def post(breast_cancer, dana) -> Post:
    return start(breast_cancer, dana, "Heavy arm", at=earlier())


@pytest.fixture
def kept(post, rosa) -> Bookmark:
    return keeping.keep(rosa, post=post, note=NOTE)


def save(door, post, note=""):
    return door.post(f"/posts/{post.pk}/bookmark/", {"note": note}, follow=True)


def saved(door) -> str:
    return text_of(door.get("/bookmarks/").text, "main")


def test_rosa_saves_a_post_with_a_note_and_finds_it_again(at_home, rosa, post):
    door = at_home(rosa)
    assert (
        f'href="/posts/{post.pk}/bookmark/"' in door.get(post.discussion.get_absolute_url()).text
    )
    came = save(door, post, NOTE)
    assert "Only you can see that you saved it" in came.text
    page = saved(door)
    assert "Heavy arm" in page
    assert NOTE in page
    assert "wet sleeve" in page


def test_saved_twice_it_is_there_once_and_keeps_its_note(at_home, rosa, post):
    door = at_home(rosa)
    save(door, post, NOTE)
    save(door, post)
    assert Bookmark.objects.get().note == NOTE
    assert NOTE in door.get(f"/posts/{post.pk}/bookmark/", follow=True).text


@pytest.mark.usefixtures("committed")
def test_saved_in_two_tabs_at_once_it_is_there_once():
    dana, rosa = make_user("dana"), make_user("rosa")
    post = start(make_community(), dana, at=earlier())
    together(*[lambda: keeping.keep(rosa, post=post, note=NOTE)] * 4)
    assert Bookmark.objects.get().note == NOTE


def test_she_changes_the_note_and_a_long_one_comes_back_whole(at_home, rosa, kept):
    door = at_home(rosa)
    door.post(f"/bookmarks/{kept.pk}/", {"note": "Asked. It helped."})
    assert Bookmark.objects.get().note == "Asked. It helped."
    long = "x" * 2001
    refused = door.post(f"/bookmarks/{kept.pk}/", {"note": long})
    assert refused.status_code == 422
    assert long in refused.text
    assert "2001 characters" in text_of(refused.text)


def test_she_is_asked_before_it_is_removed(at_home, rosa, kept):
    door = at_home(rosa)
    page = door.get(f"/bookmarks/{kept.pk}/remove/").text
    assert NOTE in page
    assert Bookmark.objects.exists()
    door.post(f"/bookmarks/{kept.pk}/remove/")
    assert not Bookmark.objects.exists()
    assert "Nothing saved yet" in saved(door)


def test_the_note_is_sealed_for_her_and_for_this_post(rosa, dana, kept):
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM community_bookmark")
        raw = bytes(cursor.fetchone()[0])
    assert raw
    assert b"Ines" not in raw
    kept.member_id = dana.pk
    with pytest.raises(CannotOpen):
        kept.note  # noqa: B018


@pytest.mark.parametrize("name", ["dana", "mira", "leah", "olive"])
def test_nobody_else_finds_it_whatever_her_role(at_home, request, kept, name):
    door = at_home(request.getfixturevalue(name))
    for address in (f"/bookmarks/{kept.pk}/", f"/bookmarks/{kept.pk}/remove/"):
        assert door.get(address).status_code == 404
        assert door.post(address, {"note": "x"}).status_code == 404
    assert NOTE not in saved(door)


def test_who_wrote_it_is_not_told(kept, dana):
    assert not Notice.objects.filter(receiver=dana).exists()
    assert not LogEntry.objects.filter(verb__contains="bookmark").exists()


def test_of_what_she_may_not_see_any_more_a_quiet_line_and_her_note_are_left(
    at_home, rosa, dana, mira, post, kept
):
    answer = reply(post, dana, "Hidden later.", at=earlier())
    keeping.keep(rosa, post=answer)
    reporting.report(answer, by=None, reason="other", address="::1")
    item = item_of(answer)
    moderation.hide(item, by=mira, version=item.version, reason="other", message="Why.")
    page = saved(at_home(rosa))
    assert "Hidden later." not in page
    assert page.count("cannot be shown any more") == 1
    talk = Discussion.objects.get(pk=post.discussion_id)
    narrowing.narrow(talk, Audience.JOINED, by=dana, version=talk.version)
    page = saved(at_home(rosa))
    assert page.count("cannot be shown any more") == 2
    assert "Heavy arm" not in page
    assert NOTE in page
    assert "Heavy arm" not in at_home(rosa).get(f"/bookmarks/{kept.pk}/").text


def test_what_somebody_wrote_whom_she_does_not_want_to_meet_is_not_shown(
    at_home, rosa, dana, kept
):
    block(dana, by=rosa)
    assert "Heavy arm" not in saved(at_home(rosa))


def test_she_saves_a_part_of_an_article(at_home, rosa):
    article = make_article()
    make_section(article, "what", title="What is it?", opening="Swelling.")
    make_section(article, "who-gets-it", title="Who gets it?", position=1)
    make_section(article, "gone", title="What was cut", position=None)
    door = at_home(rosa)
    assert 'href="/articles/lymphedema/keep/"' in door.get("/articles/lymphedema/").text
    page = door.get("/articles/lymphedema/keep/?section=who-gets-it").text
    assert "What was cut" not in page
    checked = next(line for line in page.splitlines() if "checked" in line)
    assert "who-gets-it" in checked
    came = door.post("/articles/lymphedema/keep/", {"section": "what", "note": NOTE})
    assert came.url == "/articles/lymphedema/#what"
    shown = saved(door)
    assert "What is it?" in shown
    assert NOTE in shown


def test_a_part_that_is_no_more_is_refused_and_the_note_comes_back(at_home, rosa):
    make_section(make_article())
    answer = at_home(rosa).post("/articles/lymphedema/keep/", {"section": "gone", "note": NOTE})
    assert answer.status_code == 422
    assert NOTE in answer.text
    assert "This part is not there any more" in answer.text


def test_many_are_shown_page_by_page_the_latest_first(at_home, rosa, dana, breast_cancer, post):
    posts = [reply(post, dana, f"Answer {n}", at=earlier()) for n in range(27)]
    for one in posts:
        keeping.keep(rosa, post=one, note=f"Note {one.number}")
    door = at_home(rosa)
    first = door.get("/bookmarks/").text
    assert len(texts(first, "li", "card")) == 25
    assert "Note 28" in first
    older = first.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
    second = door.get(f"/bookmarks/{older}").text
    assert len(texts(second, "li", "card")) == 2
    assert "Note 2" in second
    assert 'rel="prev"' in second


def test_a_form_too_old_gives_the_note_back(rosa, post):
    door = Client(enforce_csrf_checks=True)
    door.force_login(rosa, backend="community.reader.ReaderBackend")
    stale = door.post(
        f"/posts/{post.pk}/bookmark/", {"note": NOTE}, headers={"sec-fetch-site": "same-origin"}
    )
    assert stale.status_code == 403
    assert NOTE in stale.text
