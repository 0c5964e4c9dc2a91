import re
from datetime import date, timedelta
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core import clock
from core.fields import WordsField
from core.text import clean_line

from .weights import Unit, parse

EARLIEST = date(1900, 1, 1)
EASTMOST = timedelta(hours=14)  # there the day begins before it does anywhere else
LONGEST_NOTE = 300

ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
DOTS = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})")
SLASHES = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
UNREADABLE = _("Please write the date like 2026-11-22: year, month, day.")


def today_anywhere() -> date:
    """The latest day that has begun somewhere: in the east it is tomorrow already."""
    return (clock.now() + EASTMOST).date()


def day_of(text: str) -> date:
    """A day as people write it, if it can be read in one way only."""
    try:
        if found := ISO.fullmatch(text):
            return date(*map(int, found.groups()))
        if found := DOTS.fullmatch(text):
            return date(*map(int, reversed(found.groups())))
        if found := SLASHES.fullmatch(text):
            return _with_slashes(*map(int, found.groups()))
    except ValueError:
        raise ValidationError(_("There is no such day. Please look at the date again.")) from None
    raise ValidationError(UNREADABLE)


def _with_slashes(first: int, second: int, year: int) -> date:
    """22/11/2026 or 11/22/2026, and not 3/4/2026, which is another day in other countries."""
    if max(first, second) <= 12 and first != second:
        raise ValidationError(
            _("This date can be read in two ways. Please write it like 2026-11-22.")
        )
    return date(year, first, second) if second > 12 else date(year, second, first)


class DayField(forms.CharField):
    """One day that has begun, not before 1900."""

    widget = forms.DateInput(attrs={"type": "date", "class": "w-m", "autocomplete": "off"})

    def clean(self, value) -> date:
        day = day_of(" ".join(super().clean(value).split()))
        if day > today_anywhere():
            raise ValidationError(_("This day has not come yet. Please choose today or earlier."))
        if day < EARLIEST:
            raise ValidationError(_("Please choose a day after 1900."))
        return day


class EntryForm(forms.Form):
    """A weight, the unit it is in, its day, and a note."""

    value = forms.CharField(
        label=_("Weight"),
        max_length=40,
        help_text=_("With a point or a comma. Stone and pounds have a space between them."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "w-m"}),
        error_messages={"required": _("Please write down a weight.")},
    )
    unit = forms.ChoiceField(
        label=_("Unit"), choices=Unit, widget=forms.Select(attrs={"class": "w-m"})
    )
    date = DayField(
        label=_("Date"),
        help_text=_("Like 2026-11-22. Any day up to today."),
        max_length=40,
        error_messages={"required": _("Please choose a day.")},
    )
    note = WordsField(
        label=_("Note"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    key = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, unit: str = Unit.KG, **kwargs):
        kwargs["initial"] = {
            "key": uuid4(),
            "unit": unit,
            "date": clock.now().date().isoformat(),
        } | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        if self.is_bound and "unit" not in self.data:
            self.data = self.data.copy()
            self.data["unit"] = unit
        if self.is_bound and not ISO.fullmatch(self.data.get("date", "")):
            # A date box would show nothing of what she typed.
            self.fields["date"].widget.input_type = "text"

    def clean_note(self) -> str:
        return clean_line(self.cleaned_data["note"])

    def clean_key(self) -> UUID:
        """A form without a key that can be read is an entry of its own."""
        try:
            return UUID(self.cleaned_data["key"])
        except ValueError:
            return uuid4()

    def clean(self) -> dict:
        data = super().clean()
        if data.get("unit") and data.get("value"):
            try:
                data["weight"] = parse(data["value"], data["unit"])
            except ValidationError as problem:
                self.add_error("value", problem)
        return data

    def words(self) -> dict:
        data = self.cleaned_data
        return {"weight": data["weight"], "on": data["date"], "note": data["note"]}

    def with_new_key(self) -> "EntryForm":
        """The same words in a form that may be saved as an entry of its own."""
        self.data = self.data.copy()
        self.data["key"] = str(uuid4())
        return self


class SettingsForm(forms.Form):
    """The unit she likes to see, and the range she calls usual."""

    unit = forms.ChoiceField(
        label=_("Show weights in"), choices=Unit, widget=forms.Select(attrs={"class": "w-m"})
    )
    low = forms.CharField(
        label=_("Usual range, from"),
        required=False,
        max_length=40,
        help_text=_("In the unit above. Leave both empty for no range."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "w-m"}),
    )
    high = forms.CharField(
        label=_("Usual range, to"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "w-m"}),
    )

    def clean(self) -> dict:
        data = super().clean()
        ends = {name: data.get(name) for name in ("low", "high")}
        for name, words in ends.items():
            if not words and any(ends.values()):
                self.add_error(name, _("A range needs both ends. Leave both empty for none."))
            elif words and data.get("unit"):
                try:
                    data[name] = parse(words, data["unit"])
                except ValidationError as problem:
                    self.add_error(name, problem)
        if not self.errors and all(ends.values()) and data["low"].kg >= data["high"].kg:
            self.add_error("high", _("This end should be the higher one."))
        return data

    @property
    def usual(self):
        data = self.cleaned_data
        return (data["low"], data["high"]) if data["low"] else None
