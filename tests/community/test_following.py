"""Joining a community, following a discussion, a topic or an article, and what that brings."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import LogEntry
from community import membership, reading
from community.models import Membership, Rank, Reading
from core import clock

from ..factories import PASSWORD, make_article, make_moderator, reply, start

NEW = "New for you"


@pytest.fixture
def home_of(at_home):
    """What her front page shows as new for her, and the page."""

    def see(member) -> tuple[list[str], str]:
        got = at_home(member).get("/")
        return [one.title for one in got.context["new"]], got.text

    return see


# Joining


def test_she_joins_sees_it_and_leaves_again(at_home, breast_cancer, dana):
    door, here = at_home(dana), breast_cancer.get_absolute_url()
    assert "Join this community" in door.get(here).text
    for _ in range(2):  # pressing twice is joining once
        page = door.post(f"{here}join/", follow=True)
    assert page.request["PATH_INFO"] == here
    assert "Joined" in page.text
    assert Membership.objects.get(member=dana).rank == Rank.MEMBER
    for _ in range(2):
        page = door.post(f"{here}leave/", follow=True)
    assert "What you wrote there stays." in page.text
    assert not Membership.objects.filter(member=dana).exists()


def test_joining_is_nobody_elses_business(at_home, breast_cancer, dana):
    at_home(dana).post(f"{breast_cancer.get_absolute_url()}join/")
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("rank", [Rank.WELCOMER, Rank.MODERATOR, Rank.LEAD])
def test_who_looks_after_it_is_told_why_she_cannot_leave(at_home, breast_cancer, rank):
    wren = make_moderator("wren", breast_cancer, rank=rank)
    here = breast_cancer.get_absolute_url()
    door = at_home(wren)
    assert ">Leave<" not in door.get(here).text
    page = door.post(f"{here}leave/", follow=True).text
    assert "Please ask a lead moderator" in page
    assert Membership.objects.get(member=wren).rank == rank


def test_joining_again_takes_no_role_away(at_home, breast_cancer, mira):
    at_home(mira).post(f"{breast_cancer.get_absolute_url()}join/")
    assert Membership.objects.get(member=mira, community=breast_cancer).rank == Rank.MODERATOR


def test_a_stranger_who_presses_join_logs_in_and_is_back_where_she_was(
    at_home, breast_cancer, dana
):
    door, here = at_home(), breast_cancer.get_absolute_url()
    assert f'action="{here}join/"' in door.get(here).text
    asked = door.post(f"{here}join/")
    assert asked.url == f"/accounts/login/?next={here}join/"
    form = {"login": "dana", "password": PASSWORD, "next": f"{here}join/"}
    page = door.post(reverse("account_login"), form, follow=True)
    assert page.request["PATH_INFO"] == here
    assert "Join this community" in page.text
    assert not Membership.objects.exists()  # a link alone joins nothing


def test_all_read_reaches_no_further_than_now_and_never_back(breast_cancer, dana):
    now = clock.now()
    membership.join(breast_cancer, by=dana)
    for until, kept in ((now, now), (now - timedelta(days=1), now)):
        membership.catch_up(breast_cancer, by=dana, until=until)
        assert Membership.objects.get().caught_up_at == kept
    membership.catch_up(breast_cancer, by=dana, until=now + timedelta(days=9))
    assert now <= Membership.objects.get().caught_up_at <= clock.now()


@pytest.mark.parametrize("until", ["", "x", "99999999999999999999999999-1", "-1", "1-1-1"])
def test_all_read_without_a_moment_means_now(at_home, breast_cancer, dana, until):
    with clock.at(clock.now() - timedelta(days=1)):
        membership.join(breast_cancer, by=dana)
    at_home(dana).post(f"{breast_cancer.get_absolute_url()}read/", {"until": until})
    assert clock.now() - Membership.objects.get().caught_up_at < timedelta(minutes=1)


# Following


def test_follow_and_stop_from_a_discussion(at_home, breast_cancer, rosa, dana):
    here = start(breast_cancer, rosa).discussion.get_absolute_url()
    door = at_home(dana)
    assert "New replies then show on your front page." in door.get(here).text
    for _ in range(2):
        page = door.post(f"{here}follow/", {"next": f"{here}?page=1"}, follow=True)
    assert "Stop following" in page.text
    assert Reading.objects.get(member=dana).following
    page = door.post(f"{here}unfollow/", {"next": "https://elsewhere.example/"})
    assert page.url == "/"
    hers = Reading.objects.get(member=dana)
    assert (hers.following, hers.number) == (False, 1)


@pytest.mark.parametrize("thing", ["topic", "article"])
def test_follow_and_stop_from_a_topic_and_an_article(at_home, breast_cancer, dana, thing):
    article = make_article()
    here = article if thing == "article" else article.topics.get()
    door, address = at_home(dana), here.get_absolute_url()
    for _ in range(2):
        assert "Stop following" in door.post(f"{address}follow/", follow=True).text
    assert list(here.followers.all()) == [dana]
    assert address in door.get("/following/").text
    page = door.post(f"{address}unfollow/", {"next": "/following/"}, follow=True)
    assert page.request["PATH_INFO"] == "/following/"
    assert address not in page.text
    assert not here.followers.exists()


def test_what_she_follows_stands_on_one_page_for_her_alone(
    at_home, breast_cancer, rosa, dana, sam
):
    opening = start(breast_cancer, rosa)
    reading.follow(opening.discussion, dana)
    membership.join(breast_cancer, by=dana)
    door = at_home(dana)
    page = door.get("/following/").text
    assert "Heavy arm" in page
    assert f"{breast_cancer.get_absolute_url()}leave/" in page
    assert "/following/" in door.get("/account/").text
    assert "Heavy arm" not in at_home(sam).get("/following/").text


def test_who_looks_after_a_community_has_no_button_to_leave_it(at_home, breast_cancer, mira):
    page = at_home(mira).get("/following/").text
    assert breast_cancer.name in page
    assert "/leave/" not in page


# The front page


def test_who_has_joined_nothing_is_offered_communities_and_nothing_is_forced(
    at_home, home_of, breast_cancer, nadia, rosa
):
    start(breast_cancer, rosa)
    new, page = home_of(nadia)
    assert new == []
    assert "Which communities are for you?" in page
    assert NEW not in page
    door = at_home(nadia)
    back = door.post(f"{breast_cancer.get_absolute_url()}join/", {"next": "/"}, follow=True)
    assert back.request["PATH_INFO"] == "/"
    assert "Which communities are for you?" not in back.text
    assert "You have read what is new in your communities." in back.text


def test_new_for_her_is_what_she_joined_or_follows_and_has_not_read(
    home_of, breast_cancer, partners, rosa, dana
):
    with clock.at(clock.now() - timedelta(days=300)):
        membership.join(breast_cancer, by=dana)
    days = {"Long ago": 90, "Followed": 8, "Not hers": 7, "Never opened": 6, "Read": 5}
    days |= {"Opened once": 4}
    for title, ago in days.items():
        elsewhere = title in {"Followed", "Not hers", "Opened once"}
        place = partners if elsewhere else breast_cancer
        opening = start(place, rosa, title, at=clock.now() - timedelta(days=ago))
        if title == "Followed":
            reading.follow(opening.discussion, dana)
        if title == "Read":
            reading.mark_read(opening.discussion, dana, 1)
        if title == "Opened once":
            reading.mark_read(opening.discussion, dana, 1)
            reply(opening, rosa, at=clock.now() - timedelta(days=3))
    new, page = home_of(dana)
    assert new == ["Never opened", "Followed"]
    assert NEW in page
    assert page.count("Never opened") == 1  # once on the page is enough
    assert "Not hers" in page


def test_new_for_her_is_a_short_list(home_of, breast_cancer, rosa, dana):
    with clock.at(clock.now() - timedelta(days=50)):
        membership.join(breast_cancer, by=dana)
    for n in reversed(range(9)):
        opening = start(breast_cancer, rosa, f"Talk {n}", at=clock.now() - timedelta(days=n + 1))
        reply(opening, rosa, at=clock.now() - timedelta(days=n + 1, hours=-1))
    new, _ = home_of(dana)
    assert new == [f"Talk {n}" for n in range(6)]


def test_a_strangers_front_page_has_nothing_new_for_her(at_home, breast_cancer, rosa):
    start(breast_cancer, rosa)
    page = at_home().get("/").text
    assert NEW not in page
    assert "Being talked about now" in page
