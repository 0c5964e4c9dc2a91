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

from .appearing import appeared, sight_changed
from .changing import apply_text
from .models import Community, Discussion, Post, PostText, Report, ReviewItem, moderated_by
from .posting import ChangedMeanwhile, follow_the_opening, recount, refuse_waiting, take_number

HELD, PUBLISHED = Post.State.HELD, Post.State.PUBLISHED
SENT_BACK, HIDDEN, REMOVED = Post.State.SENT_BACK, Post.State.HIDDEN, Post.State.REMOVED
WITHDRAWN = Post.State.WITHDRAWN
MOST_PINNED = 3  # in one community; more would hide what is being talked about
REASON_NEEDED = {"send_back", "hide", "remove"}


class TooManyPinned(Exception):
    """Three discussions of this community are pinned already."""


def publish(item: ReviewItem, *, by: User, version: int, reason="", message="") -> LogEntry:
    """Let everyone read a post, or a change to one, that waited, and tell its author."""
    moves = {HELD: PUBLISHED, PUBLISHED: PUBLISHED}
    return _decide(item, "publish", moves, by, version, reason, message)


def send_back(item: ReviewItem, *, by: User, version: int, reason, message) -> LogEntry:
    """Return a post, or a change to one, that waited to its author, and say what to change."""
    moves = {HELD: SENT_BACK, PUBLISHED: PUBLISHED}
    return _decide(item, "send_back", moves, by, version, reason, message)


def hide(item: ReviewItem, *, by: User, version: int, reason, message) -> LogEntry:
    """Take a post out of sight until it has been looked at or put right."""
    return _decide(item, "hide", {PUBLISHED: HIDDEN}, by, version, reason, message)


def restore(item: ReviewItem, *, by: User, version: int, reason="", message="") -> LogEntry:
    """Show a hidden or removed post again."""
    moves = {HIDDEN: PUBLISHED, REMOVED: PUBLISHED}
    return _decide(item, "restore", moves, by, version, reason, message)


def remove(item: ReviewItem, *, by: User, version: int, reason, message) -> LogEntry:
    """Replace a post with a quiet line, and tell its author why."""
    moves = dict.fromkeys((HELD, PUBLISHED, HIDDEN, WITHDRAWN), REMOVED)
    return _decide(item, "remove", moves, by, version, reason, message)


def no_action(item: ReviewItem, *, by: User, version: int, reason="", message="") -> LogEntry:
    """Close the file: the post may stay as it is. Its author is not troubled."""
    moves = {state: state for state in (PUBLISHED, HIDDEN, REMOVED, WITHDRAWN)}
    return _decide(item, "no_action", moves, by, version, reason, message)


DECISIONS = {act.__name__: act for act in (publish, send_back, hide, restore, remove, no_action)}
ABOUT_A_CHANGE = ["publish", "send_back", "hide", "remove"]
POSSIBLE = {
    HELD: ["publish", "send_back", "remove"],
    PUBLISHED: ["no_action", "hide", "remove"],
    HIDDEN: ["restore", "remove", "no_action"],
    REMOVED: ["restore", "no_action"],
    WITHDRAWN: ["no_action", "remove"],
}


def possible(post: Post, waiting: PostText | None) -> list[str]:
    """The decisions that make sense about a post as it stands, perhaps with a waiting change."""
    if post.state == PUBLISHED and waiting:
        return ABOUT_A_CHANGE
    return POSSIBLE.get(Post.State(post.state), [])


def waiting_text(post: Post) -> PostText | None:
    """What its author would like a post to say, until a moderator has read it."""
    return PostText.objects.filter(post=post.pk, state=PostText.State.WAITING).first()


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
    if post.state == PUBLISHED and verb in {"publish", "send_back"}:
        _decide_change(post, verb)
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


def _decide_change(post: Post, verb: str) -> None:
    waiting = waiting_text(post)
    if waiting is None:
        raise ChangedMeanwhile
    if verb == "publish":
        apply_text(post, waiting.text)
    else:
        refuse_waiting(post)


def _move(post: Post, target: str, discussion: Discussion, now) -> None:
    if target == post.state:
        return
    change = {"state": target, "state_at": now, "version": F("version") + 1}
    if target == PUBLISHED and not post.published_at:
        change["published_at"] = now
        change["number"] = post.number or take_number(discussion, post.author)
    Post.objects.filter(pk=post.pk, state=post.state, version=post.version).update(**change)
    refuse_waiting(post)
    if post.is_opening:
        follow_the_opening(discussion, target)
    if post.state != HELD or post.is_opening:
        recount(discussion)
    now_there = Post.objects.select_related("discussion", "author").get(pk=post.pk)
    if "published_at" in change:
        appeared(now_there)
    else:
        sight_changed(now_there)


@transaction.atomic
def set_policy(community: Community, holds: str, *, by: User) -> None:
    """Choose which posts of a community wait for a moderator."""
    changed = Community.objects.filter(pk=community.pk, version=community.version).update(
        holds=holds, version=F("version") + 1
    )
    if not changed:
        raise ChangedMeanwhile
    record("policy set", "community", community.pk, by=by, place=community.pk, reason=holds)


@transaction.atomic
def lock(discussion: Discussion, *, by: User, version: int, words: str) -> None:
    """Close a discussion to new replies, with a sentence that says why."""
    _arrange(discussion, "lock", by, version, locked_at=clock.now(), locked_words=words)


@transaction.atomic
def unlock(discussion: Discussion, *, by: User, version: int) -> None:
    """Let people reply again."""
    _arrange(discussion, "unlock", by, version, locked_at=None, locked_words="")


@transaction.atomic
def pin(discussion: Discussion, *, by: User, version: int) -> None:
    """Put a discussion first in its community. TooManyPinned beyond three."""
    Community.objects.select_for_update().get(pk=discussion.community_id)
    shown = Discussion.objects.filter(state=Discussion.State.SHOWN, pinned=True)
    pinned = shown.filter(community=discussion.community_id)
    if pinned.exclude(pk=discussion.pk).count() >= MOST_PINNED:
        raise TooManyPinned
    _arrange(discussion, "pin", by, version, pinned=True)


@transaction.atomic
def unpin(discussion: Discussion, *, by: User, version: int) -> None:
    """Let a discussion fall into its place among the others."""
    _arrange(discussion, "unpin", by, version, pinned=False)


ARRANGEMENTS = {act.__name__: act for act in (lock, unlock, pin, unpin)}


def _arrange(discussion: Discussion, verb: str, by: User, version: int, **change) -> None:
    if discussion.community_id not in moderated_by(by):
        raise PermissionDenied
    here = Discussion.objects.filter(pk=discussion.pk, version=version)
    if not here.update(**change, version=F("version") + 1):
        raise ChangedMeanwhile
    place = discussion.community_id
    record(verb, "discussion", discussion.pk, by=by, about=discussion.starter, place=place)
