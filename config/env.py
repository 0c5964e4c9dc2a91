"""Values from the environment; what is missing or malformed is named in the complaint."""

import os
from base64 import b64decode
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from core import sealed

KEY = 32  # bytes


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool) -> bool:
    value = text(name).lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}")


def number(name: str, default: int) -> int:
    value = text(name)
    try:
        return int(value) if value else default
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}") from None


def words(name: str, default: str = "") -> list[str]:
    """A list written with commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def keys(name: str, written: str) -> list[bytes]:
    """Keys of 32 bytes in base64, written with commas. The complaint repeats none of them."""
    try:
        found = [b64decode(word.strip(), validate=True) for word in written.split(",")]
    except ValueError:
        found = []
    if not found or {len(key) for key in found} != {KEY}:
        raise ImproperlyConfigured(f"{name} must be keys of {KEY} bytes in base64, with commas")
    if len({sealed.key_number(key) for key in found}) < len(found):
        raise ImproperlyConfigured(f"Two keys of {name} have one number: please make another")
    return found


def postgresql(url: str) -> dict:
    """The settings of one PostgreSQL database, from postgresql://user:password@host:port/name."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            "DATABASE_URL must be postgresql://user:password@host:port/name"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def smtp(url: str) -> dict:
    """The options of one SMTP server, from smtp://user:password@host:port.

    With a user name the connection is encrypted before it is given; smtps:// encrypts it from the
    first byte on.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured("EMAIL_URL must be smtp://user:password@host:port")
    options = {"host": parts.hostname, "port": parts.port or 25, "timeout": 20}
    if parts.username:
        options |= {"username": unquote(parts.username), "password": unquote(parts.password or "")}
        options |= {"use_tls": True, "port": parts.port or 587}
    if parts.scheme == "smtps":
        options |= {"use_tls": False, "use_ssl": True, "port": parts.port or 465}
    return options
