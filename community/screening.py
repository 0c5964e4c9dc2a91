"""Which posts wait for a moderator, and how fast a person may write."""

from datetime import timedelta

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Trust, User
from core import clock

from .models import Community, Post, looks_after

A_DAY = timedelta(days=1)
SETTLED_AFTER = timedelta(days=3)  # together with three published posts: no newcomer any more
SETTLED_POSTS = 3
PAUSE = timedelta(seconds=10)  # a frightened person writes several posts, a program writes faster
MOST = {  # (discussions, posts) in 24 hours
    Trust.NEW: (3, 20),
    Trust.ESTABLISHED: (10, 100),
}


class TooFast(Exception):
    """Written sooner or more often than the limits allow; the words say when to come back."""


def is_newcomer(member: User) -> bool:
    """Not yet here for three days with three published posts; counts her in once she is."""
    if member.trust != Trust.NEW:
        return False
    published = Q(author=member, state=Post.State.PUBLISHED)
    settled = (
        member.date_joined <= clock.now() - SETTLED_AFTER
        and Post.objects.filter(published).count() >= SETTLED_POSTS
    )
    if settled:
        User.objects.filter(pk=member.pk, trust=Trust.NEW).update(trust=Trust.ESTABLISHED)
        member.trust = Trust.ESTABLISHED
    return not settled


def is_held(member: User, community: Community, *, newcomer: bool) -> bool:
    """Does what she writes here wait for a moderator first?"""
    if community.pk in looks_after(member):
        return False
    return community.holds == Community.Holds.EVERYBODY or (
        community.holds == Community.Holds.NEWCOMERS and newcomer
    )


def check_pace(member: User, *, opening: bool) -> None:
    """Raise TooFast beyond the limits. Counts what was sent, whatever became of it."""
    now = clock.now()
    sent = Post.objects.filter(author=member, created_at__gt=now - A_DAY).aggregate(
        posts=Count("pk"), openings=Count("pk", filter=Q(number=1)), last=Max("created_at")
    )
    if sent["last"] and (wait := sent["last"] + PAUSE - now) > timedelta():
        seconds = int(wait.total_seconds()) + 1
        raise TooFast(
            ngettext(
                "You sent another post a moment ago. Please try again in %(count)d second.",
                "You sent another post a moment ago. Please try again in %(count)d seconds.",
                seconds,
            )
            % {"count": seconds}
        )
    discussions, posts = MOST[Trust(member.trust)]
    if opening and sent["openings"] >= discussions:
        raise TooFast(
            _(
                "You have started several discussions today. Please go on in one of them, "
                "or come back tomorrow."
            )
        )
    if sent["posts"] >= posts:
        raise TooFast(_("You have written a great deal today. Please come back tomorrow."))
