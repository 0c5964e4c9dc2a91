"""A member's text becomes safe HTML here, and nowhere else.

Four walls stand behind each other: the Markdown parser that knows no HTML, bleach, nh3, and the
content security policy. The HTML is made once, when the text is written, and stored beside it.
"""

import re
import unicodedata
from threading import local

import bleach
import nh3
from django.core.exceptions import ValidationError
from django.utils.html import json_script
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

RENDERER = 1  # raise it whenever the same text would give other HTML
LONGEST = 20_000  # characters: a life does not fit in 10,000
SWELLING = 6  # HTML may be this many times as long as its text, and no more

TAGS = frozenset("p br strong em a ul ol li blockquote code pre h3 h4 h5 h6 hr".split())
TABLE_TAGS = frozenset("h2 table thead tbody tr th td".split())
ATTRIBUTES = {"a": ["href", "title"], "ol": ["start"]}
SCHEMES = frozenset({"http", "https", "mailto"})
REL = "nofollow ugc noopener noreferrer"

_per_thread = local()  # neither the parser nor the cleaner may be shared between threads


def render(text: str) -> SafeString:
    """What a member wrote, as HTML that can do no harm. ValidationError if it cannot be shown."""
    return _render(text, _parser(), TAGS, SWELLING)


def render_article(text: str) -> SafeString:
    """What an editor wrote: as a member's text, with headings of the page and tables."""
    return _render(text, _parser(tables=True), TAGS | TABLE_TAGS, 2 * SWELLING)


def _render(text: str, parser: MarkdownIt, tags: frozenset[str], swelling: int) -> SafeString:
    html = parser.render(text)
    html = _cleaner(tags).clean(html)
    html = nh3.clean(
        html,
        tags=set(tags),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes=set(SCHEMES),
        link_rel=REL,
        generic_attribute_prefixes=set(),
    )
    if len(html) > swelling * len(text) + 2000:
        raise ValidationError(
            _("This text has more formatting than we can show. Please make it plainer.")
        )
    return stored(html)


def _parser(*, tables: bool = False) -> MarkdownIt:
    name = "table_parser" if tables else "parser"
    if not hasattr(_per_thread, name):
        options = {"html": False, "linkify": True, "breaks": not tables, "maxNesting": 20}
        parser = MarkdownIt("commonmark", options).disable(["image", "reference"])
        parser.enable(["linkify"])
        # Only addresses written out with https:// become links: guessing is slow, and often wrong.
        assert parser.linkify is not None  # noqa: S101 - it was asked for above
        parser.linkify.add("//", None)
        parser.linkify.set({"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})
        if tables:
            parser.enable(["table"])
        else:
            # A member's heading stands below the page's own two levels.
            parser.core.ruler.push("lower_headings", _lower_headings)
        setattr(_per_thread, name, parser)
    return getattr(_per_thread, name)


def _lower_headings(state) -> None:
    for token in state.tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + 2, 6)}"


def _cleaner(tags: frozenset[str]) -> bleach.Cleaner:
    cleaners = _per_thread.__dict__.setdefault("cleaners", {})
    if tags not in cleaners:
        cleaners[tags] = bleach.Cleaner(
            tags=tags, attributes=ATTRIBUTES, protocols=SCHEMES, strip=True, strip_comments=True
        )
    return cleaners[tags]


def stored(html: str) -> SafeString:
    """HTML that was rendered here before and kept in the database beside its text."""
    return mark_safe(html)  # noqa: S308


CALLED = re.compile(r"(?<![\w.@+/-])@([\w.+-]+)")


def names_called(text: str, most: int) -> list[str]:
    """The names behind an @ in a text, in their order; what is marked as code calls nobody."""
    found: dict[str, None] = {}
    if "@" not in text:
        return []
    for block in _parser().parse(text):
        for piece in block.children or []:
            if piece.type == "text":
                found |= dict.fromkeys(CALLED.findall(piece.content))
    return list(found)[:most]


def data_block(data: dict) -> SafeString:
    """What a page says to machines, as a block of data that no browser runs (JSON-LD)."""
    return mark_safe(json_script(data).replace("application/json", "application/ld+json", 1))  # noqa: S308


MARKS = re.compile(r"[*_`#>~]+|^\s*[-+]\s+|\]\([^)]*\)|[\[\]]", re.MULTILINE)


def excerpt(text: str, length: int = 160) -> str:
    """The first words of a text without its Markdown marks, for a list."""
    return Truncator(plain(text)).chars(length)


def plain(text: str) -> str:
    """The words of a text without its Markdown marks, on one line."""
    return " ".join(MARKS.sub(" ", text).split())


INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"}
# U+202A-E and U+2066-9 turn the reading direction of everything behind them.
DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")


def clean_words(text: str) -> str:
    """The text as typed, without what no keyboard writes: control characters and stray halves."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in text if sign in "\n\t" or _is_written(sign))


def _is_written(sign: str) -> bool:
    """U+FFFE and U+FFFF are no signs at all: no feed and no map of the site may hold them."""
    return unicodedata.category(sign) not in {"Cc", "Cs"} and sign not in "\ufffe\uffff"


def clean_line(text: str) -> str:
    """A title or a name on one line, with nothing in it that turns the reading direction."""
    return " ".join(DIRECTION.sub("", clean_words(text)).split())


def says_nothing(text: str) -> bool:
    """Is there nothing in this text that a reader could see?"""
    return all(unicodedata.category(sign) in INVISIBLE for sign in text)
