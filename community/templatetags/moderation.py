"""How the moderators' pages put things: why a file waits, and when it is due."""

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
    Report.EDITED: gettext_lazy("Changed by its author"),
}
LOOKS = {
    Report.Reason.WORRIED: ("life-buoy", "care"),
    Report.HELD: ("clock", "warn"),
    Report.LOOK_AFTER: ("user-round", "voice"),
    Report.EDITED: ("pencil", "warn"),
}
REPORTED = ("flag", "bad")


@dataclass
class Because:
    """A reason in words, how it looks in a list, and the reports that give it."""

    words: str
    icon: str
    css: str
    reports: list[Report]

    def __str__(self) -> str:
        return self.words


@register.filter
def because(reason: str, reports: list[Report] | None = None) -> Because:
    return Because(str(WORDS.get(reason, reason)), *LOOKS.get(reason, REPORTED), reports or [])


@register.filter
def why(item: ReviewItem) -> list[Because]:
    """Why this file waits, each reason once; of a closed file, why it was open."""
    return _grouped(
        [report for report in item.reports.all() if not report.outcome]
    ) or decided_before(item)


@register.filter
def decided_before(item: ReviewItem) -> list[Because]:
    """What was reported before and has been decided."""
    return _grouped([report for report in item.reports.all() if report.outcome])


def _grouped(reports: list[Report]) -> list[Because]:
    found = {report.reason for report in reports}
    return [
        because(reason, [report for report in reports if report.reason == reason])
        for reason in WORDS
        if reason in found
    ]


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
