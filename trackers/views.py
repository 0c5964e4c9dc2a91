"""Each page is its owner's alone; what belongs to another does not exist."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from core import clock

from . import recording, telling
from .charting import chart
from .exporting import table
from .forms import EntryForm, SettingsForm
from .models import Entry, Tracker
from .weights import Unit

PAGE = 25  # entries in the table
PERIODS = {
    "4w": (timedelta(weeks=4), gettext_lazy("4 weeks")),
    "12w": (timedelta(weeks=12), gettext_lazy("12 weeks")),
    "year": (timedelta(days=366), gettext_lazy("1 year")),
    "all": (None, gettext_lazy("All")),
}
private = sensitive_post_parameters("value", "note", "low", "high")


@dataclass(frozen=True)
class Look:
    """How she wants to see it: which weeks, and whether with numbers. It stays with every link."""

    show: str
    numbers: bool

    @classmethod
    def asked(cls, request: HttpRequest) -> "Look":
        show = request.GET.get("show", "")
        return cls(show if show in PERIODS else "12w", request.GET.get("numbers") != "off")

    def query(self, **other) -> str:
        look = {"show": self.show, "numbers": self.numbers} | other
        words = {"show": look["show"]} if look["show"] != "12w" else {}
        words |= {} if look["numbers"] else {"numbers": "off"}
        return f"?{urlencode(words)}" if words else ""

    @property
    def page(self) -> str:
        return reverse("trackers:weight") + self.query()

    @property
    def other_numbers(self) -> str:
        return reverse("trackers:weight") + self.query(numbers=not self.numbers)

    @property
    def periods(self) -> list[tuple]:
        here = reverse("trackers:weight")
        return [
            (words, here + self.query(show=code), code == self.show)
            for code, (_, words) in PERIODS.items()
        ]


def trackers(request: HttpRequest) -> HttpResponse:
    """What one can keep an eye on here."""
    return render(request, "trackers/trackers.html", {"section": "trackers"})


@private
def weight(request: HttpRequest) -> HttpResponse:
    """The Weight Tracker: chart, entries, and the form for a new one."""
    look = Look.asked(request)
    if not request.user.is_authenticated:
        return _log_in_first(request, look)
    tracker = her_tracker(request)
    unit = tracker.unit if tracker else Unit.KG
    if request.method != "POST":
        return _weight(request, tracker, look, EntryForm(unit=unit))
    form = EntryForm(request.POST, unit=unit)
    if not form.is_valid():
        return _weight(request, tracker, look, form, status=422)
    try:
        recording.record(request.user, key=form.cleaned_data["key"], **form.words())
    except recording.RecordedBefore:
        return _weight(request, tracker, look, form.with_new_key(), status=409, before=True)
    except recording.TooMany:
        return _weight(request, tracker, look, form, status=409, full=True)
    messages.success(request, _("Your entry is saved."))
    return redirect(look.page)


def _log_in_first(request: HttpRequest, look: Look) -> HttpResponse:
    """It is private; and what somebody typed whose log-in ended meanwhile is kept."""
    form = EntryForm(request.POST) if request.method == "POST" else None
    context = {"form": form, "here": request.get_full_path(), "look": look}
    context |= {"section": "trackers"}
    return render(request, "trackers/private.html", context, status=401 if form else 200)


def her_tracker(request: HttpRequest) -> Tracker | None:
    return Tracker.objects.visible_to(request.user).filter(slug=Tracker.Slug.WEIGHT).first()


def _weight(request, tracker, look: Look, form, status: int = 200, **more) -> HttpResponse:
    entries = list(tracker.entries.latest_first()) if tracker else []
    closed = [one for one in entries if not one.opens]
    entries = [one for one in entries if one.opens]
    shown = _within(entries, look)
    context = {"tracker": tracker, "look": look, "form": form, "section": "trackers", **more}
    context |= {"count": len(entries), "closed": len(closed)}
    if shown:
        context |= _told(tracker, shown, look)
        # Each with the one before it, which may lie outside of the period.
        pairs = list(zip(shown, [*entries[1:], None], strict=False))
        context["page"] = page = Paginator(pairs, PAGE).get_page(request.GET.get("page"))
        context["rows"] = [_row(*pair, tracker.unit, look) for pair in page]
    if tracker and (usual := tracker.usual):
        context["usual"] = [one.shown(tracker.unit) for one in usual]
    return render(request, "trackers/weight.html", context, status=status)


def _within(entries: list[Entry], look: Look) -> list[Entry]:
    length, _ = PERIODS[look.show]
    if length is None:
        return entries
    start = clock.now().date() - length
    return [one for one in entries if one.date >= start]


def _told(tracker: Tracker, shown: list[Entry], look: Look) -> dict:
    """The chart and its story, which run from the earliest to the latest."""
    onwards, usual = shown[::-1], tracker.usual
    return {
        "chart": chart(onwards, tracker.unit, usual),
        "story": telling.story(onwards, tracker.unit, usual, numbers=look.numbers),
        "facts": telling.facts(onwards, tracker.unit, usual, numbers=look.numbers),
        "since": onwards[0].date,
        "until": onwards[-1].date,
        "first": telling.day(onwards[0].date),
        "last": telling.day(onwards[-1].date),
    }


def _row(one: Entry, before: Entry | None, unit: str, look: Look) -> dict:
    """A row of the table: an entry, and what changed since the one before."""
    change = telling.since(before.weight, one.weight, unit, numbers=look.numbers) if before else ""
    weight = one.weight.shown(unit) if look.numbers else ""
    return {"entry": one, "day": telling.day(one.date), "weight": weight, "change": change}


@private
def entry(request: HttpRequest, key) -> HttpResponse:
    """Put an entry right."""
    look = Look.asked(request)
    if not request.user.is_authenticated and request.method == "POST":
        return _log_in_first(request, look)
    return _entry(request, look, key)


@login_required
def _entry(request: HttpRequest, look: Look, key) -> HttpResponse:
    here = _her_entry(request, key)
    if request.method == "POST":
        form = EntryForm(request.POST, unit=here.tracker.unit)
        if form.is_valid():
            recording.correct(here, **form.words())
            messages.success(request, _("Your entry is changed."))
            return redirect(look.page)
    else:
        form = EntryForm(initial=_typed(here))
    context = {"entry": here, "day": telling.day(here.date), "form": form, "look": look}
    context |= {"section": "trackers"}
    status = 422 if form.errors else 200
    return render(request, "trackers/entry.html", context, status=status)


def _her_entry(request: HttpRequest, key) -> Entry:
    entries = Entry.objects.visible_to(request.user).planned("tracker")
    return get_object_or_404(entries, tracker__slug=Tracker.Slug.WEIGHT, key=key)


def _typed(here: Entry) -> dict:
    if not here.opens:
        return {"date": here.date.isoformat(), "unit": here.tracker.unit}
    words = {"value": here.weight.typed, "unit": here.weight.unit, "note": here.note}
    return words | {"date": here.date.isoformat()}


@login_required
def delete(request: HttpRequest, key) -> HttpResponse:
    """Delete an entry, after asking once."""
    look, here = Look.asked(request), _her_entry(request, key)
    if request.method == "POST":
        recording.remove(here)
        messages.success(request, _("Your entry is deleted."))
        return redirect(look.page)
    context = {"entry": here, "day": telling.day(here.date), "look": look, "section": "trackers"}
    if here.opens:
        context["weight"] = here.weight.shown(here.weight.unit)
    return render(request, "trackers/delete.html", context)


@private
@login_required
def settings(request: HttpRequest) -> HttpResponse:
    """The unit she likes to see, and her usual range."""
    look, tracker = Look.asked(request), her_tracker(request)
    if request.method == "POST":
        form = SettingsForm(request.POST)
        if form.is_valid():
            recording.settle(request.user, unit=form.cleaned_data["unit"], usual=form.usual)
            messages.success(request, _("Your settings are saved."))
            return redirect(look.page)
    else:
        form = SettingsForm(initial=_settings(tracker))
    status = 422 if form.errors else 200
    context = {"form": form, "look": look, "section": "trackers"}
    return render(request, "trackers/settings.html", context, status=status)


def _settings(tracker: Tracker | None) -> dict:
    if tracker is None:
        return {"unit": Unit.KG}
    usual = tracker.usual
    if not usual:
        return {"unit": tracker.unit}
    low, high = usual
    return {"unit": low.unit, "low": low.typed, "high": high.typed}


@login_required
def export(request: HttpRequest) -> HttpResponse:
    """All her entries as a file for a spreadsheet."""
    tracker = her_tracker(request)
    entries = tracker.entries.latest_first().reverse() if tracker else []
    page = table(one for one in entries if one.opens)
    response = HttpResponse(page, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="weight.csv"'
    return response
