"""Who is told of a post: whom it concerns, once, and nobody who may not or would not read it."""

from datetime import timedelta
from itertools import count, product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.log import record
from accounts.models import Block, ContentNote, Notice, User
from accounts.notifying import choose
from accounts.owners import things_of
from community import changing, moderation, reporting
from community.membership import appoint
from community.models import Audience, Community, Post, Rank, Reading
from community.posting import About
from community.telling import readers_of
from core import clock
from core.text import names_called

from ..factories import (
    item_of,
    make_topic,
    make_user,
    start,
)
from ..factories import reply as reply_at

_turns = count()


def reply(opening: Post, by: User, text: str = "Mine too.", **more) -> Post:
    """A reply some seconds after the one before, so that no limit stands in the way."""
    passed = timedelta(seconds=15 * next(_turns))
    more.setdefault("at", clock.now() - timedelta(minutes=40) + passed)
    return reply_at(opening, by, text, **more)


def told(post: Post) -> dict[str, str]:
    """Who was told of this post, and of which kind."""
    rows = Notice.objects.filter(number=post.pk).exclude(kind="decision")
    return dict(rows.values_list("receiver__username", "kind"))


def follow(discussion, *people: User) -> None:
    hers = Reading.objects.filter(discussion=discussion, member__in=people)
    hers.delete()
    Reading.objects.bulk_create(
        Reading(member=one, discussion=discussion, following=True) for one in people
    )


@pytest.fixture
def opening(breast_cancer, rosa) -> Post:
    """Rosa began it, and does not follow it any more."""
    post = start(breast_cancer, rosa)
    Reading.objects.update(following=False)
    return post


def test_the_author_of_the_post_answered_is_told(opening, dana, sam):
    first = reply(opening, dana)
    assert told(reply(opening, sam, answers=first)) == {"dana": "answer"}


def test_the_starter_is_told_of_every_reply_while_she_follows(opening, rosa, dana):
    assert told(reply(opening, dana)) == {}
    follow(opening.discussion, rosa)
    assert told(reply(opening, dana)) == {"rosa": "answer"}
    Reading.objects.update(following=False)
    assert told(reply(opening, dana)) == {}


def test_nobody_is_told_of_her_own(opening, rosa):
    follow(opening.discussion, rosa)
    assert told(reply(opening, rosa, "@rosa, said to myself", answers=opening)) == {}


def test_who_follows_a_discussion_is_told_of_a_reply(opening, dana, sam):
    follow(opening.discussion, sam)
    assert told(reply(opening, dana)) == {"sam": "reply"}


def test_who_follows_a_topic_is_told_of_a_new_discussion_once(breast_cancer, rosa, sam):
    topics = [make_topic(), make_topic("Biopsy")]
    for topic in topics:
        topic.followers.add(sam, rosa)
    post = start(breast_cancer, rosa, topics=topics)
    assert told(post) == {"sam": "discussion"}
    assert told(reply(post, rosa)) == {}


def test_of_all_that_concerns_her_she_is_told_the_strongest(opening, rosa, dana, sam, nadia):
    mine = reply(opening, dana)
    follow(opening.discussion, rosa, dana, sam, nadia)
    post = reply(opening, make_user("wren"), "@dana @sam see @rosa", answers=mine)
    expected = {"dana": "answer", "rosa": "answer", "sam": "mention", "nadia": "reply"}
    assert told(post) == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@dana", ["dana"]),
        ("Ask @dana. She knows", ["dana."]),
        ("(@dana), **@sam** and @moss_and_fern-2", ["dana", "sam", "moss_and_fern-2"]),
        ("> @dana said so", ["dana"]),
        ("write to dana@example.org", []),
        ("see https://example.org/@dana", []),
        ("`@dana` and\n\n    @sam\n\n```\n@rosa\n```", []),
        ("@dana @dana", ["dana"]),
        ("nobody at all", []),
        ("@zoë", ["zoë"]),
    ],
)
def test_the_names_a_text_calls(text, names):
    assert names_called(text, 10) == names


def test_a_name_is_found_in_any_case_and_before_a_full_stop(opening, dana):
    make_user("Zoë")
    make_user("fern.")
    post = reply(opening, dana, "Dear @ZOË. And @FERN. And @nobody_here.")
    assert told(post) == {"Zoë": "mention", "fern.": "mention"}
    assert set(post.mentions.values_list("username", flat=True)) == {"Zoë", "fern."}


