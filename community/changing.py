"""What authors do with what they wrote: change it, take it back, and undo that."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F

from accounts.models import User, one_at_a_time
from core import clock
from core.text import RENDERER, render

from .appearing import sight_changed
from .drafting import place_of, sent
from .filing import put_before_moderators
from .models import UNDO, Discussion, Post, PostText, Report, ReviewItem
from .posting import (
    ChangedMeanwhile,
    follow_the_opening,
    recount,
    refuse_waiting,
)
from .screening import is_held, is_newcomer

SILENT = timedelta(minutes=5)  # long enough to mend a slip before anybody has read it
KEPT = timedelta(days=30)  # how long a withdrawn text is there for an open report
HELD, PUBLISHED, SENT_BACK = Post.State.HELD, Post.State.PUBLISHED, Post.State.SENT_BACK
HIDDEN, WITHDRAWN = Post.State.HIDDEN, Post.State.WITHDRAWN
HERS = {HELD, PUBLISHED, SENT_BACK, HIDDEN}  # states in which the author may still act


@transaction.atomic
def edit(
    post: Post, *, by: User, text: str, version: int, content_notes: int | None = None
) -> Post:
    """Change what one wrote. The old words stay in the history, save in the first five minutes.

    Where posts of this author wait for a moderator, her change waits too, and the old words stay
    public; only cutting something out is always done at once, because it mends privacy. What it
    may be hard to read for never waits either. Raises ChangedMeanwhile, and ValidationError for a
    text that cannot be shown.
    """
    by = one_at_a_time(by)  # her draft is not saved meanwhile
    discussion, post = _locked(post, by)
    if post.version != version or post.state not in HERS:
        raise ChangedMeanwhile
    sent(text, by=by, place=place_of(post))
    if content_notes is not None:
        note(post, content_notes)
    waiting = PostText.objects.filter(post=post, state=PostText.State.WAITING)
    if text == post.text:
        waiting.delete()
        return post
    newcomer = is_newcomer(by)
    held = is_held(by, discussion.community, newcomer=newcomer)
    if post.state == PUBLISHED and held and not only_cuts(post.text, text):
        PostText.objects.update_or_create(
            post=post, state=PostText.State.WAITING, defaults={"text": text, "at": clock.now()}
        )
        post.version += 1  # who has the change before this one open must not publish this one
        post.save(update_fields=["version"])
        put_before_moderators(post, Report.EDITED)
        return post
    apply_text(post, text, silently=_is_silent(post))
    if post.state in {HELD, SENT_BACK}:
        Post.objects.filter(pk=post.pk).update(state=HELD, state_at=clock.now())
        put_before_moderators(post, Report.HELD)
    elif post.state == HIDDEN or held or newcomer:
        put_before_moderators(post, Report.EDITED)
    return post


def note(post: Post, content_notes: int) -> None:
    """Say what a post, whose row is locked, may be hard to read for.

    A discussion carries the notes of its opening post.
    """
    if post.content_notes == content_notes:
        return
    post.content_notes = content_notes
    post.save(update_fields=["content_notes"])
    if post.is_opening:
        Discussion.objects.filter(pk=post.discussion_id).update(content_notes=content_notes)
    sight_changed(post)


def apply_text(post: Post, text: str, *, silently: bool = False) -> None:
    """Put other words into a post whose row is locked; the old ones go into its history."""
    if not silently:
        PostText.objects.create(post=post, text=post.text, at=post.edited_at or post.created_at)
        post.edited_at = clock.now()
    PostText.objects.filter(post=post, state=PostText.State.WAITING).delete()
    post.text, post.html, post.renderer = text, render(text), RENDERER
    post.version += 1
    post.save(update_fields=["text", "html", "renderer", "edited_at", "version"])
    _drop_quotes_of(post)
    sight_changed(post)


def _drop_quotes_of(post: Post) -> None:
    """What its author cut out of a post is not to be read in a quote of it either."""
    words = " ".join(post.text.split())
    for answer in Post.objects.filter(answers=post).exclude(quote="").only("quote"):
        if answer.quote not in words:
            Post.objects.filter(pk=answer.pk).update(quote="")


def _locked(post: Post, by: User) -> tuple[Discussion, Post]:
    discussion = Discussion.objects.select_for_update(no_key=True).get(pk=post.discussion_id)
    post = Post.objects.select_for_update(no_key=True).get(pk=post.pk)
    if post.author_id != by.pk:
        raise PermissionDenied
    post.discussion = discussion
    return discussion, post


def only_cuts(old: str, new: str) -> bool:
    """Are all words of the new text, in their order, words of the old one?"""
    words = iter(old.split())
    return all(word in words for word in new.split())


def _is_silent(post: Post) -> bool:
    """Within five minutes, and before anybody answered it, reported it or was called by it."""
    if post.state != PUBLISHED:
        return False
    seen = (
        post.answered_by.exists()
        or post.mentions.exists()  # whom it called has been told of these words
        or Report.objects.filter(item__post=post, reason__in=Report.Reason.values).exists()
    )
    published = post.published_at or post.created_at
    return clock.now() - published <= SILENT and not seen


@transaction.atomic
def withdraw(post: Post, *, by: User, version: int) -> None:
    """Take a post back; for a day it can be undone. Raises ChangedMeanwhile."""
    discussion, post = _locked(post, by)
    if post.version != version or post.state not in HERS:
        raise ChangedMeanwhile
    _move(post, WITHDRAWN, before=post.state)
    refuse_waiting(post)
    _close_unless_reported(post)
    if post.is_opening and not discussion.reply_count:
        follow_the_opening(discussion, WITHDRAWN)
    recount(discussion)
    sight_changed(post)


@transaction.atomic
def undo_withdrawal(post: Post, *, by: User, version: int) -> None:
    """Put a withdrawn post back where it was, within a day. Raises ChangedMeanwhile."""
    discussion, post = _locked(post, by)
    if post.version != version or not can_undo(post):
        raise ChangedMeanwhile
    state = post.before
    _move(post, state, before="")
    if state == HELD:
        put_before_moderators(post, Report.HELD)
    elif ReviewItem.objects.filter(post=post).exists():
        put_before_moderators(post, Report.EDITED)  # nothing escapes by going and coming back
    if post.is_opening:
        follow_the_opening(discussion, state)
    recount(discussion)
    sight_changed(post)


def can_undo(post: Post) -> bool:
    return post.state == WITHDRAWN and clock.now() - post.state_at <= UNDO


def _move(post: Post, target: str, *, before: str) -> None:
    post.state, post.before, post.state_at = target, before, clock.now()
    post.version += 1
    post.save(update_fields=["state", "before", "state_at", "version"])


def _close_unless_reported(post: Post) -> None:
    """What only the house wanted read needs no reading; what a person reported still does."""
    reported = Report.objects.filter(
        item__post=post, outcome="", reason__in=Report.Reason.values
    ).exists()
    if not reported:
        ReviewItem.objects.filter(post=post, open=True).update(
            open=False, outcome="withdrawn", closed_at=clock.now(), version=F("version") + 1
        )


def blank_withdrawn() -> int:
    """Empty the texts of posts withdrawn a month ago; their place and dates stay. How many."""
    due = Post.objects.filter(
        state=WITHDRAWN, state_at__lt=clock.now() - KEPT, item__open=False
    ) | Post.objects.filter(state=WITHDRAWN, state_at__lt=clock.now() - KEPT, item=None)
    pks = list(due.exclude(text="").values_list("pk", flat=True))
    with transaction.atomic():
        PostText.objects.filter(post__in=pks).delete()
        Report.objects.filter(item__post__in=pks).update(seen_text="")
        Post.objects.filter(answers__in=pks).update(quote="")
        return Post.objects.filter(pk__in=pks).update(text="", html="", quote="")
