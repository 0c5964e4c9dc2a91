"""Where things stand in the chart: per cent from the left and from the top, for a drawn SVG."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from django.utils.dateformat import format as dateformat

from .models import Entry
from .weights import STONE, Unit, Weight

TOP, HEIGHT = 8, 78  # per cent: above the plot stand words, below it dates
LEFT, WIDTH = 1, 97  # per cent: rings need a little room on both sides
MOST_LINES = 5  # across the chart
MOST_RINGS = 60  # more of them would hide the line
MOST_DAYS = 7  # dates below the chart
MONTHS = timedelta(days=300)  # from this length on, dates are months
STEPS = [Fraction(step) for step in ("0.5", "1", "2", "5", "10", "20", "50", "100", "200")]
STONE_STEPS = [Fraction(pounds) for pounds in (1, 2, 7, 14, 28, 70, 140, 280)]


@dataclass(frozen=True)
class Mark:
    """A place in the chart, and the words that stand there."""

    x: str
    y: str
    words: str = ""
    side: str = "middle"
    css: str = ""


@dataclass(frozen=True)
class Band:
    y: str
    height: str
    bottom: str


@dataclass(frozen=True)
class Chart:
    line: str  # points of a polyline, 0 to 100 both ways
    rings: list[Mark]
    last: Mark
    across: list[Mark]
    days: list[Mark]
    band: Band | None


def chart(entries: list[Entry], unit: str, usual: tuple[Weight, Weight] | None) -> Chart:
    """The chart of some entries, which come from the earliest to the latest."""
    values = [entry.weight.on_scale(unit) for entry in entries]
    ends = [weight.on_scale(unit) for weight in usual or ()]
    low, high, step = _scale([*values, *ends], STONE_STEPS if unit == Unit.ST else STEPS)

    def down(value: Fraction) -> Fraction:
        return (high - value) / (high - low)

    first, length = entries[0].date, (entries[-1].date - entries[0].date).days
    places = [
        (Fraction((entry.date - first).days, length) if length else Fraction(1, 2), down(value))
        for entry, value in zip(entries, values, strict=True)
    ]
    marks = [Mark(_x(right), _y(below)) for right, below in places]
    lines = [low + n * step for n in range(int((high - low) / step) + 1)]
    return Chart(
        line=" ".join(
            f"{float(right * 100):.2f},{float(below * 100):.2f}" for right, below in places
        ),
        rings=marks[:-1] if len(marks) <= MOST_RINGS else [],
        last=Mark(marks[-1].x, marks[-1].y, entries[-1].weight.shown(unit), _side(places[-1][0])),
        across=[Mark("0%", _y(down(value)), _on_axis(value, unit)) for value in lines],
        days=_days(first, length),
        band=_band(ends, down) if ends else None,
    )


def _scale(values: list[Fraction], steps: list[Fraction]) -> tuple[Fraction, Fraction, Fraction]:
    """The lowest and highest line, and the step from line to line."""
    for step in steps:
        low, high = min(values) // step * step, -(-max(values) // step) * step
        high += step if low == high else 0
        if (high - low) / step < MOST_LINES:
            break
    return low, high, step


def _band(ends: list[Fraction], down: Callable[[Fraction], Fraction]) -> Band:
    low, high = ends
    height = (down(low) - down(high)) * HEIGHT
    return Band(_y(down(high)), f"{float(height):.2f}%", _y(down(low)))


def _days(first: date, length: int) -> list[Mark]:
    count = min(MOST_DAYS, length + 1)
    if count == 1:
        return [Mark("50%", "100%", dateformat(first, "j M"))]
    found = []
    for n in range(count):
        right = Fraction(n, count - 1)
        day = first + timedelta(days=round(right * length))
        words = dateformat(day, "M Y" if timedelta(days=length) > MONTHS else "j M")
        if n in {0, count - 1}:
            found.append(Mark("100%" if n else "0%", "100%", words, "end" if n else "start"))
        else:
            found.append(Mark(_x(right), "100%", words, css="mid odd" if n % 2 else "mid"))
    return found


def _on_axis(value: Fraction, unit: str) -> str:
    if unit == Unit.ST:
        stones, pounds = divmod(int(value), STONE)
        return f"{stones} st {pounds}" if pounds else f"{stones} st"
    return f"{float(value):g}"


def _side(right: Fraction) -> str:
    return "middle" if right == Fraction(1, 2) else "end"


def _x(right: Fraction) -> str:
    return f"{float(LEFT + right * WIDTH):.2f}%"


def _y(below: Fraction) -> str:
    return f"{float(TOP + below * HEIGHT):.2f}%"
