"""What somebody typed, as the words to look for. Nothing she types is ever part of a query."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from .wording import WORD, Wording, words_of

LONGEST = 200  # characters that are read
MOST = 12  # words
BEGUN = 4  # so many letters of the last word can stand for what begins with them
PIECES = re.compile(rf'"([^"]*)"|({WORD.pattern})')
LITTLE = frozenset(  # words that say nothing by themselves; PostgreSQL leaves them out, too
    "a about after again all am an and any are as at be because been before being but by can"
    " d did do does doing don down during each few for from further had has have having he"
    " here hers him his how i if in into is it its just ll m me more most my myself no nor not"
    " now of off on once only or other our ours out over own re s same she should so some such"
    " t than that the their theirs them then there these they this those through to too under"
    " until up ve very was we were what when where which while who whom why will with you your"
    " yours".split()
)


@dataclass(frozen=True)
class Saying:
    """One way to say it."""

    words: tuple[str, ...]
    together: bool = True  # in this order, one behind the other
    begun: bool = False  # the last word may go on


@dataclass(frozen=True)
class Asked:
    """All of these must be there, each in one of its ways."""

    parts: tuple[tuple[Saying, ...], ...] = ()
    also: tuple[str, ...] = field(default=())  # other words for it that are looked for, too

    def __bool__(self) -> bool:
        return bool(self.parts)

    @property
    def sayings(self) -> list[Saying]:
        return [saying for part in self.parts for saying in part]

    def any(self) -> "Asked":
        """It is enough if one of these is there."""
        return Asked((tuple(self.sayings),), self.also) if self.parts else self

    def as_query(self, one: Callable[[Saying], str], conj: str, disj: str) -> str:
        """In the language of a database, which says how one saying is written."""
        parts = (f"({disj.join(map(one, part))})" for part in self.parts)
        return conj.join(parts)


def ask(typed: str, wording: Wording) -> Asked:
    """Words, "words one behind the other", a or b in one OR the other, the last one begun."""
    typed = unicodedata.normalize("NFC", typed[:LONGEST])
    typed = typed.replace("“", '"').replace("”", '"')
    parts: list[tuple[Saying, ...]] = []
    also: list[str] = []
    run: list[str] = []
    for phrase, word in PIECES.findall(typed):
        if word:
            run.append(word)
            continue
        _take(run, wording, parts, also)
        if words := words_of(phrase)[:MOST]:
            parts.append((Saying(words),))
    begun = bool(run) and WORD.search(typed[-1:]) is not None
    _take(run, wording, parts, also, begun=begun)
    return Asked(tuple(parts[:MOST]), tuple(dict.fromkeys(also)))


def _take(run, wording, parts, also, *, begun: bool = False) -> None:
    """Turn a run of plain words into parts, with the other words that people use for them."""
    last, either, at = len(run), False, 0
    while at < last:
        if run[at] == "OR" and parts and at + 1 < last:
            either, at = True, at + 1
            continue
        length, others = wording.longest(run[at:])
        words = words_of(" ".join(run[at : at + length]))
        if others:
            part = (Saying(words, together=False), *(Saying(words_of(one)) for one in others))
            also += others
        else:
            part = _plain(words, wording, begun=begun and at + 1 == last)
        if part:
            parts[-1:] = [parts[-1] + part] if either else [*parts[-1:], part]
        either, at = False, at + length
    run.clear()


def _plain(words: tuple[str, ...], wording: Wording, *, begun: bool) -> tuple[Saying, ...]:
    word = words[0]
    if word in LITTLE:
        return ()
    goes_on = begun and len(word) >= BEGUN and word not in wording.vocabulary
    return (Saying(words, begun=goes_on),)
