"""What moderators decide. Each decision is one transaction with one log row and one note.

Two moderators at once make one decision: a decision names the version of the file it saw, and
moves the state only from where it saw it. Locks are taken in one order: discussion, post, file.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F

from accounts.log import notify, record
from accounts.models import LogEntry, User
from core import clock

from .models import Community, Discussion, Post, Report, ReviewItem, moderated_by
from .posting import recount, take_number

HELD, PUBLISHED = Post.State.HELD, Post.State.PUBLISHED
SENT_BACK, HIDDEN, REMOVED = Post.State.SENT_BACK, Post.State.HIDDEN, Post.State.REMOVED
REASON_NEEDED = {"send_back", "hide", "remove"}


class ChangedMeanwhile(Exception):
    """Somebody else decided, or the author changed the post, since this page was opened."""


def publish(item: ReviewItem, *, by: User, version: int, reason="", message="") -> LogEntry:
    """Let everyone read a post that waited, and tell its author."""
    return _decide(item, "publish", {HELD: PUBLISHED}, by, version, reason, message)


def send_back(item: ReviewItem, *, by: User, version: int, reason, message) -> LogEntry:
    """Return a post that waited to its author, and say what to change."""
    return _decide(item, "send_back", {HELD: SENT_BACK}, by, version, reason, message)


def hide(item: ReviewItem, *, by: User, version: int, reason, message) -> LogEntry:
    """Take a post out of sight until it has been looked at or put right."""
    return _decide(item, "hide", {PUBLISHED: HIDDEN}, by, version, reason, message)


def restore(item: ReviewItem, *, by: User, version: int, reason="", message="") -> LogEntry:
    """Show a hidden or removed post again."""
    moves = {HIDDEN: PUBLISHED, REMOVED: PUBLISHED}
    return _decide(item, "restore", moves, by, version, reason, message)


def remove(item: ReviewItem, *, by: User, version: int, reason, message) -> LogEntry:
    """Replace a post with a quiet line, and tell its author why."""
    moves = {HELD: REMOVED, PUBLISHED: REMOVED, HIDDEN: REMOVED}
    return _decide(item, "remove", moves, by, version, reason, message)


def no_action(item: ReviewItem, *, by: User, version: int, reason="", message="") -> LogEntry:
    """Close the file: the post may stay as it is. Its author is not troubled."""
    moves = {PUBLISHED: PUBLISHED, HIDDEN: HIDDEN, REMOVED: REMOVED}
    return _decide(item, "no_action", moves, by, version, reason, message)


DECISIONS = {act.__name__: act for act in (publish, send_back, hide, restore, remove, no_action)}
POSSIBLE = {
    HELD: ["publish", "send_back", "remove"],
    PUBLISHED: ["no_action", "hide", "remove"],
    HIDDEN: ["restore", "remove", "no_action"],
    REMOVED: ["restore", "no_action"],
    SENT_BACK: [],
}


@transaction.atomic
def _decide(item, verb, moves, by, version, reason, message) -> LogEntry:
    if verb in REASON_NEEDED and not (reason and message.strip()):
        raise ValueError(f"{verb} needs a reason and words for the author")
    post = Post.objects.only("pk", "discussion").get(pk=item.post_id)
    discussion = Discussion.objects.select_for_update(no_key=True).get(pk=post.discussion_id)
    post = (
        Post.objects.select_for_update(of=("self",), no_key=True)
        .select_related("author")
        .get(pk=post.pk)
    )
    _may_decide(by, discussion, post)
    now = clock.now()
    closed = ReviewItem.objects.filter(pk=item.pk, version=version).update(
        open=False, outcome=verb, closed_by=by, closed_at=now, version=F("version") + 1
    )
    if not closed or post.state not in moves:
        raise ChangedMeanwhile
    _move(post, moves[post.state], discussion, now)
    Report.objects.filter(item=item.pk, outcome="").update(outcome=verb)
    entry = record(
        verb,
        "post",
        post.pk,
        by=by,
        about=post.author,
        place=discussion.community_id,
        reason=reason,
        words=message.strip(),
    )
    if post.author and verb != "no_action":
        notify(post.author, entry)
    return entry


def _may_decide(by: User, discussion: Discussion, post: Post) -> None:
    """Asked at the write: a role may have been lost since the page was opened."""
    by = User.objects.get(pk=by.pk)
    if not by.is_active:
        raise PermissionDenied
    if discussion.community_id not in moderated_by(by) or post.author_id == by.pk:
        raise PermissionDenied


def _move(post: Post, target: str, discussion: Discussion, now) -> None:
    if target == post.state:
        return
    change = {"state": target, "state_at": now, "version": F("version") + 1}
    if target == PUBLISHED and not post.published_at:
        change["published_at"] = now
        change["number"] = post.number or take_number(discussion, post.author)
    Post.objects.filter(pk=post.pk, state=post.state, version=post.version).update(**change)
    if post.is_opening:
        _follow_the_opening(discussion, target, now)
    if post.state != HELD or post.is_opening:
        recount(discussion)


def _follow_the_opening(discussion: Discussion, target: str, now) -> None:
    """A discussion is seen as long as its opening post is."""
    shown = Discussion.State.SHOWN if target == PUBLISHED else Discussion.State.HIDDEN
    if target == SENT_BACK:
        shown = Discussion.State.HELD
    change = {"state": shown, "version": F("version") + 1}
    if target == PUBLISHED and discussion.state == Discussion.State.HELD:
        change["started_at"] = now
    Discussion.objects.filter(pk=discussion.pk).update(**change)


@transaction.atomic
def set_policy(community: Community, holds: str, *, by: User) -> None:
    """Choose which posts of a community wait for a moderator."""
    changed = Community.objects.filter(pk=community.pk, version=community.version).update(
        holds=holds, version=F("version") + 1
    )
    if not changed:
        raise ChangedMeanwhile
    record("policy set", "community", community.pk, by=by, place=community.pk, reason=holds)
