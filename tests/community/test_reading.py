"""How far somebody has read: the mark, the first new post, and what a list says of it."""

from datetime import timedelta
from functools import partial

import pytest
from django.test import Client

from accounts.models import Block
from community import moderation, reading
from community.membership import join
from community.models import PAGE, Discussion, Post, Reading
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


def row_of(page: str, title: str) -> str:
    """The line of a list that has this title."""
    (row,) = [one for one in page.split('<li class="row three')[1:] if title in one]
    return row.split("</li>")[0]


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
    assert HEADING not in door.get(f"{address(opening)}?page=2").text


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


# Lists


def test_a_row_says_how_many_are_new_and_falls_silent_once_read(
    at_home, breast_cancer, talk, nadia
):
    was_here(nadia, talk, 2)
    door = at_home(nadia)
    row = row_of(door.get(breast_cancer.get_absolute_url()).text, "Heavy arm")
    assert row.startswith(" new")
    assert "2 new" in row
    door.get(address(talk))
    row = row_of(door.get(breast_cancer.get_absolute_url()).text, "Heavy arm")
    assert not row.startswith(" new")
    assert "2 new" not in row


def test_what_she_never_opened_is_new_only_where_she_joined_and_only_since(
    at_home, breast_cancer, talk, rosa, nadia
):
    door, here = at_home(nadia), breast_cancer.get_absolute_url()
    assert not row_of(door.get(here).text, "Heavy arm").startswith(" new")
    join(breast_cancer, by=nadia)
    start(breast_cancer, rosa, "After she joined", at=clock.now() + timedelta(seconds=20))
    page = door.get(here).text
    assert not row_of(page, "Heavy arm").startswith(" new")
    late = row_of(page, "After she joined")
    assert late.startswith(" new")
    assert "not read yet" in late
    assert " new</span>" not in late


def test_unread_lists_what_she_has_not_read_and_all_read_empties_it(
    at_home, breast_cancer, rosa, dana, nadia
):
    with clock.at(clock.now() - timedelta(days=9)):
        join(breast_cancer, by=nadia)
    days = {"Long before": 20, "Read": 3, "Behind": 2, "Never opened": 1}
    talks = {
        title: start(breast_cancer, rosa, title, at=clock.now() - timedelta(days=ago))
        for title, ago in days.items()
    }
    was_here(nadia, talks["Read"], 1)
    was_here(nadia, talks["Behind"], 1, hours=47)
    reply(talks["Behind"], dana)
    door, unread = at_home(nadia), f"{breast_cancer.get_absolute_url()}?show=unread"
    got = door.get(unread)
    assert [one.title for one in got.context["page"].rows] == ["Behind", "Never opened"]
    until = got.text.partition('name="until" value="')[2].partition('"')[0]
    reply(talks["Read"], dana, "Meanwhile", at=clock.now() + timedelta(seconds=15))
    door.post(f"{breast_cancer.get_absolute_url()}read/", {"until": until})
    assert [one.title for one in door.get(unread).context["page"].rows] == ["Read"]


def test_unread_has_pages_by_their_place(at_home, breast_cancer, rosa, nadia):
    with clock.at(clock.now() - timedelta(days=300)):
        join(breast_cancer, by=nadia)
    for n in reversed(range(27)):
        start(breast_cancer, rosa, f"Talk {n:02}", at=clock.now() - timedelta(days=n + 1))
    door, unread = at_home(nadia), f"{breast_cancer.get_absolute_url()}?show=unread"
    page = door.get(unread).context["page"]
    assert len(page.rows) == 25
    rest = door.get(f"{unread}&before={page.older}").context["page"]
    assert [one.title for one in rest.rows] == ["Talk 25", "Talk 26"]


def test_a_stranger_who_asks_for_unread_gets_the_latest(at_home, breast_cancer, talk):
    for show in ("unread", "following"):
        got = at_home().get(f"{breast_cancer.get_absolute_url()}?show={show}")
        assert got.context["show"] == "latest"
        assert "Heavy arm" in got.text
        assert ">Unread<" not in got.text


def test_a_list_says_unread_by_the_rule_by_which_a_row_does(breast_cancer, partners, rosa, dana):
    """Over all the ways of having joined, caught up and read, the two never differ."""
    now = clock.now()
    places = [(place, number) for place in (partners, breast_cancer) for number in (None, 0, 1, 2)]
    for n, (place, number) in enumerate(places):
        opening = start(place, rosa, str(n), at=now - timedelta(days=9 - n))
        reply(opening, rosa, at=now - timedelta(days=9 - n, hours=-1))
        if number is not None:
            reading.mark_read(opening.discussion, dana, number)
    for since in (None, now - timedelta(days=30), now - timedelta(days=3, minutes=1), now):
        if since:
            with clock.at(since):
                join(breast_cancer, by=dana)
            dana.memberships.update(joined_at=since)
            del dana.ranks
        rows = Discussion.objects.listed_to(dana).marked_for(dana)
        assert rows.count() == 8
        assert {one.title for one in rows if one.is_unread} == {one.title for one in rows.unread()}


# Who may not see it, and whom she does not want to meet


def test_the_discussions_of_one_she_blocked_are_in_none_of_her_lists(
    at_home, breast_cancer, rosa, dana
):
    with clock.at(clock.now() - timedelta(days=9)):
        join(breast_cancer, by=dana)
    opening = start(breast_cancer, rosa)
    reading.follow(opening.discussion, dana)
    here, door = breast_cancer.get_absolute_url(), at_home(dana)
    lists = ["/", "/following/", here, f"{here}?show=unread", f"{here}?show=following"]
    assert all("Heavy arm" in door.get(one).text for one in lists)
    Block.objects.create(by=dana, whom=rosa)
    assert not [one for one in lists if "Heavy arm" in door.get(one).text]


def test_what_is_hidden_is_in_none_of_her_lists_though_she_follows_it(
    at_home, breast_cancer, rosa, dana, mira
):
    with clock.at(clock.now() - timedelta(days=9)):
        join(breast_cancer, by=dana)
    opening = start(breast_cancer, rosa)
    reading.follow(opening.discussion, dana)
    reported(opening)
    decide(opening, mira, moderation.hide)
    here, door = breast_cancer.get_absolute_url(), at_home(dana)
    lists = ["/", "/following/", here, f"{here}?show=unread", f"{here}?show=following"]
    assert not [one for one in lists if "Heavy arm" in door.get(one).text]
    for act in ("follow", "unfollow"):
        assert door.post(f"{address(opening)}{act}/").status_code == 404


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
