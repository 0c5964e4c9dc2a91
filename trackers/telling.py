"""What the chart says, in sentences: with figures, or without any."""

from dataclasses import dataclass

from django.utils.dateformat import format as dateformat
from django.utils.translation import gettext as _

from core import clock

from .models import Entry
from .weights import Weight, change


@dataclass(frozen=True)
class Fact:
    """One line of the summary: what it is about, and the words for it."""

    about: str
    words: str
    good: bool = False


def day(date) -> str:
    """30 August, and the year if it is not this one."""
    return dateformat(date, "j F" if date.year == clock.now().year else "j F Y")


def story(entries: list[Entry], unit: str, usual, *, numbers: bool) -> str:
    """From the first to the last of these entries, in one or two sentences."""
    told = _only(entries[0], unit, numbers) if len(entries) == 1 else _way(entries, unit, numbers)
    return f"{told} {where(entries[-1].weight, usual)}".strip()


def _only(entry: Entry, unit: str, numbers: bool) -> str:
    words = {"day": day(entry.date), "weight": entry.weight.shown(unit)}
    return _("%(day)s: %(weight)s.") % words if numbers else _("One entry, on %(day)s.") % words


def _way(entries: list[Entry], unit: str, numbers: bool) -> str:
    first, last = entries[0], entries[-1]
    words = {"day": day(first.date)}
    if numbers:
        words |= {"first": first.weight.shown(unit), "last": last.weight.shown(unit)}
        way = _("Since %(day)s: from %(first)s to %(last)s") % words
    else:
        way = f"{_('Since %(day)s:') % words} {direction(first.weight, last.weight)}"
    return ", ".join([way, *_turns(entries, unit, numbers)]) + "."


def _turns(entries: list[Entry], unit: str, numbers: bool) -> list[str]:
    """The lowest and the highest, where they are neither the first nor the last."""
    first, last = entries[0].weight.kg, entries[-1].weight.kg
    low, high = (pick(entries, key=lambda one: one.weight.kg) for pick in (min, max))
    found = []
    if low.weight.kg < min(first, last):
        lowest = _("lowest %(weight)s on %(day)s") if numbers else _("lowest on %(day)s")
        found.append(lowest % {"weight": low.weight.shown(unit), "day": day(low.date)})
    if high.weight.kg > max(first, last):
        highest = _("highest %(weight)s on %(day)s") if numbers else _("highest on %(day)s")
        found.append(highest % {"weight": high.weight.shown(unit), "day": day(high.date)})
    return found


def where(weight: Weight, usual: tuple[Weight, Weight] | None) -> str:
    """Inside, below or above her usual range; nothing if she has set none."""
    if not usual:
        return ""
    if weight.kg < usual[0].kg:
        return _("Below your usual range.")
    if weight.kg > usual[1].kg:
        return _("Above your usual range.")
    return _("Inside your usual range.")


def direction(before: Weight, now: Weight) -> str:
    if now.kg == before.kg:
        return _("the same")
    return _("higher") if now.kg > before.kg else _("lower")


def since(before: Weight, now: Weight, unit: str, *, numbers: bool) -> str:
    """What changed from one weight to another, in a figure or in a word."""
    if not numbers:
        return direction(before, now)
    return change(now.on_scale(unit) - before.on_scale(unit), unit)


def facts(entries: list[Entry], unit: str, usual, *, numbers: bool) -> list[Fact]:
    """The few things one looks for first."""
    first, last = entries[0], entries[-1]
    found = [Fact(day(last.date), last.weight.shown(unit))] if numbers else []
    if len(entries) > 1:
        change = since(first.weight, last.weight, unit, numbers=numbers)
        found.append(Fact(_("since %(day)s") % {"day": day(first.date)}, change))
    if usual:
        inside = usual[0].kg <= last.weight.kg <= usual[1].kg
        below = last.weight.kg < usual[0].kg
        words = _("Inside") if inside else _("Below") if below else _("Above")
        found.append(Fact(_("usual range"), words, inside))
    return found
