from datetime import timedelta

from django import template
from django.utils import timezone

from ..models import LogEntry, Notice

register = template.Library()
MOST = 5  # notes above one page
FIRST_DAYS = timedelta(days=30)  # so long others can see that somebody is new here


@register.filter
def joined_lately(member) -> bool:
    """Is this person new here, so that others answer a little more gently?"""
    return bool(member) and member.date_joined > timezone.now() - FIRST_DAYS


@register.inclusion_tag("accounts/_notes.html", takes_context=True)
def notes_to_me(context) -> dict:
    """The decisions about what this reader wrote that she has not put away yet."""
    request = context["request"]
    notices = Notice.objects.visible_to(request.user).unseen().order_by("pk")
    by_entry = {notice.number: notice for notice in notices[:MOST]}
    if not by_entry:
        return {}
    entries = LogEntry.objects.filter(pk__in=by_entry).select_related("actor").order_by("pk")
    return {"notes": [(by_entry[entry.pk], entry) for entry in entries], "request": request}
