"""What lists say of how far somebody has read: new, not read yet, read; and Unread."""

from datetime import timedelta

import pytest

from accounts.models import Block
from community import moderation, reading
from community.membership import join
from community.models import Discussion, Post
from core import clock

from ..factories import many_replies, reply, start
from ..scene import decide, reported


@pytest.fixture
def talk(breast_cancer, rosa, dana) -> Post:
    """Rosa began it yesterday and Dana has answered three times."""
    opening = start(breast_cancer, rosa, at=clock.now() - timedelta(days=1))
    many_replies(opening, dana, 3)
    return opening


def address(opening: Post) -> str:
    return opening.discussion.get_absolute_url()


def was_here(member, opening: Post, number: int, **ago) -> None:
    with clock.at(clock.now() - timedelta(**(ago or {"hours": 12}))):
        reading.mark_read(opening.discussion, member, number)


def row_of(page: str, title: str) -> str:
    """The line of a list that has this title."""
    (row,) = [one for one in page.split('<li class="row three')[1:] if title in one]
    return row.split("</li>")[0]


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
