"""A member does not want to meet another; only she knows."""

import pytest
from django.apps import apps
from django.contrib import admin

from accounts.blocking import block, unblock
from accounts.models import Block, LogEntry, Notice
from community import moderation, reporting
from community.models import Discussion, Post, Report

from ..factories import item_of, make_community, make_topic, make_user, reply, start
from ..reading import text_of
from ..scene import earlier
from ..threads import together

ADDRESS = "/members/sam/block/"


@pytest.fixture
def talk(breast_cancer, dana, sam, rosa) -> Post:
    """Dana asks, Sam answers, Rosa quotes Sam."""
    opening = start(breast_cancer, dana, at=earlier())
    answer = reply(opening, sam, "Sam knows better.", at=earlier())
    reply(opening, rosa, "I doubt it.", answers=answer, quote="Sam knows better.", at=earlier())
    return opening


def on(door, post: Post) -> str:
    return door.get(post.discussion.get_absolute_url()).text


def folded_in(page: str) -> list[str]:
    """What stands in closed folds: from each summary to the end of its fold."""
    parts = page.split('<details class="fold box sunk">')[1:]
    return [part.partition("</details>\n")[0] for part in parts]


def test_dana_is_told_what_it_does_before_she_decides(at_home, dana, sam):
    page = text_of(at_home(dana).get(ADDRESS).text, "main")
    assert "fold to one quiet line" in page
    assert "Nobody is told" in page
    assert not Block.objects.exists()


def test_she_blocks_sam_and_takes_it_back_on_her_list(at_home, dana, sam):
    door = at_home(dana)
    came = door.post(ADDRESS, {"act": "block"}, follow=True)
    assert came.request["PATH_INFO"] == "/account/blocked/"
    assert "sam" in text_of(came.text, "main")
    came = door.post(ADDRESS, {"act": "unblock"}, follow=True)
    assert "There is nobody on this list" in came.text
    assert not Block.objects.exists()


def test_she_is_led_back_to_where_she_was_and_never_to_another_site(at_home, dana, sam):
    door = at_home(dana)
    assert 'value="/posts/7/"' in door.get(f"{ADDRESS}?next=/posts/7/").text
    assert door.post(ADDRESS, {"next": "/posts/7/"}).url == "/posts/7/"
    assert door.post(ADDRESS, {"next": "https://elsewhere.example/"}).url == "/"


def test_pressed_twice_it_is_once(dana, sam):
    block(sam, by=dana)
    block(sam, by=dana)
    assert Block.objects.count() == 1
    unblock(sam, by=dana)
    unblock(sam, by=dana)
    assert not Block.objects.exists()


@pytest.mark.usefixtures("committed")
def test_pressed_in_two_tabs_at_once_it_is_once():
    dana, sam = make_user("dana"), make_user("sam")
    assert together(*[lambda: block(sam, by=dana)] * 4) == [None] * 4
    assert Block.objects.count() == 1


def test_his_posts_and_quotes_of_him_fold_and_can_be_opened(at_home, dana, sam, talk):
    door = at_home(dana)
    assert "Show this post" not in on(door, talk)
    block(sam, by=dana)
    page = on(door, talk)
    folds = folded_in(page)
    assert ["Show this post" in fold for fold in folds] == [True, False]
    assert "Sam knows better." in folds[0]
    assert "Show this quote" in folds[1]
    outside = page
    for fold in folds:
        outside = outside.replace(fold, "")
    assert "Sam knows better." not in outside
    assert "I doubt it." in outside
    assert "Show this post" not in on(at_home(sam), talk)


def test_what_he_starts_is_in_none_of_her_lists_and_in_everybody_elses(
    at_home, dana, sam, nadia, breast_cancer
):
    start(breast_cancer, sam, "Sam begins", topics=[make_topic()], at=earlier())
    block(sam, by=dana)
    for place in ("/", "/communities/breast-cancer/", "/topics/lymphedema/"):
        assert "Sam begins" not in at_home(dana).get(place).text, place
        assert "Sam begins" in at_home(nadia).get(place).text, place
        assert "Sam begins" in at_home(sam).get(place).text, place


