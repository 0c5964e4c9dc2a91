"""How far a member has read, and what she follows. Nobody else ever learns of it."""

from datetime import timedelta

from django.db import connection
from django.db.models import QuerySet

from accounts.models import User
from core import clock

from .models import Discussion, Post, Reading

A_MINUTE = timedelta(minutes=1)
SITTING = timedelta(minutes=30)  # who goes on reading within it was not away

# Both databases know this form. The larger mark wins there, whoever comes last: two open tabs
# cannot move it back, and a member's first look in both at once makes one row.
UPSERT = """
INSERT INTO community_reading (member_id, discussion_id, number, seen_at, following)
VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (member_id, discussion_id) DO UPDATE SET
    number = CASE WHEN excluded.number > community_reading.number
        THEN excluded.number ELSE community_reading.number END,
    seen_at = COALESCE(excluded.seen_at, community_reading.seen_at),
    following = (excluded.following OR community_reading.following)
"""


def mark_read(discussion: Discussion, by: User, number: int) -> None:
    """She has seen the posts up to this number; the mark moves on, never back."""
    _upsert(discussion.pk, by.pk, number, seen_at=clock.now())


def look(discussion: Discussion, by: User, number: int) -> None:
    """A page that ends with this number stands before her; `discussion` came with her mark.

    Writes what she did not know before, and when she was last at the end of it: so the words
    "since you were last here" stay true while she leafs from an earlier page to the new ones.
    """
    mark, seen_at = getattr(discussion, "mark", None), getattr(discussion, "seen_at", None)
    rested = seen_at is None or clock.now() - seen_at > A_MINUTE
    if number > (mark or 0) or (number == discussion.last_number and rested):
        mark_read(discussion, by, number)


def first_new(discussion: Discussion) -> int | None:
    """The first number she has not seen, if she was here before; it came with her mark."""
    mark = getattr(discussion, "mark", None)
    return mark + 1 if mark and mark < discussion.last_number else None


def was_away(discussion: Discussion) -> bool:
    """Is it a while since she read here last?"""
    seen_at = getattr(discussion, "seen_at", None)
    return seen_at is not None and clock.now() - seen_at > SITTING


def opened_by(user) -> QuerySet:
    """The numbers of the discussions she has opened or follows."""
    return Reading.objects.visible_to(user).values("discussion")


def followed_by(user) -> QuerySet:
    """The numbers of the discussions she follows: few, so a list begins with them."""
    return opened_by(user).filter(following=True)


def follow(discussion: Discussion, by: User) -> None:
    """Count what is said here among what is new for her."""
    _upsert(discussion.pk, by.pk, 0, following=True)


def unfollow(discussion: Discussion, by: User) -> None:
    """Follow it no longer; how far she read stays."""
    Reading.objects.filter(member=by, discussion=discussion).update(following=False)


def has_written(post: Post) -> None:
    """Who writes in a discussion for the first time follows it, and knows what she wrote.

    Later posts do not bring back what she chose to follow no longer. A post that waited for a
    moderator moves no mark: others may have written meanwhile.
    """
    if post.author_id is None:
        return
    hers = Post.objects.filter(discussion=post.discussion_id, author=post.author_id)
    first = not hers.filter(number__isnull=False).exclude(pk=post.pk).exists()
    waited = post.published_at != post.created_at
    number, seen_at = (0, None) if waited else (post.number or 0, post.published_at)
    _upsert(post.discussion_id, post.author_id, number, seen_at=seen_at, following=first)


def _upsert(discussion: int, member: int, number: int, *, seen_at=None, following=False) -> None:
    at = connection.ops.adapt_datetimefield_value(seen_at)
    with connection.cursor() as cursor:
        cursor.execute(UPSERT, [member, discussion, number, at, following])
