"""What time it is. Only the demo loader and tests set it, to tell what happened earlier."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    return _told.get() or timezone.now()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let everything inside happen at this moment."""
    token = _told.set(moment)
    try:
        yield
    finally:
        _told.reset(token)
