"""What changed between two revisions, section by section and word by word."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from .models import Revision
from .sections import Section, sections_of

SAME, ADDED, REMOVED, CHANGED = "same", "added", "removed", "changed"
WORD = re.compile(r"(\w+(?:['’-]\w+)*|[^\w\s])(\s*)")
LINE = re.compile(r"([^\n]+)(\n*)")
STRAY = 2  # words
EFFORT = 20_000_000  # pairs of words that one page may weigh; beyond, a paragraph changes whole

Piece = tuple[str, str]  # a word or a paragraph, and the space behind it


@dataclass
class Run:
    """Words that stand together, and whether they are the same, added or removed."""

    kind: str
    words: str


@dataclass
class Part:
    """One section, or one line above or below the text."""

    title: str
    kind: str
    runs: list[Run] = field(default_factory=list)


def differences(old: Revision, new: Revision) -> list[Part]:
    """All that readers see of two revisions, in the order in which they see it."""
    comparison = Comparison()
    return [
        comparison.line(_("Title"), old.title, new.title),
        comparison.line(_("Summary"), old.summary, new.summary),
        *comparison.sections(sections_of(old.body), sections_of(new.body)),
        comparison.line(_("Source"), old.source, new.source),
        comparison.line(_("Disclaimer"), old.disclaimer, new.disclaimer),
    ]


class Comparison:
    """Compares two texts; however long they are, it takes a moment and no more."""

    def __init__(self, effort: int = EFFORT):
        self.effort = effort

    def line(self, title: str, old: str, new: str) -> Part:
        """The two readings of a title, a summary, a source or a disclaimer."""
        runs = self.runs(old, new)
        return Part(title, CHANGED if changes(runs) else SAME, runs)

    def sections(self, old: Sequence[Section], new: Sequence[Section]) -> list[Part]:
        """Sections are the same when their address is; a removed one stands where it stood."""
        before = {section.anchor: section for section in old}
        after = {section.anchor for section in new}
        parts = {
            section.anchor: self.section(before.get(section.anchor), section) for section in new
        }
        order = list(parts)
        place = 0
        for section in old:
            if section.anchor in after:
                place = order.index(section.anchor) + 1
                continue
            parts[section.anchor] = Part(section.title, REMOVED, whole(REMOVED, section.text))
            order.insert(place, section.anchor)
            place += 1
        return [parts[anchor] for anchor in order]

    def section(self, old: Section | None, new: Section) -> Part:
        if old is None:
            return Part(new.title, ADDED, whole(ADDED, new.text))
        title = self.runs(old.title, new.title) if old.title != new.title else []
        runs = self.runs(old.text, new.text)
        if title:
            runs = [*title, Run(SAME, "\n\n"), *runs]
        return Part(new.title, CHANGED if changes(runs) else SAME, runs)

    def runs(self, old: str, new: str) -> list[Run]:
        """Paragraphs first; the words of those that were replaced one by one."""
        return joined(
            self._differences(LINE.findall(old.strip()), LINE.findall(new.strip()), self._words)
        )

    def _words(self, old: list[Piece], new: list[Piece]) -> list[Run]:
        runs = self._differences(WORD.findall(told(old)), WORD.findall(told(new)), replaced)
        return rephrased(joined(runs))

    def _differences(
        self,
        old: list[Piece],
        new: list[Piece],
        closer: Callable[[list[Piece], list[Piece]], list[Run]],
    ) -> list[Run]:
        """The way from old to new; where pieces were replaced, `closer` looks at them."""
        weight = len(old) * len(new)
        if weight > self.effort:
            return replaced(old, new)
        self.effort -= weight
        found: list[Run] = []
        matcher = SequenceMatcher(None, [piece for piece, _ in old], [piece for piece, _ in new])
        for verb, i, i_end, j, j_end in matcher.get_opcodes():
            if verb == "equal":
                found.append(Run(SAME, kept(old[i:i_end], new[j:j_end])))
            elif verb == "replace":
                found += closer(old[i:i_end], new[j:j_end])
            else:
                found += replaced(old[i:i_end], new[j:j_end])
        return found


def told(pieces: list[Piece]) -> str:
    return "".join(word + space for word, space in pieces)


def kept(old: list[Piece], new: list[Piece]) -> str:
    """The same words in both, with room behind them for what was there before."""
    pairs = zip(old, new, strict=True)
    return "".join(word + max(before, space, key=len) for (_, before), (word, space) in pairs)


def replaced(old: list[Piece], new: list[Piece]) -> list[Run]:
    return [*whole(REMOVED, told(old)), *whole(ADDED, told(new))]


def rephrased(runs: list[Run]) -> list[Run]:
    """A word or two that stayed inside a rewritten sentence are read as part of the change."""
    found: list[Run] = []
    old = new = ""
    for place, run in enumerate(runs, 1):
        stays = run.kind == SAME
        stray = stays and len(run.words.split()) <= STRAY and place < len(runs)
        if stays and not (stray and old and new):
            found += [*whole(REMOVED, old), *whole(ADDED, new), run]
            old = new = ""
            continue
        old += run.words if run.kind != ADDED else ""
        new += run.words if run.kind != REMOVED else ""
    return [*found, *whole(REMOVED, old), *whole(ADDED, new)]


def whole(kind: str, text: str) -> list[Run]:
    return [Run(kind, text)] if text.strip() else []


def changes(runs: list[Run]) -> bool:
    return any(run.kind != SAME for run in runs)


def joined(runs: list[Run]) -> list[Run]:
    """Neighbours of one kind are one run: nobody wants to hear "added" for every word."""
    found: list[Run] = []
    for run in runs:
        if found and found[-1].kind == run.kind:
            found[-1] = Run(run.kind, found[-1].words + run.words)
        else:
            found.append(run)
    return found
