"""The other words that people use for a thing, and how words are spelled."""

import difflib
import re
from dataclasses import dataclass, field

WORD = re.compile(r"[^\W_]+")
LONGEST = 5  # words of one expression
NEAR_ENOUGH = 0.8
SHORTEST = 5  # letters of a word whose spelling can be guessed


def words_of(text: str) -> tuple[str, ...]:
    return tuple(WORD.findall(text.lower()))


@dataclass(frozen=True)
class Wording:
    """Groups of expressions that mean the same, under each of them."""

    others: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    vocabulary: frozenset[str] = frozenset()  # words that stand somewhere, slips among them
    right: tuple[str, ...] = ()  # words that can be offered for a slip

    @classmethod
    def of(cls, groups: list[list[str]], titles: list[str]) -> "Wording":
        """From groups of expressions, the proper one first, and from titles."""
        others: dict[tuple[str, ...], tuple[str, ...]] = {}
        groups = [[one for one in group if words_of(one)] for group in groups]
        for group in groups:
            for said in group:
                rest = {words_of(one): one for one in (*others.get(words_of(said), ()), *group)}
                rest.pop(words_of(said), None)
                others[words_of(said)] = tuple(rest.values())
        proper = {
            word for text in [*titles, *(g[0] for g in groups if g)] for word in words_of(text)
        }
        known = {word for group in groups for one in group for word in words_of(one)}
        right = sorted(word for word in proper if len(word) >= SHORTEST)
        return cls(others, frozenset(proper | known), tuple(right))

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
        near = [one for one in self.right if one[0] == plain[0]]
        return next(iter(difflib.get_close_matches(plain, near, 1, NEAR_ENOUGH)), word)
