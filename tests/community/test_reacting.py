"""Hug, Thank you, Helpful, Me too: warm, few, and nobody sees whose."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Block, Notice
from community import changing, moderation, reacting
from community.models import Discussion, Post, Reaction
from core import clock

from ..factories import item_of, make_user, reply, start
from ..reading import text_of
from ..scene import reported
from ..threads import together

JSON = {"headers": {"accept": "application/json"}}


def press(door, post: Post, kind: str = "hug", **more):
    return door.post(reverse("community:react", args=[post.pk]), {"kind": kind}, **more)


def page_of(door, post: Post) -> str:
    return door.get(post.discussion.get_absolute_url()).text


def counts(post: Post) -> dict:
    return Post.objects.get(pk=post.pk).reactions


@pytest.fixture
def post(breast_cancer, rosa) -> Post:
    return start(breast_cancer, rosa)


def test_dana_sends_a_hug_and_takes_it_back(at_home, dana, post):
    door = at_home(dana)
    answer = press(door, post)
    assert answer.url.endswith(f"#post-{post.pk}-hug")  # back to the button she pressed
    assert counts(post) == {"hug": 1}
    assert '"hug" aria-pressed="true"' in page_of(door, post)
    press(door, post)
    assert counts(post) == {}
    assert 'aria-pressed="true" data-sent' not in page_of(door, post)


def test_each_sees_her_own_pressed_and_of_others_only_how_many(at_home, dana, sam, rosa, post):
    press(at_home(dana), post, "me_too")
    for door, pressed in ((at_home(dana), 1), (at_home(sam), 0), (at_home(), 0)):
        page = page_of(door, post)
        assert page.count('"me_too" aria-pressed="true"') == pressed
        assert "Me too 1" in text_of(page, "article").replace("Me too1", "Me too 1")
        assert "dana" not in text_of(page, "article")
    hers = page_of(at_home(rosa), post)
    assert "Me too" in text_of(hers, "article")
    assert reverse("community:react", args=[post.pk]) not in hers


def test_a_count_stands_only_above_zero_and_the_words_always(at_home, post):
    page = page_of(at_home(), post)
    for words in ("Hug", "Thank you", "Helpful", "Me too"):
        assert f'{words}<span class="num"></span>' in page


def test_a_stranger_logs_in_and_comes_back(at_home, post):
    answer = press(at_home(), post)
    assert answer.url == f"/accounts/login/?next=/posts/{post.pk}/"
    assert not Reaction.objects.exists()


def test_the_script_is_told_what_stands_now(at_home, dana, post):
    door = at_home(dana)
    assert press(door, post, **JSON).json() == {"given": True, "counts": {"hug": 1}}
    assert press(door, post, **JSON).json() == {"given": False, "counts": {}}


def test_there_is_no_other_kind(at_home, dana, post):
    assert press(at_home(dana), post, "dislike").status_code == 404
    assert press(at_home(dana), post, "").status_code == 404
    assert counts(post) == {}


def test_not_to_ones_own_post(at_home, rosa, post):
    assert press(at_home(rosa), post).status_code == 403


def test_pressing_tells_nobody_that_she_is_not_wanted(at_home, dana, rosa, post):
    before = press(at_home(dana), post)
    Block.objects.create(by=rosa, whom=dana)
    after = press(at_home(dana), post, "thanks")
    here = f"{post.discussion.get_absolute_url()}#post-{post.pk}"
    assert (before.status_code, before.url) == (302, f"{here}-hug")
    assert (after.status_code, after.url) == (302, f"{here}-thanks")
    assert counts(post) == {"hug": 1, "thanks": 1}


def test_not_to_what_others_cannot_read(at_home, mira, dana, post):
    moderation.hide(reported(post), by=mira, version=1, reason="other", message="Wait.")
    assert press(at_home(dana), post).status_code == 404
    assert press(at_home(mira), post).status_code == 403


def test_it_stays_when_a_post_goes_and_comes_back(at_home, rosa, dana, post):
    press(at_home(dana), post)
    changing.withdraw(post, by=rosa, version=1)
    changing.undo_withdrawal(post, by=rosa, version=2)
    assert counts(post) == {"hug": 1}
    assert Post.objects.get(pk=post.pk).version == 3  # a reaction is no change of a post


def test_nobody_is_told_of_it(at_home, dana, post):
    press(at_home(dana), post)
    assert not Notice.objects.exists()


def test_a_raid_ends_after_a_measure_for_a_day(at_home, dana, rosa, breast_cancer, monkeypatch):
    monkeypatch.setattr(reacting, "MOST", 2)
    opening = start(breast_cancer, rosa)
    for kind in ("hug", "thanks"):
        press(at_home(dana), opening, kind)
    answer = at_home(dana)
    page = answer.post(
        reverse("community:react", args=[opening.pk]), {"kind": "helpful"}, follow=True
    )
    assert "Please come back tomorrow." in page.text
    refused = press(at_home(dana), opening, "helpful", **JSON)
    assert (refused.status_code, counts(opening)) == (429, {"hug": 1, "thanks": 1})
    press(at_home(dana), opening, "hug")  # taking back is always open
    assert counts(opening) == {"thanks": 1}
    Reaction.objects.update(at=clock.now() - timedelta(days=1, minutes=1))
    press(at_home(dana), opening, "hug")
    press(at_home(dana), opening, "helpful")
    assert counts(opening) == {"hug": 1, "thanks": 1, "helpful": 1}


@pytest.mark.usefixtures("committed")
def test_ten_hugs_in_one_moment_are_ten(rosa, breast_cancer):
    post = start(breast_cancer, rosa)
    people = [make_user(f"member{n}") for n in range(10)]

    def hug(member):
        return lambda: reacting.react(Post.objects.get(pk=post.pk), by=member, kind="hug")

    assert together(*map(hug, people)) == [True] * 10
    assert counts(post) == {"hug": 10}
    assert Reaction.objects.count() == 10


@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize(("presses", "left"), [(4, 0), (5, 1)])
def test_one_member_in_many_tabs_is_counted_as_her_rows_say(
    rosa, dana, breast_cancer, presses, left
):
    post = start(breast_cancer, rosa)
    hug = [lambda: reacting.react(Post.objects.get(pk=post.pk), by=dana, kind="hug")] * presses
    assert sorted(together(*hug)) == sorted([True, False] * (presses // 2) + [True] * left)
    assert Reaction.objects.count() == left
    assert counts(post) == ({"hug": 1} if left else {})


def mark(door, post: Post, helped: str = "yes"):
    return door.post(reverse("community:helped", args=[post.pk]), {"helped": helped})


def helped(post: Post) -> tuple[bool, int]:
    here = Discussion.objects.get(pk=post.discussion_id)
    return Post.objects.get(pk=post.pk).helped, here.helped_count


def test_the_starter_says_what_helped_and_may_say_it_of_several(at_home, rosa, dana, sam, post):
    first, second = reply(post, dana), reply(post, sam, at=clock.now())
    door = at_home(rosa)
    answer = mark(door, first)
    assert answer.url.endswith(f"#post-{first.pk}-helped")
    mark(door, first)
    mark(door, second)
    assert (helped(first), helped(second)) == ((True, 2), (True, 2))
    page = page_of(at_home(), post)
    assert page.count("Helpful answer") == 2
    assert "rosa found 2 replies helpful" in text_of(page, "main")
    assert f'href="/posts/{first.pk}/">Go to the first of them' in page
    assert "Helpful answer" in at_home().get("/communities/breast-cancer/").text
    mark(door, first, "no")
    mark(door, first, "no")
    assert (helped(first), helped(second)) == ((False, 1), (True, 1))
    assert "rosa found a reply helpful" in text_of(page_of(at_home(), post), "main")


def test_only_the_starter_marks_and_never_her_own_words(at_home, rosa, dana, mira, post):
    others, hers = reply(post, dana), reply(post, rosa, at=clock.now())
    for member in (dana, mira):
        assert mark(at_home(member), others).status_code == 403
        assert "This helped" not in page_of(at_home(member), post)
    assert mark(at_home(rosa), hers).status_code == 403
    assert mark(at_home(rosa), post).status_code == 403
    assert mark(at_home(), others).url == f"/accounts/login/?next=/posts/{others.pk}/"
    assert page_of(at_home(rosa), post).count("This helped") == 1
    assert helped(others) == (False, 0)


def test_what_helped_and_is_gone_does_not_count(at_home, rosa, dana, mira, post):
    answer = reply(post, dana)
    mark(at_home(rosa), answer)
    changing.withdraw(answer, by=dana, version=1)
    assert helped(answer) == (True, 0)
    assert "found a reply helpful" not in page_of(at_home(), post)
    assert "Helpful answer" not in at_home().get("/communities/breast-cancer/").text
    changing.undo_withdrawal(answer, by=dana, version=2)
    assert helped(answer) == (True, 1)
    reported(answer)
    item = item_of(answer)
    moderation.hide(item, by=mira, version=item.version, reason="other", message="Wait.")
    assert helped(answer) == (True, 0)


@pytest.mark.usefixtures("committed")
def test_marks_in_two_tabs_are_all_counted(rosa, dana, breast_cancer):
    opening = start(breast_cancer, rosa)
    answers = [reply(opening, dana, at=clock.now() - timedelta(minutes=30 - n)) for n in range(6)]

    def marks(answer):
        return lambda: reacting.mark_helped(answer, by=rosa)

    assert together(*map(marks, answers)) == [None] * 6
    assert helped(answers[0]) == (True, 6)
