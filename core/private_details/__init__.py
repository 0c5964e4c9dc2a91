"""Finds what says who somebody is: numbers, addresses, names. It only looks; she decides.

Each pattern is bounded in every direction, so that a text takes as long as it is long. What is
ambiguous by its shape, like seven digits, counts only beside a word that says what it is.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from .numbers import births, emails, numbers, phones
from .people import doctors, names
from .places import addresses


class Kind(StrEnum):
    """What a passage looks like."""

    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    NUMBER = "number"  # of a patient, an insured person, a citizen
    BIRTH = "birth"
    NAME = "name"
    DOCTOR = "doctor"


class Detail(NamedTuple):
    """A passage that may say who somebody is, and where it stands."""

    kind: Kind
    passage: str
    start: int
    end: int


def find(text: str) -> list[Detail]:
    """The private details in a text, in order, none inside another."""
    taken = bytearray(len(text))  # what a finder before it found is no other thing besides
    found = []
    for kind, finder in FINDERS:
        for start, end in finder(text):
            if not any(taken[start:end]):
                taken[start:end] = b"\x01" * (end - start)
                found.append(Detail(kind, text[start:end], start, end))
    return list(_joined(sorted(found, key=lambda one: one.start), text))


def _joined(found: list[Detail], text: str) -> Iterator[Detail]:
    """Street, town and postcode are one address."""
    last = None
    for one in found:
        if last and last.kind == one.kind == Kind.ADDRESS and _goes_on(text[last.end : one.start]):
            last = Detail(one.kind, text[last.start : one.end], last.start, one.end)
            continue
        if last:
            yield last
        last = one
    if last:
        yield last


def _goes_on(between: str) -> bool:
    return len(between) <= 40 and not re.search(r"[.!?;]\s", between)


FINDERS = (
    (Kind.EMAIL, emails),
    (Kind.BIRTH, births),
    (Kind.NUMBER, numbers),
    (Kind.ADDRESS, addresses),
    (Kind.PHONE, phones),
    (Kind.DOCTOR, doctors),
    (Kind.NAME, names),
)
