"""How far somebody has read: the mark, the first new post, and what a list says of it."""

from datetime import timedelta
from functools import partial

import pytest
from django.test import Client

from community import moderation, reading
from community.models import PAGE, Post, Reading
from core import clock

from ..factories import many_replies, reply, start
from ..scene import decide, reported
from ..threads import together

LINK = "Go to the first new reply"
HEADING = "New since you were last here"


@pytest.fixture
def talk(breast_cancer, rosa, dana) -> Post:
    """Rosa began it yesterday and Dana has answered three times."""
    opening = start(breast_cancer, rosa, at=clock.now() - timedelta(days=1))
    many_replies(opening, dana, 3)
    return opening


def address(opening: Post) -> str:
    return opening.discussion.get_absolute_url()


def mark_of(member, opening: Post) -> int | None:
    rows = Reading.objects.filter(member=member, discussion=opening.discussion)
    return rows.values_list("number", flat=True).first()


def was_here(member, opening: Post, number: int, **ago) -> None:
    with clock.at(clock.now() - timedelta(**(ago or {"hours": 12}))):
        reading.mark_read(opening.discussion, member, number)


# The mark


def test_what_she_looks_at_is_read_and_nobody_elses_mark_moves(at_home, talk, rosa, nadia):
    before = set(Reading.objects.exclude(member=nadia).values_list())
    at_home(nadia).get(address(talk))
    assert mark_of(nadia, talk) == 4
    assert set(Reading.objects.exclude(member=nadia).values_list()) == before
    assert not Reading.objects.get(member=nadia).following


def test_a_stranger_a_prefetch_and_a_form_that_comes_back_leave_no_mark(at_home, talk, nadia):
    door = at_home(nadia)
    Client().get(address(talk))
    door.head(address(talk))
    door.get(address(talk), headers={"Sec-Purpose": "prefetch;prerender"})
    door.post(f"{address(talk)}reply/", {"body": ""})
    assert mark_of(nadia, talk) is None


def test_a_second_look_within_a_minute_writes_nothing(at_home, talk, nadia):
    door = at_home(nadia)
    door.get(address(talk))
    seen_at = Reading.objects.get(member=nadia).seen_at
    door.get(address(talk))
    assert Reading.objects.get(member=nadia).seen_at == seen_at
    earlier = clock.now() - timedelta(minutes=5)
    Reading.objects.filter(member=nadia).update(seen_at=earlier)
    door.get(address(talk))
    assert Reading.objects.get(member=nadia).seen_at >= seen_at


def test_the_mark_stands_at_the_end_of_the_page_she_saw(at_home, breast_cancer, rosa, nadia):
    opening = start(breast_cancer, rosa, at=clock.now() - timedelta(days=2))
    many_replies(opening, rosa, PAGE - 1)
    door = at_home(nadia)
    door.get(address(opening))
    assert mark_of(nadia, opening) == PAGE
    reply(opening, rosa, "The twenty-first.")
    first = door.get(address(opening)).text
    assert f'{address(opening)}?page=2#new"' in first
    assert LINK in first
    assert HEADING not in first
    assert mark_of(nadia, opening) == PAGE
    Reading.objects.filter(member=nadia).update(seen_at=clock.now() - timedelta(days=1))
    door.get(address(opening))  # leafing on from the first page, she still was here yesterday
    second = door.get(f"{address(opening)}?page=2").text
    assert second.index(HEADING) < second.index("The twenty-first.")
    assert mark_of(nadia, opening) == PAGE + 1
    assert LINK not in door.get(address(opening)).text


def test_leafing_back_moves_the_mark_not_back(at_home, breast_cancer, rosa, nadia):
    opening = start(breast_cancer, rosa, at=clock.now() - timedelta(days=2))
    many_replies(opening, rosa, PAGE)
    door = at_home(nadia)
    door.get(f"{address(opening)}?page=2")
    door.get(address(opening))
    assert mark_of(nadia, opening) == PAGE + 1


def test_the_new_ones_begin_under_a_heading_that_says_when(at_home, talk, nadia):
    was_here(nadia, talk, 2, hours=36)
    page = at_home(nadia).get(address(talk)).text
    assert page.index("Reply 0") < page.index(HEADING) < page.index("Reply 1")
    assert page.count(HEADING) == 1
    assert 'href="#new"' in page
    assert " at " in page.partition(HEADING)[2][:60]


