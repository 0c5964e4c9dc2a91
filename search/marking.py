"""The passage of a text that has the words, cut out and marked."""

import re
from typing import NamedTuple

from .asking import Asked

LENGTH = 220  # characters
BEFORE = 50  # characters in front of the first mark
ENDINGS = re.compile(r"(?:ings?|ed|ies|es|s|y|e)$")
MOST_MARKS = 200  # places of one text that are compared


class Piece(NamedTuple):
    text: str
    marked: bool = False


def passage(text: str, asked: Asked) -> list[Piece]:
    """The part of a text in which most of the words stand close together."""
    pattern = pattern_of(asked)
    found = []
    for match in pattern.finditer(text):
        found.append(match)
        if len(found) == MOST_MARKS:
            break
    start = max(_best(found) - BEFORE, 0) if found else 0
    if start:
        start = text.find(" ", start) + 1
    end = start + LENGTH
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + LENGTH // 2)
    shown = ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
    return marked(shown, asked)


def marked(text: str, asked: Asked) -> list[Piece]:
    """A text in pieces, those with the words marked."""
    pieces, at = [], 0
    for match in pattern_of(asked).finditer(text):
        pieces += [Piece(text[at : match.start()]), Piece(match[0], marked=True)]
        at = match.end()
    return [piece for piece in [*pieces, Piece(text[at:])] if piece.text]


def pattern_of(asked: Asked) -> re.Pattern:
    """What is marked: the words with their endings, sayings of several words as one."""
    sayings = {
        r"\W{1,3}".join(_root(word) for word in words)
        for saying in asked.sayings
        for words in ([saying.words] if saying.together else [(word,) for word in saying.words])
    }
    either = "|".join(sorted(sayings, key=len, reverse=True)) or "(?!)"
    return re.compile(rf"\b(?:{either})\b", re.IGNORECASE)


def _root(word: str) -> str:
    if len(word) < 4:
        return re.escape(word) + "s?"
    return re.escape(ENDINGS.sub("", word)) + r"\w{0,5}"


def _best(found: list[re.Match]) -> int:
    """Where the passage begins that has most different words."""
    best, most = found[0].start(), 0
    for n, first in enumerate(found):
        near = {
            one[0].lower()[:5] for one in found[n:] if one.end() - first.start() < LENGTH - BEFORE
        }
        if len(near) > most:
            best, most = first.start(), len(near)
    return best
