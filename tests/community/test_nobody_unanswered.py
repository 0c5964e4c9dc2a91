"""A long tale of chance: nobody new is missing from the board, and nobody answered is on it."""

from datetime import timedelta
from random import Random
from uuid import uuid4

import pytest

from community import changing, moderation, posting, screening
from community.models import Post
from core import clock

from ..factories import make_newcomer
from ..threads import tried
from .test_welcoming import decide, waiting_for


def unanswered(posts) -> set[Post]:
    """Of these, what can be read and has no reply of another person; asked post by post."""
    shown = posts.filter(state="published", discussion__state="shown")
    return {post for post in shown if not answers(post).exists()}


def answers(post: Post):
    later = Post.objects.filter(discussion=post.discussion_id, state="published")
    return later.filter(number__gt=post.number).exclude(author=post.author_id)


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happens_nobody_is_missing_and_nobody_answered_is_there(
    monkeypatch, breast_cancer, wren, mira, dana, rosa, seed
):
    monkeypatch.setattr(screening, "PAUSE", timedelta(0))
    newcomers = [make_newcomer(f"new{n}") for n in range(4)]  # and so they stay in this tale
    people = [dana, rosa, *newcomers]
    chance, moment = Random(seed), clock.now() - timedelta(days=9)  # noqa: S311
    seen = 0
    for _ in range(60):
        moment += timedelta(hours=chance.randrange(1, 5))
        with clock.at(moment):
            tried(something, chance, people, breast_cancer, mira)
        hers = Post.objects.filter(author__in=newcomers)
        board = set(waiting_for(wren))
        assert {post for post in board if post.is_opening} == unanswered(hers.filter(number=1))
        replies = unanswered(hers.filter(number__gt=1))
        assert {post for post in board if not post.is_opening} <= replies
        for one in newcomers:
            first_reply = hers.filter(author=one, number__gt=1).order_by("published_at").first()
            assert first_reply not in replies or first_reply in board
        seen += len(board)
    assert seen > 20  # else the tale tells nothing


def something(chance: Random, people: list, place, mira) -> None:
    who, act = chance.choice(people), chance.randrange(6)
    posts = list(Post.objects.select_related("discussion", "author"))
    if act == 0 or not posts:
        topics = list(place.topics.all())
        words = {"title": "Heavy arm", "text": "It is.", "topics": topics, "key": uuid4()}
        posting.start_discussion(place, by=who, **words)
        return
    post = chance.choice(posts)
    if act in {1, 2, 3}:
        posting.reply(post.discussion, by=who, text="Mine too.", key=uuid4())
    elif act == 4:
        by = post.author
        back = changing.can_undo(post)
        (changing.undo_withdrawal if back else changing.withdraw)(
            post, by=by, version=post.version
        )
    else:
        acts = {"published": [moderation.hide, moderation.remove], "hidden": [moderation.restore]}
        decide(chance.choice(acts.get(post.state, [moderation.restore])), post, mira)
