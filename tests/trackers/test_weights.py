"""Kilograms, pounds, stone: what was typed stays, and converting loses nothing."""

from fractions import Fraction
from random import Random

import pytest
from django.core.exceptions import ValidationError

from trackers.weights import MINUS, Unit, change, parse, shown


@pytest.mark.parametrize(
    ("typed", "unit", "shown"),
    [
        ("70.5", "kg", "70.5 kg"),
        ("70,5", "kg", "70.5 kg"),
        ("70", "kg", "70 kg"),
        ("70.25 kg", "kg", "70.25 kg"),
        ("  70.5\u00a0KG ", "kg", "70.5 kg"),
        ("155", "lb", "155 lb"),
        ("155.5lbs", "lb", "155.5 lb"),
        ("11 4", "st", "11 st 4 lb"),
        ("11st 4.5lb", "st", "11 st 4.5 lb"),
        ("11 st 4,5 lb", "st", "11 st 4.5 lb"),
        ("11", "st", "11 st 0 lb"),
        ("11st", "st", "11 st 0 lb"),
    ],
)
def test_it_is_shown_in_its_own_unit_as_it_was_typed(typed, unit, shown):
    assert parse(typed, unit).shown(unit) == shown


@pytest.mark.parametrize(
    ("typed", "unit", "elsewhere"),
    [
        ("70.5", "kg", {"lb": "155.4 lb", "st": "11 st 1.4 lb"}),
        ("155.5", "lb", {"kg": "70.5 kg", "st": "11 st 1.5 lb"}),
        ("11 4", "st", {"kg": "71.7 kg", "lb": "158.0 lb"}),
        ("70.25", "kg", {"lb": "154.9 lb"}),
        ("153.99", "lb", {"st": "11 st 0.0 lb"}),  # never 10 st 14.0 lb
    ],
)
def test_it_is_shown_in_another_unit_to_one_decimal(typed, unit, elsewhere):
    weight = parse(typed, unit)
    assert {other: weight.shown(other) for other in elsewhere} == elsewhere


def test_thousands_of_weights_go_to_other_units_and_back_without_drift():
    chance = Random(7)  # noqa: S311 - the same weights in every run
    for _ in range(3000):
        unit = chance.choice(list(Unit))
        if unit == Unit.ST:
            typed = f"{chance.randint(4, 60)} {chance.randint(0, 13)}.{chance.randint(0, 9)}"
        else:
            typed = f"{chance.randint(50, 390)}.{chance.randint(0, 99):02}"
        weight = parse(typed, unit)
        assert weight.typed == typed
        stones, _, rest = typed.rpartition(" ")
        exact = int(stones or 0) * 14 + Fraction(rest)
        assert weight.on_scale(unit) == exact
        assert weight.kg == weight.pounds * Fraction("0.45359237")
        for other in {Unit.KG, Unit.LB} - {unit}:
            read = Fraction(weight.shown(other).split()[0])
            assert abs(read - weight.on_scale(other)) <= Fraction("0.05")
        if unit != Unit.ST:
            stones, _, pounds = weight.shown(Unit.ST).removesuffix(" lb").partition(" st ")
            assert Fraction(pounds) < 14
            assert abs(int(stones) * 14 + Fraction(pounds) - weight.pounds) <= Fraction("0.05")


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("", "kg"),
        ("seventy", "kg"),
        ("70.555", "kg"),
        ("7e1", "kg"),
        ("-70", "kg"),
        ("+70", "kg"),
        ("70.5.1", "kg"),
        ("1,070", "kg"),
        ("nan", "kg"),
        ("inf", "lb"),
        ("11 4", "kg"),
        ("155 lb", "kg"),
        ("70 kg", "lb"),
        ("11.5", "st"),  # eleven stone five, or eleven and a half?
        ("11 4 2", "st"),
        ("\u0667\u0660", "kg"),
        ("\uff17\uff10.\uff15", "kg"),
        ("\u09ed\u09e6", "lb"),
        ("\u00b9\u00b9 \u2074", "st"),
    ],
)
def test_what_is_no_weight_is_refused_with_an_example(typed, unit):
    with pytest.raises(ValidationError, match="with the digits 0 to 9, like"):
        parse(typed, unit)


@pytest.mark.parametrize(
    ("typed", "unit"),
    [("19.99", "kg"), ("400.01", "kg"), ("0", "kg"), ("44", "lb"), ("882", "lb"), ("3 2", "st")],
)
def test_what_nobody_weighs_is_refused_with_the_bounds(typed, unit):
    with pytest.raises(ValidationError, match="We can keep weights from") as refusal:
        parse(typed, unit)
    bounds = {"kg": "20.0 kg to 400.0 kg", "lb": "44.1 lb to 881.8 lb", "st": "3 st 2.1 lb to"}
    assert bounds[unit] in refusal.value.message


@pytest.mark.parametrize(("typed", "unit"), [("20", "kg"), ("400", "kg"), ("881.8", "lb")])
def test_the_bounds_themselves_are_taken(typed, unit):
    assert parse(typed, unit)


def test_a_stone_has_fourteen_pounds():
    with pytest.raises(ValidationError, match="14 pounds"):
        parse("11 14", "st")


def test_changes_have_a_sign_and_no_minus_zero():
    assert change(Fraction("0.3"), "kg") == "+0.3 kg"
    assert change(Fraction("-1.9"), "kg") == f"{MINUS}1.9 kg"
    assert change(Fraction("-0.04"), "kg") == "0.0 kg"
    assert change(Fraction("1.5"), "st") == "+1.5 lb"
    assert shown(Fraction("70.25"), "kg") == "70.3 kg"
