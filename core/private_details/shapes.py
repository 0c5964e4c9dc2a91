"""The one way in which a pattern is looked for."""

import re
from collections.abc import Callable, Iterator

Spans = Iterator[tuple[int, int]]


def finder_of(*patterns: str, flags: int = 0) -> Callable[[str], Spans]:
    """A finder of plain shapes; where a pattern has a group `it`, only that is found."""
    compiled = [re.compile(pattern, flags) for pattern in patterns]

    def finder(text: str) -> Spans:
        for pattern in compiled:
            yield from (match.span(part_of(pattern)) for match in pattern.finditer(text))

    return finder


def part_of(pattern: re.Pattern[str]) -> str | int:
    return "it" if "it" in pattern.groupindex else 0
