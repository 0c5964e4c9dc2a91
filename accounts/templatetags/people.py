from datetime import timedelta

from django import template
from django.db.models import OuterRef, Subquery
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
    if not request.user.is_authenticated:
        return {}
    unseen = Notice.objects.visible_to(request.user).unseen().filter(kind=Notice.Kind.DECISION)
    notice = unseen.filter(number=OuterRef("pk")).values("pk")[:1]
    decided = LogEntry.objects.filter(pk__in=unseen.values("number")).select_related("actor")
    entries = decided.annotate(notice=Subquery(notice)).order_by("pk")[:MOST]
    return {"notes": entries, "request": request}