def test_who_never_was_here_sees_no_heading(at_home, talk, nadia):
    page = at_home(nadia).get(address(talk)).text
    assert HEADING not in page
    assert LINK not in page


def test_reading_on_in_one_sitting_needs_no_heading_at_the_top(
    at_home, breast_cancer, rosa, nadia
):
    opening = start(breast_cancer, rosa, at=clock.now() - timedelta(days=2))
    many_replies(opening, rosa, PAGE)
    door = at_home(nadia)
    door.get(address(opening))
    second = door.get(f"{address(opening)}?page=2").text
    assert HEADING not in second
    assert second.count('id="new"') == 1  # the link from the first page still arrives
    assert "Reply 19" in second.partition('<li id="new" tabindex="-1">')[2]


@pytest.mark.parametrize("act", [moderation.hide, moderation.remove])
def test_what_was_taken_away_keeps_its_place_and_the_mark_its_meaning(
    at_home, talk, nadia, mira, act
):
    gone = talk.discussion.posts.get(number=3)
    reported(gone)
    decide(gone, mira, act)
    was_here(nadia, talk, 2)
    page = at_home(nadia).get(address(talk)).text
    assert page.index(HEADING) < page.index('<div class="gone"') < page.index("Reply 2")
    assert mark_of(nadia, talk) == 4


def test_following_leaves_the_day_she_was_here_last(talk, nadia):
    was_here(nadia, talk, 2)
    seen_at = Reading.objects.get(member=nadia).seen_at
    reading.follow(talk.discussion, nadia)
    hers = Reading.objects.get(member=nadia)
    assert (hers.number, hers.seen_at, hers.following) == (2, seen_at, True)


# Her own posts


def test_who_writes_follows_and_has_read_what_she_wrote(talk, rosa, dana):
    for person, number in ((rosa, 1), (dana, 4)):
        hers = Reading.objects.get(member=person)
        assert hers.following
        assert hers.number == number


def test_who_follows_no_longer_is_not_brought_back_by_her_next_reply(talk, dana):
    reading.unfollow(talk.discussion, dana)
    reply(talk, dana, "One more thing.", at=clock.now())
    hers = Reading.objects.get(member=dana)
    assert not hers.following
    assert hers.number == 5


def test_a_post_that_waited_is_followed_and_what_came_before_stays_new(
    at_home, partners, rosa, nadia, mira
):
    opening = start(partners, rosa, at=clock.now() - timedelta(days=1))
    waiting = reply(opening, nadia, "I am new.", at=clock.now() - timedelta(hours=20))
    assert not Reading.objects.filter(member=nadia).exists()
    reply(opening, rosa, "Anyone?", at=clock.now() - timedelta(hours=2))
    decide(waiting, mira, moderation.publish)
    hers = Reading.objects.get(member=nadia)
    assert hers.following
    assert hers.number == 0


# Long silent


def test_who_answers_after_half_a_year_is_told_so_first(at_home, breast_cancer, rosa, dana):
    old = start(breast_cancer, rosa, at=clock.now() - timedelta(days=181))
    new = start(breast_cancer, rosa, at=clock.now() - timedelta(days=179))
    words = "may not read here any more"
    assert words in at_home(dana).get(address(old)).text
    assert words not in at_home(dana).get(address(new)).text


# At once


@pytest.mark.usefixtures("committed")
def test_two_tabs_never_move_the_mark_back_and_make_one_row(breast_cancer, rosa, dana):
    here = start(breast_cancer, rosa).discussion
    for turn in range(10):
        numbers = [1 + turn * 10 + n for n in (9, 3, 7, 1)]
        jobs = [partial(reading.mark_read, here, dana, number) for number in numbers]
        assert together(*jobs) == [None] * 4
        hers = Reading.objects.get(member=dana, discussion=here)
        assert hers.number == max(numbers)


@pytest.mark.usefixtures("committed")
def test_looking_and_following_at_once_lose_neither(breast_cancer, rosa, dana):
    for n in reversed(range(10)):
        here = start(breast_cancer, rosa, at=clock.now() - timedelta(days=n + 1)).discussion
        looks = partial(reading.mark_read, here, dana, 1)
        assert together(looks, partial(reading.follow, here, dana)) == [None, None]
        hers = Reading.objects.get(member=dana, discussion=here)
        assert (hers.number, hers.following) == (1, True)
