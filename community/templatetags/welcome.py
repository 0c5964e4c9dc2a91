"""How the welcomers' board says how long somebody waits, and for how long she is taken."""

from datetime import datetime, timedelta

from django import template
from django.utils.timesince import timesince, timeuntil

from accounts.models.content_note import notes_in
from core import clock

from ..models import Post
from ..welcoming import late

register = template.Library()
register.filter(late)


@register.filter
def waited(opened_at: datetime) -> str:
    """3 hours, 2 days."""
    return timesince(opened_at, clock.now(), depth=1)


@register.filter
def left(until: datetime) -> str:
    """19 minutes."""
    return timeuntil(until, clock.now(), depth=1)


@register.filter
def span(time: timedelta) -> str:
    """A length of time in words."""
    now = clock.now()
    return timesince(now - time, now, depth=1)


@register.filter
def notes_folded(post: Post, folded: int) -> list[str]:
    """The content notes for which this reader wants to be asked before she reads."""
    return [str(note.label) for note in notes_in(post.content_notes & folded)]
