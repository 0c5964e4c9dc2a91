"""What a notice is about is known to the app that has it; each says which kinds are its own.

The page and the letters both ask here what this reader may see now. What nobody owns, or its owner
does not give back, is not shown and not sent.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from .models import Notice, User


@dataclass(frozen=True)
class Thing:
    """What a notice leads to, as far as this reader may see it."""

    title: str
    address: str
    content_notes: int = 0  # a mask over ContentNote
    verb: str = ""  # of a decision: what was done


Owner = Callable[[User, list[Notice]], Mapping[int, Thing]]  # by the notice's own number
_owners: dict[str, Owner] = {}


def own(owner: Owner, *kinds: Notice.Kind) -> None:
    """From now on this app says what notices of these kinds are about."""
    _owners.update(dict.fromkeys(kinds, owner))


def things_of(user: User, notices: Iterable[Notice]) -> dict[int, Thing]:
    """What this reader may see now of all these; each owner is asked once."""
    asked: dict[Owner, list[Notice]] = {}
    for notice in notices:
        if owner := _owners.get(notice.kind):
            asked.setdefault(owner, []).append(notice)
    found: dict[int, Thing] = {}
    for owner, hers in asked.items():
        found |= owner(user, hers)
    return found
