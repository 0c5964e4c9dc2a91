"""The question headings of an article are its sections, each with an address of its own."""

import re
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify

from core.text import render_article

HEADING = re.compile(r"^##[ \t]+(?P<title>.+?)(?:[ \t]*\{#(?P<anchor>[a-z0-9-]+)\})?[ \t]*$", re.M)
LONGEST = 60  # signs of an address


@dataclass
class Section:
    anchor: str
    title: str
    text: str


def sections_of(body: str) -> list[Section]:
    """The parts of a text; what stands before the first heading has no title.

    An editor fixes an address by writing {#address} behind the heading; else the words make it.
    """
    marks = list(HEADING.finditer(body))
    ends = [*[mark.start() for mark in marks], len(body)][1:]
    before = body[: marks[0].start()] if marks else body
    parts = [Section("", "", before)] if before.strip() else []
    taken: set[str] = set()
    for mark, end in zip(marks, ends, strict=True):
        wanted = mark["anchor"] or slugify(mark["title"]) or "section"
        anchor = _free(wanted[:LONGEST], taken)
        parts.append(Section(anchor, mark["title"], body[mark.end() : end]))
    return parts


def _free(anchor: str, taken: set[str]) -> str:
    wanted, n = anchor, 2
    while anchor in taken:
        anchor, n = f"{wanted}-{n}", n + 1
    taken.add(anchor)
    return anchor


def render_sections(parts: list[Section]) -> SafeString:
    """The whole article as safe HTML, its headings carrying their addresses."""
    return format_html_join(
        "", "{}{}", ((_heading(part), render_article(part.text)) for part in parts)
    )


def _heading(part: Section) -> SafeString:
    if not part.title:
        return SafeString("")
    return format_html('<h2 id="{}">{}</h2>', part.anchor, part.title)
