"""Nobody unanswered: who is new here waits until another person has answered her.

A greeting is lent for a while, by the clock alone, so that five people do not greet her at once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from accounts.models import Trust, User
from core import clock

from .models import Post, Welcome

SOON = timedelta(hours=4)  # so long at most a newcomer should wait
LONG = timedelta(hours=12)  # from then on the board says so aloud
LEASE = timedelta(minutes=20)
COUNTED = timedelta(days=30)


class Taken(Exception):
    """Another welcomer greets her now, or somebody has answered her meanwhile."""


def open_for(post: Post) -> None:
    """What a newcomer starts, and her first reply, wait for somebody who answers."""
    if post.author is None or post.author.trust != Trust.NEW:
        return
    replies = Post.objects.filter(author=post.author, number__gt=1, state=Post.State.PUBLISHED)
    if post.is_opening or not replies.exclude(pk=post.pk).exists():
        Welcome.objects.get_or_create(post=post, defaults={"opened_at": clock.now()})


def look_again(post: Post) -> None:
    """Whom this post answers, now that it can be read; or whom it leaves waiting again.

    Its discussion is locked by the caller, so no answer comes or goes meanwhile.
    """
    if post.number is None:
        return
    before = Welcome.objects.filter(
        post__discussion=post.discussion_id, post__number__lt=post.number
    ).exclude(post__author=post.author_id)
    if post.state == Post.State.PUBLISHED:
        at = post.published_at or clock.now()
        before.filter(answered_at=None).update(answered_at=at, answered_by=post.author_id)
        return
    for welcome in before.filter(answered_at=post.published_at).select_related("post"):
        first = _first_answer(welcome.post)
        Welcome.objects.filter(pk=welcome.pk).update(
            answered_at=first.published_at if first else None,
            answered_by=first.author_id if first else None,
        )


def _first_answer(post: Post) -> Post | None:
    later = Post.objects.filter(
        discussion=post.discussion_id, number__gt=post.number, state=Post.State.PUBLISHED
    )
    return later.exclude(author=post.author_id).order_by("number").first()


def take(welcome: Welcome, *, by: User) -> None:
    """I will greet her: for twenty minutes nobody else is asked to. Raises Taken."""
    now = clock.now()
    free = Q(taken_by=None) | Q(taken_by=by) | Q(taken_until__lte=now)
    waiting = Welcome.objects.filter(free, pk=welcome.pk, answered_at=None)
    if not waiting.update(taken_by=by, taken_until=now + LEASE):
        raise Taken


def give_back(welcome: Welcome, *, by: User) -> None:
    """Let somebody else greet her."""
    hers = Welcome.objects.filter(pk=welcome.pk, taken_by=by)
    hers.update(taken_by=None, taken_until=None)


@dataclass(frozen=True)
class FirstReplies:
    """How long newcomers waited for the first answer, those who still wait among them."""

    welcomed: int  # how many there were
    waiting: int
    soon: int  # answered within the time we set ourselves
    median: timedelta | None
    longest: timedelta | None


def first_replies(user) -> FirstReplies:
    """The figures of the last thirty days, for the communities in which this person greets."""
    now = clock.now()
    asked = Welcome.objects.of(user).filter(opened_at__gt=now - COUNTED)
    rows = asked.waiting_or_answered().values_list("opened_at", "answered_at")
    waits = [(answered or now) - opened for opened, answered in rows]
    answered = [wait for wait, (_, at) in zip(waits, rows, strict=True) if at]
    return FirstReplies(
        welcomed=len(waits),
        waiting=len(waits) - len(answered),
        soon=sum(wait <= SOON for wait in answered),
        median=sorted(answered)[(len(answered) - 1) // 2] if answered else None,
        longest=max(waits, default=None),
    )


def late(opened_at: datetime) -> str:
    """How pressing it is: "", "soon" once our time has passed, "long" from twelve hours."""
    wait = clock.now() - opened_at
    if wait >= LONG:
        return "long"
    return "soon" if wait > SOON else ""
