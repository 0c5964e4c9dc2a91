"""The look's small pieces: icon, picture of a member, time as people say it, parts of a form."""

from datetime import datetime, timedelta
from functools import cache

from django import template
from django.forms import BaseForm, BoundField, Field, PasswordInput
from django.templatetags.static import static
from django.utils import timezone
from django.utils.dateformat import format as dateformat
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..nudging import NudgedForm, describe

register = template.Library()

AVATARS = frozenset("boat door flower hills leaf moon shell stones sun wave".split())
AVATAR_SIZES = {"s": "ava s", "m": "ava", "l": "ava l"}
STILL_HOURS = timedelta(hours=12)  # longer ago than this, yesterday is "yesterday"
WEEKDAY_SPEAKS = 6  # days; a day later the same weekday would be misread


@register.simple_tag
@cache
def icon(name: str, css: str = "") -> SafeString:
    """A small outline drawing; it stands beside words and says nothing by itself."""
    drawing = '<svg class="{}" aria-hidden="true"><use href="{}#i-{}"/></svg>'
    return format_html(drawing, f"i {css}".strip(), static("img/sprite.svg"), name)


@register.simple_tag
@cache
def avatar(name: str, size: str = "m") -> SafeString:
    """The drawn picture of a member. The name always stands beside it."""
    return format_html(
        '<svg class="{}" viewBox="0 0 40 40" aria-hidden="true"><use href="{}#a-{}"/></svg>',
        AVATAR_SIZES[size],
        static("img/sprite.svg"),
        name if name in AVATARS else "anon",
    )


@register.filter
def ago(moment: datetime | None) -> str:
    """12 min ago, yesterday, Tuesday, 9.02 am, and then the date."""
    if not moment:
        return ""
    now, local = timezone.localtime(), timezone.localtime(moment)
    passed, days = now - local, (now.date() - local.date()).days
    if passed < timedelta(minutes=1):
        return _("just now")
    if passed < timedelta(hours=1):
        return _("%(count)d min ago") % {"count": passed.seconds // 60}
    if passed < STILL_HOURS or days == 0:
        hours = passed.seconds // 3600
        return ngettext("%(count)d hour ago", "%(count)d hours ago", hours) % {"count": hours}
    if days == 1:
        return _("yesterday")
    if days <= WEEKDAY_SPEAKS:
        day = {"day": dateformat(local, "l"), "clock": _clock(local)}
        return _("%(day)s, %(clock)s") % day
    return dateformat(local, "M j, Y")


@register.filter
def since(moment: datetime) -> str:
    """As `ago`, with the hour where a day is named: yesterday at 9.40 pm."""
    now, local = timezone.localtime(), timezone.localtime(moment)
    days = (now.date() - local.date()).days
    if now - local < STILL_HOURS or days == 0 or days > WEEKDAY_SPEAKS:
        return ago(moment)
    day = _("yesterday") if days == 1 else dateformat(local, "l")
    return _("%(day)s at %(clock)s") % {"day": day, "clock": _clock(local)}


def _clock(local: datetime) -> str:
    half = _("am") if local.hour < 12 else _("pm")
    return f"{dateformat(local, 'g.i')} {half}"


@register.simple_tag(name="time")
def time_tag(moment: datetime | None) -> SafeString | str:
    """How long ago, with the full day and time for those who ask for it."""
    if not moment:
        return ""
    local = timezone.localtime(moment)
    full = f"{dateformat(local, 'j F Y')}, {_clock(local)}"
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        local.isoformat("T", "minutes"),
        full,
        ago(moment),
    )


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The box to write or choose in. Its label says what it is for, so no placeholder does."""
    css = f"in {field.field.widget.attrs.get('class', '')}".strip()
    return field.as_widget(attrs={"class": css, "placeholder": False})


@register.simple_tag
def rename(field: BoundField, words: str, help_text: str = "") -> str:
    """Call a field of a form that others made by our own words, there and in the summary."""
    field.label, field.help_text = words, help_text
    return ""


@register.simple_tag(takes_context=True)
def first_word(context) -> str:
    """What the title of a page begins with when what was sent did not go through."""
    form = context.get("form")
    sent_in_vain = context.get("log_in_first") and getattr(form, "is_bound", False)
    if sent_in_vain or context.get("refusal") or context.get("earlier"):
        return _("Not sent:") + " "
    if getattr(form, "errors", None):
        return _("Problem:") + " "
    if getattr(form, "nudges", None):
        return (_("Not saved yet:") if form.saves else _("Not posted yet:")) + " "
    return ""


@register.simple_tag
def describe_words(form: NudgedForm, by: str) -> str:
    """A note above the form describes the boxes of her words, so that it is not missed."""
    for name in form.nudged_fields:
        describe(form[name], by)
    return ""


@register.filter
def attention(form: BaseForm) -> str:
    """How many things a person has to look at before we can take what she wrote."""
    count = sum(len(problems) for problems in form.errors.values())
    if count == 2:
        return _("Two things need your attention")
    return ngettext(
        "One thing needs your attention", "%(count)d things need your attention", count
    ) % {"count": count}


@register.filter
def named(error: str, field: BoundField) -> str:
    """The words at the field, with its name in front where they do not say which one."""
    unspecific = error == Field.default_error_messages["required"]
    return f"{field.label}: {error}" if unspecific else error


@register.filter
def has_password(form: BaseForm) -> bool:
    """Does the form ask for a password? The page never gives one back."""
    return any(isinstance(field.widget, PasswordInput) for field in form.fields.values())
