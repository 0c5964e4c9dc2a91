"""A weight as somebody typed it, and what it is in other units.

The typed number stays as it is with its unit. Converting is exact, with fractions, and rounded
once, for showing: going to pounds and back changes nothing.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

POUND = Fraction("0.45359237")  # kilograms, by definition
STONE = 14  # pounds
LEAST, MOST = 20, 400  # kilograms that a person can weigh
MINUS = "\u2212"


class Unit(models.TextChoices):
    KG = "kg", gettext_lazy("Kilograms (kg)")
    LB = "lb", gettext_lazy("Pounds (lb)")
    ST = "st", gettext_lazy("Stone and pounds (st)")


# Only the digits 0 to 9, with a point or a comma.
DIGITS = r"([0-9]{1,3}(?:[.,][0-9]{1,2})?)"
TYPED = {
    Unit.KG: re.compile(rf"{DIGITS} ?(?:kgs?)?", re.IGNORECASE),
    Unit.LB: re.compile(rf"{DIGITS} ?(?:lbs?)?", re.IGNORECASE),
    Unit.ST: re.compile(
        r"([0-9]{1,2})(?: ?st(?: ?([0-9]{1,2}(?:[.,][0-9]{1,2})?) ?(?:lbs?)?)?"
        r"| ([0-9]{1,2}(?:[.,][0-9]{1,2})?) ?(?:lbs?)?)?",
        re.IGNORECASE,
    ),
}


@dataclass(frozen=True)
class Weight:
    """The number or numbers as typed, like 70.5 or 11 4.5, and their unit."""

    typed: str
    unit: str

    @property
    def kg(self) -> Fraction:
        if self.unit == Unit.KG:
            return Fraction(self.typed)
        return self.pounds * POUND

    @property
    def pounds(self) -> Fraction:
        if self.unit == Unit.KG:
            return Fraction(self.typed) / POUND
        if self.unit == Unit.LB:
            return Fraction(self.typed)
        stones, _, pounds = self.typed.partition(" ")
        return int(stones) * STONE + Fraction(pounds or 0)

    def on_scale(self, unit: str) -> Fraction:
        """The place on an axis: kilograms, or pounds also where stone are shown."""
        return self.kg if unit == Unit.KG else self.pounds

    def shown(self, unit: str) -> str:
        """In its own unit as it was typed; in another to one decimal."""
        if unit != self.unit:
            return shown(self.on_scale(unit), unit)
        if unit == Unit.ST:
            stones, _, pounds = self.typed.partition(" ")
            return f"{stones} st {pounds or 0} lb"
        return f"{self.typed} {unit}"


def parse(text: str, unit: str) -> Weight:
    """What somebody typed, if a person can weigh that; else a sentence that helps."""
    words = " ".join(text.split())
    found = TYPED[Unit(unit)].fullmatch(words)
    if not found:
        raise ValidationError(_not_a_weight(unit), code="invalid")
    typed = " ".join(part for part in found.groups() if part).replace(",", ".")
    weight = Weight(typed, unit)
    if unit == Unit.ST and Fraction(typed.partition(" ")[2] or 0) >= STONE:
        raise ValidationError(_("A stone has 14 pounds, so the pounds go up to 13.9."))
    if not LEAST <= weight.kg <= MOST:
        raise ValidationError(
            _("We can keep weights from %(least)s to %(most)s. Please look at the number again.")
            % {
                "least": shown(Weight(str(LEAST), Unit.KG).on_scale(unit), unit),
                "most": shown(Weight(str(MOST), Unit.KG).on_scale(unit), unit),
            }
        )
    return weight


def _not_a_weight(unit: str) -> str:
    if unit == Unit.ST:
        return _("Please write stone and pounds with the digits 0 to 9, like 11 4 or 11st 4.5lb.")
    example = "70.5" if unit == Unit.KG else "155.5"
    return _(
        "Please write the weight as one number with the digits 0 to 9, like %(example)s, and "
        "choose its unit beside it."
    ) % {"example": example}


def tenths(number: Fraction) -> str:
    """One decimal, halves going up: 70.25 is 70.3."""
    whole, rest = divmod(int(abs(number) * 10 + Fraction(1, 2)), 10)
    return f"{whole}.{rest}"


def shown(number: Fraction, unit: str) -> str:
    """A place on the scale of a unit, in words."""
    if unit != Unit.ST:
        return f"{tenths(number)} {unit}"
    stones, rest = divmod(int(number * 10 + Fraction(1, 2)), STONE * 10)
    return f"{stones} st {rest // 10}.{rest % 10} lb"


def change(number: Fraction, unit: str) -> str:
    """How much more or less, in kilograms or pounds."""
    size = tenths(number)
    sign = "" if size == "0.0" else "+" if number > 0 else MINUS
    return f"{sign}{size} {Unit.KG if unit == Unit.KG else Unit.LB}"