def test_to_him_her_profile_is_as_one_that_never_was(at_home, dana, sam, nadia):
    address = dana.get_absolute_url()
    assert at_home(sam).get(address).status_code == 200
    block(sam, by=dana)
    assert at_home(sam).get(address).status_code == 404
    assert at_home(nadia).get(address).status_code == 200
    assert at_home().get(address).status_code == 200
    assert at_home(dana).get(sam.get_absolute_url()).status_code == 200


def test_who_is_blocked_can_still_block_in_turn(at_home, dana, sam):
    block(sam, by=dana)
    assert at_home(sam).post("/members/dana/block/", {"act": "block"}).status_code == 302
    assert Block.objects.filter(by=sam, whom=dana).exists()


def test_he_finds_nothing_that_tells_him(at_home, dana, sam, talk):
    """Every page he can open is word for word what it was, save her profile."""
    door = at_home(sam)
    places = ["/", "/account/", "/account/blocked/", "/communities/breast-cancer/"]
    places += [talk.discussion.get_absolute_url(), "/members/rosa/", "/bookmarks/"]
    for place in places:
        door.get(place)  # what is new to him is so once
    before = [text_of(door.get(place).text) for place in places]
    told = set(Notice.objects.filter(receiver=sam))
    block(sam, by=dana)
    assert [text_of(door.get(place).text) for place in places] == before
    assert not LogEntry.objects.filter(verb__contains="block").exists()
    assert set(Notice.objects.filter(receiver=sam)) == told


def test_nobody_blocks_herself(at_home, dana):
    assert at_home(dana).post("/members/dana/block/", {"act": "block"}).status_code == 403


def test_no_role_sees_who_blocked_whom():
    for model in (Block, apps.get_model("community.Bookmark")):
        assert not admin.site.is_registered(model)


def test_what_he_caused_before_is_not_new_to_her_any_more(at_home, dana, sam, breast_cancer):
    hers = start(breast_cancer, dana, at=earlier())
    reply(hers, sam, at=earlier())
    assert at_home(dana).get("/topics/").text.count('class="badge"') == 1
    block(sam, by=dana)
    assert at_home(dana).get("/topics/").text.count('class="badge"') == 0


def test_a_moderator_she_blocked_still_decides_and_is_still_heard(
    at_home, rosa, mira, breast_cancer
):
    post = start(breast_cancer, rosa, at=earlier())
    block(mira, by=rosa)
    reporting.report(post, by=None, reason="other", address="::1")
    item = item_of(post)
    words = {"reason": "other", "message": "Please take the name out."}
    moderation.hide(item, by=mira, version=item.version, **words)
    assert "Please take the name out." in at_home(rosa).get("/").text


def test_a_moderator_who_blocked_somebody_sees_all_of_it_where_she_looks_after(
    at_home, mira, sam, breast_cancer, other_place
):
    hers = start(breast_cancer, sam, "Sam in her place", at=earlier())
    start(other_place, sam, "Sam elsewhere", at=earlier())
    reporting.report(hers, by=None, reason="other", address="::1")
    block(sam, by=mira)
    door = at_home(mira)
    assert "Sam in her place" in door.get("/communities/breast-cancer/").text
    assert "Sam in her place" in door.get("/moderation/").text
    assert "Show this post" not in on(door, hers)
    assert "Sam elsewhere" not in door.get("/communities/men/").text
    assert "Sam elsewhere" not in door.get("/").text


@pytest.fixture
def other_place(breast_cancer):
    return make_community("Men with breast cancer", "men")


def test_posts_met_are_none_of_hers_and_nothing_below_hers(dana, sam, talk, breast_cancer):
    start(breast_cancer, sam, "Sam begins", at=earlier())
    block(sam, by=dana)
    met = Post.objects.visible_to(dana).met_by(dana)
    assert not met.filter(author=sam).exists()
    assert met.filter(author=dana).exists()
    assert Discussion.objects.listed_to(dana).count() == 1


@pytest.mark.parametrize("first", ["report", "block"])
def test_a_report_stands_whoever_blocks_whom(at_home, dana, sam, talk, first):
    post = Post.objects.get(author=sam)
    if first == "block":
        block(sam, by=dana)
        block(dana, by=sam)
    sent = at_home(dana).post(f"/posts/{post.pk}/report/", {"reason": "unkind"}, follow=True)
    assert "A moderator will read your report" in sent.text
    if first == "report":
        block(dana, by=sam)
    assert Report.objects.get(by=dana).item.open