def test_a_name_that_looks_alike_is_not_the_name(opening, dana):
    make_user("robin0")
    assert told(reply(opening, dana, "@robino @r.obin0")) == {}


def test_ten_names_are_called_at_most(opening, dana):
    names = [make_user(f"fern{n}").username for n in range(12)]
    text = " ".join(f"@{name}" for name in names)
    assert set(told(reply(opening, dana, text))) == set(names[:10])


def test_changing_a_post_calls_no_new_crowd(opening, dana):
    names = [make_user(f"fern{n}").username for n in range(15)]
    post = reply(opening, dana, " ".join(f"@{name}" for name in names[:8]), at=clock.now())
    changing.edit(post, by=dana, text=" ".join(f"@{n}" for n in names[7:]), version=post.version)
    assert set(told(post)) == set(names[:10])
    assert post.texts.exists()  # what was told of is kept in the history


def test_a_change_tells_new_names_only(opening, dana, sam, nadia):
    follow(opening.discussion, nadia)
    post = reply(opening, dana, "@sam")
    assert told(post) == {"sam": "mention", "nadia": "reply"}
    Notice.objects.all().update(seen_at=clock.now())
    changing.edit(post, by=dana, text="@sam @rosa @nadia", version=post.version)
    assert told(post) == {"sam": "mention", "nadia": "reply", "rosa": "mention"}
    assert Notice.objects.unseen().count() == 1
    assert set(post.mentions.values_list("username", flat=True)) == {"sam", "rosa", "nadia"}


def test_what_is_held_tells_nobody_until_it_is_published(partners, rosa, nadia, mira, sam):
    opening = start(partners, rosa)
    follow(opening.discussion, sam)
    post = reply(opening, nadia, "@rosa", answers=opening)
    changing.edit(post, by=nadia, text="@rosa, one word more", version=post.version)
    assert (post.state, told(post)) == (Post.State.HELD, {})
    item = item_of(post)
    moderation.publish(item, by=mira, version=item.version)
    assert told(post) == {"rosa": "answer", "sam": "reply"}


def test_a_name_in_a_change_that_waits_is_told_when_it_is_published(
    breast_cancer, rosa, mira, sam
):
    post = start(breast_cancer, rosa)
    Community.objects.update(holds=Community.Holds.EVERYBODY)
    changing.edit(post, by=rosa, text="Ask @sam about it", version=post.version)
    assert told(post) == {}
    item = item_of(post)
    moderation.publish(item, by=mira, version=item.version)
    assert told(post) == {"sam": "mention"}


def test_a_post_shown_again_is_not_told_again(opening, dana, rosa, mira):
    post = reply(opening, dana, answers=opening)
    make_user("fern")
    Notice.objects.all().delete()
    reporting.report(post, by=rosa, reason="other")
    item = item_of(post)
    why = {"reason": "other", "message": "Please see."}
    moderation.hide(item, by=mira, version=item.version, **why)
    changing.edit(post, by=dana, text="@fern", version=Post.objects.get(pk=post.pk).version)
    assert told(post) == {}
    item.refresh_from_db()
    moderation.restore(item, by=mira, version=item.version)
    assert told(post) == {"fern": "mention"}


def test_who_blocked_the_author_is_told_nothing(opening, rosa, dana, sam):
    follow(opening.discussion, rosa, sam)
    for one in (rosa, sam):
        Block.objects.create(by=one, whom=dana)
    assert told(reply(opening, dana, "@rosa @sam", answers=opening)) == {}
    assert not Post.mentions.through.objects.exists()


def test_who_leaves_out_a_content_note_is_told_nothing_of_it(opening, dana, sam):
    follow(opening.discussion, sam)
    User.objects.filter(pk=sam.pk).update(leave_out_notes=ContentNote.NEEDLES)
    assert told(reply(opening, dana, "@sam", content_notes=ContentNote.NEEDLES)) == {}
    assert told(reply(opening, dana, content_notes=ContentNote.FAITH)) == {"sam": "reply"}


