"""What is sealed opens where it was sealed, with the keys on the ring, and nowhere else."""

from base64 import b64encode
from secrets import token_bytes

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env
from core.sealed import CannotOpen, key_number, seal, unseal

HERE = ("trackers_entry", 1, "a")


def other_key(*taken: bytes) -> bytes:
    numbers = {key_number(key) for key in taken}
    return next(
        key for key in iter(lambda: token_bytes(32), b"") if key_number(key) not in numbers
    )


def test_it_opens_for_its_own_place():
    value = {"weight": ["70.5", "kg"], "note": "Ingwertee, größer als ☕"}
    assert unseal(seal(value, *HERE), *HERE) == value


@pytest.mark.parametrize(
    "place", [("trackers_entry", 2, "a"), ("trackers_tracker", 1, "a"), ("trackers_entry", 1, "b")]
)
def test_moved_to_another_owner_table_or_row_it_does_not_open(place):
    with pytest.raises(CannotOpen) as refusal:
        unseal(seal("70.5 kg", *HERE), *place)
    assert refusal.value.__cause__ is None
    assert refusal.value.__suppress_context__


def test_changed_by_one_bit_or_cut_it_does_not_open():
    whole = seal("70.5 kg", *HERE)
    for n in range(len(whole)):
        broken = whole[:n] + bytes([whole[n] ^ 1]) + whole[n + 1 :]
        with pytest.raises(CannotOpen):
            unseal(broken, *HERE)
        with pytest.raises(CannotOpen):
            unseal(whole[:n], *HERE)


def test_the_same_words_never_look_the_same_and_short_ones_are_as_long():
    assert len({seal("70.5", *HERE) for _ in range(50)}) == 50
    assert len(seal("7", *HERE)) == len(seal("a note of some words", *HERE))


def test_the_first_key_seals_and_all_of_them_open(settings):
    [old] = settings.SEALING_KEYS
    before = seal("then", *HERE)
    new = other_key(old)
    settings.SEALING_KEYS = [new, old]
    now = seal("now", *HERE)
    assert (before[:1], now[:1]) == (key_number(old), key_number(new))
    assert (unseal(before, *HERE), unseal(now, *HERE)) == ("then", "now")
    settings.SEALING_KEYS = [new]  # a number stays with its key, wherever that stands
    assert unseal(now, *HERE) == "now"
    with pytest.raises(CannotOpen):
        unseal(before, *HERE)


def written(*keys: bytes) -> str:
    return ", ".join(b64encode(key).decode() for key in keys)


def test_keys_are_read_with_commas():
    one = token_bytes(32)
    two = other_key(one)
    assert env.keys("SEALING_KEYS", written(one, two)) == [one, two]


@pytest.mark.parametrize(
    "ring", ["not base64!", written(b"too short"), written(b"1" * 32, b"1" * 32), "A,,"]
)
def test_keys_that_are_none_are_refused_and_not_repeated(ring):
    with pytest.raises(ImproperlyConfigured, match="SEALING_KEYS") as refusal:
        env.keys("SEALING_KEYS", ring)
    assert ring not in str(refusal.value)
