"""How the moderators' pages put things: why a file waits, and when it is due."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..models import Report, ReviewItem

register = template.Library()

WORDS = dict(Report.Reason.choices) | {
    Report.Reason.WORRIED: gettext_lazy("Worried about this person"),
    "off_topic": gettext_lazy("Belongs elsewhere"),
    Report.HELD: gettext_lazy("Waits to be published"),
    Report.LOOK_AFTER: gettext_lazy("A newcomer’s post"),
}
LOOKS = {
    Report.Reason.WORRIED: ("life-buoy", "care"),
    Report.HELD: ("clock", "warn"),
    Report.LOOK_AFTER: ("user-round", "voice"),
}
REPORTED = ("flag", "bad")


@dataclass
class Because:
    """One reason, in words, and how it looks in a list."""

    words: str
    icon: str
    css: str
    count: int = 1

    def __str__(self) -> str:
        return str(self.words)


@register.filter
def because(reason: str, count: int = 1) -> Because:
    """The words and the look of a reason."""
    icon, css = LOOKS.get(reason, REPORTED)
    return Because(WORDS.get(reason, reason), icon, css, count)


@register.filter
def why(item: ReviewItem) -> list[Because]:
    """Why this file waits, each reason once; a file decided before waits for what is new."""
    reports = item.reports.all()
    new = [report for report in reports if not report.outcome] or reports
    counts = Counter(report.reason for report in new)
    return [because(reason, counts[reason]) for reason in WORDS if reason in counts]


@register.filter
def is_late(moment: datetime) -> bool:
    return moment < timezone.now()


@register.filter
def due(moment: datetime) -> str:
    """Due in 20 min, late by 2 hours."""
    left = moment - timezone.now()
    if left < timedelta():
        return _("late by %(time)s") % {"time": _span(-left)}
    return _("due in %(time)s") % {"time": _span(left)}


def _span(time: timedelta) -> str:
    minutes = int(time.total_seconds() // 60) or 1
    if minutes < 60:
        return ngettext("%(count)d min", "%(count)d min", minutes) % {"count": minutes}
    hours = minutes // 60
    if hours < 48:
        return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
    return ngettext("%(count)d day", "%(count)d days", hours // 24) % {"count": hours // 24}
