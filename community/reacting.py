"""How readers answer a post without words, and how its discussion's starter says what helped.

Nobody is told of it, and nobody but oneself sees who did it: only how many.
"""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count

from accounts.models import User
from core import clock

from .models import Discussion, Post, Reaction, ReactionKind
from .permissions import can_mark_helped

A_DAY = timedelta(days=1)
MOST = 200  # reactions of one member in 24 hours; nobody reads so much, a program does


class TooMany(Exception):
    """She has reacted to more posts today than a person can read."""


@transaction.atomic
def react(post: Post, *, by: User, kind: str) -> bool:
    """Answer a post with a hug, thanks, helpful or me too; once more takes it back.

    Says whether it stands now, and the post has its new counts. Not to one's own post, and not to
    one that others cannot read. Nobody learns whose it is, so somebody who was blocked by the
    author may press it too: to be refused would tell him. Raises TooMany.
    """
    _may_react(Post.objects.select_for_update(no_key=True).get(pk=post.pk), by)
    reaction = {"post": post, "member": by, "kind": ReactionKind(kind)}
    taken_back, _ = Reaction.objects.filter(**reaction).delete()
    if not taken_back:
        _check_measure(by)
        Reaction.objects.create(**reaction)
    post.reactions = _counted(post)
    Post.objects.filter(pk=post.pk).update(reactions=post.reactions)
    return not taken_back


def _may_react(post: Post, by: User) -> None:
    readable = Post.objects.filter(pk=post.pk, state=Post.State.PUBLISHED)
    if not readable.filter(discussion__state=Discussion.State.SHOWN).exists():
        raise PermissionDenied
    if post.author_id == by.pk:
        raise PermissionDenied


def _check_measure(by: User) -> None:
    """A measure against raids, so two in the same moment may go beyond it by one."""
    if Reaction.objects.filter(member=by, at__gt=clock.now() - A_DAY).count() >= MOST:
        raise TooMany


def _counted(post: Post) -> dict[str, int]:
    rows = Reaction.objects.filter(post=post).values_list("kind")
    return dict(rows.annotate(count=Count("member")).order_by("kind"))


@transaction.atomic
def mark_helped(post: Post, *, by: User) -> None:
    """Say that a reply helped. It is for the discussion's starter, about replies of others."""
    _mark(post, by, helped=True)


@transaction.atomic
def unmark_helped(post: Post, *, by: User) -> None:
    """Take that back."""
    _mark(post, by, helped=False)


def _mark(post: Post, by: User, *, helped: bool) -> None:
    discussion = Discussion.objects.select_for_update(no_key=True).get(pk=post.discussion_id)
    post = Post.objects.select_for_update(no_key=True).get(pk=post.pk)
    if not can_mark_helped(by, discussion, post):
        raise PermissionDenied
    Post.objects.filter(pk=post.pk).update(helped=helped)
    count = Post.objects.filter(discussion=discussion).helpful().count()
    Discussion.objects.filter(pk=discussion.pk).update(helped_count=count)
