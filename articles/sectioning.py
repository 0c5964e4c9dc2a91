"""The sections of an article follow its live text, so that discussions can point to them."""

import re
from hashlib import sha256

from core.text import excerpt

from .models import Article, Revision, Section
from .sections import Section as Part

OPENING = 300  # characters of its text that stand beside a discussion about it
# A number keeps the signs inside it: 1.5 is not 15, and 5 % is not 5.
WORD = re.compile(r"\d+(?:[.,:/–-]\d+)*|[^\W\d_]+|[%<>±°]")


def keep_sections(article: Article, revision: Revision, parts: list[Part]) -> None:
    """Every heading of the live text is a section; one that was there before stays the same.

    The same by its address, or else by its words: an editor may give it another heading. Called in
    the transaction that puts the revision live, by who holds the lock on the article.
    """
    before = {one.anchor: one for one in article.sections.all()}
    titled = _titled(article, parts)
    lost = [one for anchor, one in before.items() if anchor not in {p.anchor for p in titled}]
    for position, part in enumerate(titled):
        section = before.get(part.anchor) or _with_the_words_of(part, lost)
        _keep(section or Section(article=article), revision, part, position)
    gone = [one.pk for one in lost if one.position is not None]
    article.sections.filter(pk__in=gone).update(position=None)


def _titled(article: Article, parts: list[Part]) -> list[Part]:
    """Only the library is talked about by the section."""
    in_library = article.place == Article.Place.LIBRARY
    return [part for part in parts if part.title and in_library]


def _with_the_words_of(part: Part, lost: list[Section]) -> Section | None:
    """The section that lost its heading and has these very words; it is found once only."""
    if not WORD.search(part.text):
        return None
    digest = digest_of(part.text)
    found = next((one for one in lost if one.digest == digest), None)
    if found:
        lost.remove(found)
    return found


def _keep(section: Section, revision: Revision, part: Part, position: int) -> None:
    digest = digest_of(part.text)
    if section.digest != digest:
        section.changed_in, section.changed_at = revision, revision.published_at
    section.digest, section.position = digest, position
    section.anchor, section.title = part.anchor, part.title[:300]
    section.opening = excerpt(part.text, OPENING)
    section.save()


def digest_of(text: str) -> str:
    """The same for the same words, whatever their case, spacing and punctuation."""
    words = WORD.findall(text.casefold())
    return sha256(" ".join(words).encode()).hexdigest()
