"""The file of a post: opened when a person should look at it."""

from django.db.models import F

from core import clock

from .models import PROMISE, Post, Priority, Report, ReviewItem

MOST_WORDS = 4000  # characters that one person's reports of one text may have together
PRIORITIES = {
    Report.Reason.WORRIED: Priority.DANGER,
    Report.Reason.PRIVATE_DETAILS: Priority.HARM,
    Report.Reason.UNKIND: Priority.HARM,
    Report.HELD: Priority.HELD,
    Report.EDITED: Priority.HELD,
    Report.LOOK_AFTER: Priority.LOOK_AFTER,
}


def put_before_moderators(
    post: Post, reason: str, *, by=None, words: str = "", origin: str = ""
) -> Report:
    """Open the file of this post, or add to it; called inside the transaction of the cause.

    The same report sent again adds its words, and no news: it disturbs nobody who is deciding.
    """
    priority = PRIORITIES.get(reason, Priority.RULES)
    now = clock.now()
    item, made = ReviewItem.objects.get_or_create(
        post=post,
        defaults={
            "community_id": post.discussion.community_id,
            "subject_id": post.author_id,
            "priority": priority,
            "opened_at": now,
            "due_at": now + PROMISE[priority],
        },
    )
    about = {"by": by, "seen_version": post.version, "reason": reason, "origin": origin}
    same = Report.objects.filter(item=item, **about).first()
    if not made and (same is None or same.outcome):
        _reopen(item.pk, priority)
    if same is None:
        return Report.objects.create(item=item, **about, words=words, seen_text=post.text)
    if words not in same.words:
        same.words = f"{same.words}\n\n{words}".strip()[:MOST_WORDS]
    same.outcome = ""
    same.save(update_fields=["outcome", "words"])
    return same


def _reopen(pk: int, priority: Priority) -> None:
    """What is new in a file makes a decision of before outdated, so the version moves."""
    now = clock.now()
    due = now + PROMISE[priority]
    item = ReviewItem.objects.select_for_update(no_key=True).get(pk=pk)
    if not item.open:
        item.open, item.priority, item.opened_at, item.due_at = True, priority, now, due
    item.priority = min(item.priority, priority)
    item.due_at = min(item.due_at, due)
    item.version = F("version") + 1
    item.save(update_fields=["open", "priority", "opened_at", "due_at", "version"])
