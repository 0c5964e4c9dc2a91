"""A form that asks once whether private details are meant to be there, and never asks why."""

from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .private_details import Detail, Kind, find

LOOKS_LIKE = {
    Kind.PHONE: gettext_lazy("a telephone number"),
    Kind.EMAIL: gettext_lazy("an e-mail address"),
    Kind.ADDRESS: gettext_lazy("where somebody lives"),
    Kind.NUMBER: gettext_lazy("a hospital or insurance number"),
    Kind.BIRTH: gettext_lazy("a full date of birth"),
    Kind.NAME: gettext_lazy("somebody’s full name"),
    Kind.DOCTOR: gettext_lazy("the name of a doctor"),
}


class NudgedForm(forms.Form):
    """Comes back once with the private details it found; sent again, it goes through.

    `kept` holds short digests of what she was asked about, so that only new details are asked
    about. It travels with the form and is not stored; neither is what was found. The question
    comes alone: beside errors, a preview or a log-in she might never meet it.
    """

    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    nudged_fields: tuple[str, ...] = ("body",)
    saves = False  # is what she wrote saved, or is it posted?
    asks_now = True  # does nothing else come first, such as a log-in?

    def nudged(self) -> tuple[str, ...]:
        """The fields whose words others will read."""
        return tuple(name for name in self.nudged_fields if name in self.cleaned_data)

    def is_valid(self) -> bool:
        return super().is_valid() and not self.found

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        take_out = set(self.data.get(self.add_prefix("take_out"), "").split())
        kept = set(data.get("kept", "").split())
        found = {}
        for name in self.nudged():
            if take_out:
                self._put(name, without(data[name], take_out))
            found[name] = [one for one in find(data[name]) if digest(one) not in kept]
        self.found = {name: details for name, details in found.items() if details}
        if self.nudges:
            self._ask(kept)
        return data

    @property
    def told(self) -> list[tuple[str, str]]:
        """What was found and not yet kept, and what it looks like."""
        found = getattr(self, "found", {}).values()
        return looks_of(one for details in found for one in details)

    @property
    def nudges(self) -> list[tuple[str, str]]:
        """What she is asked about now: all that was found, if nothing else comes with it."""
        alone = self.asks_now and not self.errors and "preview" not in self.data
        return self.told if alone else []

    @property
    def to_take_out(self) -> str:
        """What one button takes out: all that this note shows, and nothing else."""
        return " ".join(digest(one) for details in self.found.values() for one in details)

    def _put(self, name: str, words: str) -> None:
        """Her words as they will be sent also stand in the field if the form comes back."""
        if words != self.cleaned_data[name]:
            self.cleaned_data[name] = words
            self._fill(name, words)

    def _fill(self, name: str, words: str) -> None:
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_prefix(name)] = words
        self.data = data

    def _ask(self, kept: set[str]) -> None:
        shown = kept | set(self.to_take_out.split())
        self._fill("kept", " ".join(sorted(shown)))
        for name in self.found:
            describe(self[name], "nudge")


def describe(field: forms.BoundField, by: str) -> None:
    """Let a note on the page describe a box, beside what describes it already."""
    attrs = field.field.widget.attrs
    before = attrs.get("aria-describedby") or field.aria_describedby or ""
    attrs["aria-describedby"] = f"{before} {by}".strip()


def looks_of(found: Iterable[Detail]) -> list[tuple[str, str]]:
    """Each passage once, with the words that say what it looks like."""
    looks = _("This looks like %(what)s:")
    return list({one.passage: looks % {"what": LOOKS_LIKE[one.kind]} for one in found}.items())


def digest(one: Detail) -> str:
    """A short name for a passage: the same words are the same detail wherever they stand."""
    words = " ".join(one.passage.casefold().split())
    return blake2b(words.encode(), digest_size=6).hexdigest()


def digests(text: str) -> str:
    """All that stands in a text already, in the way `kept` remembers it."""
    return " ".join(digest(one) for one in find(text))


def without(text: str, digests: set[str]) -> str:
    """The text with these details taken out; what stood there stays to be seen."""
    for one in reversed(find(text)):
        if digest(one) in digests:
            text = f"{text[: one.start]}{_('[removed]')}{text[one.end :]}"
    return text
