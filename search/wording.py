"""The other words that people use for a thing, and how words are spelled."""

import difflib
import re
from dataclasses import dataclass, field

WORD = re.compile(r"[^\W_]+")
LONGEST = 5  # words of one expression
NEAR_ENOUGH = 0.78
SHORTEST = 4  # letters of a word whose spelling can be guessed


def words_of(text: str) -> tuple[str, ...]:
    return tuple(WORD.findall(text.lower()))


@dataclass(frozen=True)
class Wording:
    """Groups of expressions that mean the same, under each of them."""

    others: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    vocabulary: frozenset[str] = frozenset()

    @classmethod
    def of(cls, groups: list[list[str]], more: list[str]) -> "Wording":
        """From groups of expressions, and from further words that are spelled right."""
        others: dict[tuple[str, ...], tuple[str, ...]] = {}
        for group in groups:
            for said in group:
                rest = [one for one in group if words_of(one) != words_of(said)]
                others[words_of(said)] = (*others.get(words_of(said), ()), *rest)
        right = [
            word
            for text in [*more, *(one for g in groups for one in g)]
            for word in words_of(text)
        ]
        return cls(others, frozenset(right))

    def longest(self, run: list[str]) -> tuple[int, tuple[str, ...]]:
        """How many of the first words are one expression, and what else is said for it."""
        for length in range(min(LONGEST, len(run)), 0, -1):
            if others := self.others.get(words_of(" ".join(run[:length]))):
                return length, others
        return 1, ()

    def spelled(self, typed: str) -> str:
        """The same with slips of spelling mended; empty if there is nothing to mend."""
        mended = WORD.sub(lambda found: self._right(found[0]), typed)
        return mended if mended != typed else ""

    def _right(self, word: str) -> str:
        plain = word.lower()
        if len(plain) < SHORTEST or plain in self.vocabulary:
            return word
        near = [one for one in self.vocabulary if one[0] == plain[0] and len(one) >= SHORTEST]
        return next(iter(difflib.get_close_matches(plain, sorted(near), 1, NEAR_ENOUGH)), word)
