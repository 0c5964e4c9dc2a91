"""Nobody unanswered: a newcomer stands on the board until another person has answered her."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from importlib import import_module

import pytest
from django.apps import apps

from accounts.models import Block, ContentNote
from community import changing, moderation, posting, reporting, welcoming
from community.membership import appoint
from community.models import Post, Rank, Welcome
from core import clock

from ..factories import item_of, make_newcomer, make_user, reply, start
from ..threads import together, tried

BOARD = "/welcome/"
MIGRATION = import_module("community.migrations.0006_who_waits_for_an_answer")


@pytest.fixture
def first(breast_cancer, nadia) -> Post:
    return start(breast_cancer, nadia, "Called back, and frightened")


def waiting_for(user) -> list[Post]:
    return [welcome.post for welcome in Welcome.objects.visible_to(user).for_board()]


def decide(act: Callable, post: Post, by) -> None:
    if not getattr(Post.objects.get(pk=post.pk), "item", None):
        reporting.report(post, by=None, reason="other", address="::1")
    item = item_of(post)
    act(item, by=by, version=item.version, reason="other", message="Please see.")


def test_a_newcomers_discussion_is_on_the_board(at_home, wren, first):
    page = at_home(wren).get(BOARD).text
    assert "Called back, and frightened" in page
    assert "New discussion" in page
    assert "waiting 1\N{NO-BREAK SPACE}hour" in page


def test_another_persons_reply_takes_it_off_and_her_own_does_not(wren, first, nadia, dana):
    reply(first, nadia, "Nobody here?")
    assert first in waiting_for(wren)
    reply(first, dana, at=clock.now())
    assert first not in waiting_for(wren)
    assert Welcome.objects.get(post=first).answered_by == dana


def test_her_first_reply_waits_too_and_her_second_does_not(wren, breast_cancer, rosa, nadia):
    opening = start(breast_cancer, rosa)
    one = reply(opening, nadia, at=clock.now() - timedelta(minutes=20))
    reply(opening, nadia, "And at night.", at=clock.now() - timedelta(minutes=10))
    assert waiting_for(wren) == [one]
    reply(opening, rosa, at=clock.now())
    assert waiting_for(wren) == []


def test_who_takes_her_words_back_and_begins_anew_waits_with_the_new_ones(
    wren, breast_cancer, first, nadia
):
    changing.withdraw(first, by=nadia, version=first.version)
    again = start(breast_cancer, nadia, "In other words", at=clock.now())
    assert waiting_for(wren) == [again]


def test_who_is_known_here_does_not_wait_on_the_board(wren, breast_cancer, rosa):
    start(breast_cancer, rosa)
    assert waiting_for(wren) == []


def test_a_held_post_comes_onto_the_board_when_it_is_published(wren, partners, nadia, mira):
    post = start(partners, nadia)
    assert waiting_for(wren) == []
    decide(moderation.publish, post, mira)
    assert waiting_for(wren) == [post]


@pytest.mark.parametrize("act", [moderation.hide, moderation.remove])
def test_when_the_answer_goes_she_waits_again(wren, first, dana, mira, act):
    answer = reply(first, dana)
    decide(act, answer, mira)
    assert waiting_for(wren) == [first]
    decide(moderation.restore, answer, mira)
    assert waiting_for(wren) == []


def test_when_the_answer_is_withdrawn_the_next_one_counts(wren, first, dana, rosa):
    answer = reply(first, dana, at=clock.now() - timedelta(minutes=20))
    reply(first, rosa, at=clock.now() - timedelta(minutes=10))
    changing.withdraw(answer, by=dana, version=answer.version)
    assert waiting_for(wren) == []
    assert Welcome.objects.get(post=first).answered_by == rosa
    changing.undo_withdrawal(answer, by=dana, version=answer.version + 1)
    assert waiting_for(wren) == []


def test_a_hidden_post_is_not_on_the_board_but_not_lost(wren, first, mira):
    decide(moderation.hide, first, mira)
    assert waiting_for(wren) == []
    decide(moderation.restore, first, mira)
    assert waiting_for(wren) == [first]


def test_the_clock_is_said_in_words(at_home, wren, first):
    door = at_home(wren)
    for hours, words in ((5, "over 4 hours"), (13, "over 12 hours")):
        with clock.at(first.published_at + timedelta(hours=hours)):
            page = door.get(BOARD).text
        assert words in page
        assert f"waiting {hours}\N{NO-BREAK SPACE}hours" in page


def test_wren_takes_one_and_is_led_to_the_reply_box(at_home, wren, first):
    came = at_home(wren).post(BOARD, {"take": first.welcome.pk})
    assert came.status_code == 302
    assert came.url == f"{first.discussion.get_absolute_url()}?answer={first.pk}#reply"
    page = at_home(wren).get(came.url).text
    assert "You are answering" in page


def test_who_comes_second_sees_who_greets_and_for_how_long(at_home, wren, mira, first):
    at_home(wren).post(BOARD, {"take": first.welcome.pk})
    page = at_home(mira).get(BOARD).text
    assert "<bdi>wren</bdi> is writing an answer, 19\N{NO-BREAK SPACE}minutes left" in page
    second = at_home(mira).post(BOARD, {"take": first.welcome.pk})
    assert second.status_code == 409
    assert "Somebody was faster" in second.text
    assert Welcome.objects.get(post=first).taken_by == wren


def test_the_loan_ends_by_the_clock_or_when_she_gives_it_back(wren, mira, first):
    welcoming.take(first.welcome, by=wren)
    with pytest.raises(welcoming.Taken):
        welcoming.take(first.welcome, by=mira)
    with clock.at(clock.now() + welcoming.LEASE + timedelta(seconds=1)):
        welcoming.take(first.welcome, by=mira)
    welcoming.give_back(first.welcome, by=wren)  # not hers any more
    assert Welcome.objects.get(post=first).taken_by == mira
    welcoming.give_back(first.welcome, by=mira)
    assert Welcome.objects.get(post=first).taken_by is None


def test_she_gives_it_back_on_the_page(at_home, wren, first):
    door = at_home(wren)
    door.post(BOARD, {"take": first.welcome.pk})
    page = door.post(BOARD, {"give_back": first.welcome.pk}, follow=True).text
    assert "Given back" in page
    assert "I will greet" in page


@pytest.mark.parametrize("sent", [{}, {"take": "x"}, {"take": "9" * 30}, {"take": "0"}])
def test_what_is_not_on_the_board_cannot_be_taken(at_home, wren, first, sent):
    assert at_home(wren).post(BOARD, sent).status_code == 409
    assert Welcome.objects.get(post=first).taken_by is None


def test_what_was_answered_meanwhile_cannot_be_taken(wren, first, dana):
    reply(first, dana)
    with pytest.raises(welcoming.Taken):
        welcoming.take(first.welcome, by=wren)


def test_the_board_shows_her_own_communities_and_never_herself(breast_cancer, partners, first):
    elsewhere, guide = make_user("elsewhere"), make_newcomer("guide")
    appoint(elsewhere, partners, Rank.WELCOMER, by=None)
    appoint(guide, breast_cancer, Rank.WELCOMER, by=None)
    mine = start(breast_cancer, guide, "Mine")
    assert waiting_for(elsewhere) == []
    assert waiting_for(guide) == [first]
    assert mine not in waiting_for(guide)


def test_whom_she_blocked_she_need_not_greet(wren, mira, first, nadia):
    Block.objects.create(by=wren, whom=nadia)
    assert waiting_for(wren) == []
    assert waiting_for(mira) == [first]


def test_words_with_a_content_note_are_folded(at_home, wren, breast_cancer, nadia):
    note = ContentNote.RECURRENCE
    about = posting.About(content_notes=note)
    start(breast_cancer, nadia, "Scan", text="It is in the liver.", about=about)
    page = at_home(wren).get(BOARD).text
    assert "Folded: cancer that spread or came back" in page
    assert "in the liver" not in page


def test_only_who_greets_finds_the_way(at_home, wren, rosa, mira, first):
    link = f'href="{BOARD}"'
    assert link in at_home(wren).get("/topics/").text
    assert link in at_home(mira).get("/topics/").text
    assert link not in at_home(rosa).get("/topics/").text
    assert link not in at_home().get("/topics/").text


def test_the_figures_count_who_still_waits(at_home, wren, first, breast_cancer, dana):
    for hours in (1, 3, 6):
        then = clock.now() - timedelta(days=2)
        post = start(breast_cancer, make_newcomer(f"new{hours}"), at=then)
        reply(post, dana, at=then + timedelta(hours=hours))
    with clock.at(first.published_at + timedelta(hours=8)):
        found = welcoming.first_replies(wren)
        page = at_home(wren).get(BOARD).text
    assert (found.welcomed, found.waiting, found.soon) == (4, 1, 2)
    assert found.median == timedelta(hours=3)
    assert found.longest == timedelta(hours=8)
    assert "<b>2</b> of 4 had an answer within 4 hours" in page


def test_those_who_waited_before_there_was_a_board_are_found(
    wren, first, breast_cancer, dana, nadia
):
    answered = start(breast_cancer, make_newcomer("new"), "Answered")
    reply(answered, dana)
    Welcome.objects.all().delete()
    MIGRATION.open_those_who_wait(apps, None)
    MIGRATION.open_those_who_wait(apps, None)
    assert waiting_for(wren) == [first]
    assert first.welcome.opened_at == first.published_at


@pytest.mark.usefixtures("committed")
def test_two_welcomers_take_one_newcomer_and_one_of_them_has_her(
    breast_cancer, partners, wren, mira
):
    for n in range(20):
        start(breast_cancer, make_newcomer(f"new{n}"), f"New {n}")
    here = list(Welcome.objects.all())

    def take_all(who):
        return [tried(welcoming.take, one, by=who) for one in here]

    hers, others = together(partial(take_all, wren), partial(take_all, mira))
    for one, other in zip(hers, others, strict=True):
        assert sorted(map(type, (one, other)), key=str) == sorted(
            (type(None), welcoming.Taken), key=str
        )
