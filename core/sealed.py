"""Private text is sealed before it reaches the database, and opened for its owner alone.

The keys live outside of the database. A sealed value begins with the number of its key, and opens
only where it was sealed: for this table, this owner, this row.
"""

import json
from functools import cache
from hashlib import sha256
from secrets import token_bytes
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE = 12  # bytes
STEP = 64  # bytes: sealed values come in few lengths, so that length tells little


class CannotOpen(Exception):
    """No key we have opens this, or it was sealed for another place."""


def seal(value: Any, *place: object) -> bytes:
    """Seal what JSON can hold, for one place: table, owner, row."""
    number = key_number(settings.SEALING_KEYS[0])
    text = json.dumps(value, ensure_ascii=False).encode()
    text += b" " * (-len(text) % STEP)
    nonce = token_bytes(NONCE)
    return number + nonce + _ring()[number].encrypt(nonce, text, _named(place))


def unseal(sealed: bytes | memoryview, *place: object) -> Any:
    """Open what was sealed for this place."""
    found = bytes(sealed)
    number, nonce, rest = found[:1], found[1 : 1 + NONCE], found[1 + NONCE :]
    try:
        return json.loads(_ring()[number].decrypt(nonce, rest, _named(place)))
    except (KeyError, InvalidTag, ValueError):
        # What could not be opened is in none of these words, nor in the chain behind them.
        raise CannotOpen from None


def key_number(key: bytes) -> bytes:
    """One byte that stays with a key, wherever it stands on the ring."""
    return sha256(b"key number" + key).digest()[:1]


def _ring() -> dict[bytes, AESGCM]:
    return _ring_of(tuple(settings.SEALING_KEYS))


@cache
def _ring_of(keys: tuple[bytes, ...]) -> dict[bytes, AESGCM]:
    return {key_number(key): AESGCM(key) for key in keys}


def _named(place: tuple) -> bytes:
    return json.dumps([str(part) for part in place]).encode()