def test_who_may_not_read_it_is_told_nothing(breast_cancer, rosa, dana, sam, olive):
    post = start(breast_cancer, rosa, about=About(audience=Audience.JOINED))
    follow(post.discussion, rosa, sam, olive)
    for one in (rosa, dana):
        appoint(one, breast_cancer, Rank.MEMBER, by=None)
    assert told(reply(post, dana, "@sam")) == {"rosa": "answer", "olive": "reply"}


def test_who_is_told_is_who_may_see_and_wants_to(
    breast_cancer, partners, rosa, dana, sam, mira, olive, nadia
):
    """The rule asked of one post for all members gives what it gives each member for it."""
    other = make_user("gone", is_active=False)
    for one in (dana, sam):
        appoint(one, breast_cancer, Rank.MEMBER, by=None)
    Block.objects.create(by=nadia, whom=rosa)
    Block.objects.create(by=mira, whom=sam)
    User.objects.filter(pk=dana.pk).update(leave_out_notes=ContentNote.FAITH)
    for audience, notes in product(Audience, (0, ContentNote.FAITH)):
        about = About(audience=audience, content_notes=notes)
        day = clock.now() - timedelta(days=30) + timedelta(hours=next(_turns))
        opening = start(breast_cancer, rosa, about=about, at=day)
        for post in (opening, reply(opening, sam)):
            told = set(readers_of(post))
            assert other not in told
            for one in User.objects.filter(is_active=True).exclude(pk=post.author_id):
                seen = Post.objects.visible_to(one).met_by(one).filter(pk=post.pk)
                # A moderator reads whom she blocked, where she has to; told of it she is not.
                spared = Block.objects.filter(by=one, whom__in=[post.author_id, rosa.pk])
                wants = seen.exists() and not spared.exists()
                assert (one in told) == wants, (one, audience, notes, post)


def test_who_wants_to_hear_nothing_of_a_kind_hears_nothing(opening, dana, sam):
    follow(opening.discussion, sam)
    choose(sam, {"reply": "never"})
    assert told(reply(opening, dana)) == {}
    assert told(reply(opening, dana, "@sam")) == {"sam": "mention"}


def test_the_strongest_kind_is_not_got_round_by_a_weaker_one(opening, rosa, dana):
    choose(rosa, {"answer": "never"})
    assert told(reply(opening, dana, "@rosa", answers=opening)) == {}


@pytest.mark.parametrize("act", ["reply", "start"])
def test_two_hundred_followers_cost_what_two_cost(breast_cancer, rosa, dana, act):
    def act_once() -> int:
        with CaptureQueriesContext(connection) as seen:
            if act == "reply":
                reply(opening, dana, "@rosa and @sam", answers=opening, at=next(moments))
            else:
                start(breast_cancer, dana, topics=[make_topic()], at=next(moments))
        return len(seen.captured_queries)

    moments = iter(clock.now() - timedelta(hours=n) for n in (9, 7))
    opening = start(breast_cancer, rosa, at=clock.now() - timedelta(days=2))
    reply(opening, dana, at=clock.now() - timedelta(days=1))  # she is no newcomer to be greeted
    crowd = User.objects.bulk_create(
        User(username=f"fern{n}", email=f"fern{n}@example.org", name_skeleton=f"fem{n}")
        for n in range(200)
    )
    follow(opening.discussion, *crowd[:2])
    make_topic().followers.add(*crowd[:2])
    few = act_once()
    follow(opening.discussion, *crowd[2:])
    make_topic().followers.add(*crowd[2:])
    assert act_once() == few
    kind = "reply" if act == "reply" else "discussion"
    assert Notice.objects.filter(kind=kind).count() == 202


def test_a_decision_about_nothing_of_hers_shows_no_post(opening, rosa, dana, mira):
    """The number of a decision is that of a log row, never that of the post with this number."""
    entry = record("hide", "post", opening.pk, by=mira, about=dana)
    stray = Notice(pk=1, receiver=dana, kind="decision", number=entry.pk)
    lost = Notice(pk=2, receiver=dana, kind="decision", number=opening.pk + 1000)
    unknown = Notice(pk=3, receiver=dana, kind="hearsay", number=opening.pk)
    assert things_of(dana, [stray, lost, unknown]) == {}
    assert set(things_of(rosa, [stray])) == {1}
