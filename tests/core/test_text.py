"""What members and editors write is shown as they meant it, and can do no harm."""

import re
from html.parser import HTMLParser

import pytest
from django.core.exceptions import ValidationError

from core import text
from core.text import (
    LONGEST,
    SWELLING,
    clean_line,
    clean_words,
    excerpt,
    render,
    render_article,
    says_nothing,
)

from .hostile import ATTACKS, FLOODS, REFUSED, TABLES

ALLOWED = {
    render: set("p br strong em a ul ol li blockquote code pre h3 h4 h5 h6 hr".split()),
    render_article: set(
        "p br strong em a ul ol li blockquote code pre h2 h3 h4 h5 h6 hr "
        "table thead tbody tr th td".split()
    ),
}
ATTRIBUTES = {"a": {"href", "title", "rel"}, "ol": {"start"}}
SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*):")
UNSEEN = re.compile(
    r"[\x00-\x20\x7f-\xa0\xad\u034f\u061c\u1680\u180e\u2000-\u200f\u2028-\u206f\ufeff]"
)


class Inspector(HTMLParser):
    """Reads HTML as a browser does, and notes everything that we never allow."""

    def __init__(self, allowed):
        super().__init__()
        self.allowed, self.faults, self.words = allowed, [], ""

    def handle_starttag(self, tag, attrs):
        if tag not in self.allowed:
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            if name not in ATTRIBUTES.get(tag, ()):
                self.faults.append(f"<{tag} {name}>")
            if name == "href" and not leads_somewhere_plain(value or ""):
                self.faults.append(f"href={value}")
            if name == "rel" and value != text.REL:
                self.faults.append(f"rel={value}")
        if tag == "a" and "href" in dict(attrs) and "rel" not in dict(attrs):
            self.faults.append("a link without rel")

    def handle_endtag(self, tag):
        if tag not in self.allowed:
            self.faults.append(f"</{tag}>")

    def handle_data(self, data):
        self.words += data

    def handle_comment(self, data):
        self.faults.append(f"<!--{data}-->")

    def handle_decl(self, decl):
        self.faults.append(f"<!{decl}>")

    def unknown_decl(self, data):
        self.faults.append(f"<![{data}]>")

    def handle_pi(self, data):
        self.faults.append(f"<?{data}>")


def leads_somewhere_plain(address: str) -> bool:
    scheme = SCHEME.match(UNSEEN.sub("", address).lower())
    return not scheme or scheme[1] in {"http", "https", "mailto"}


def inspected(html: str, by=render) -> Inspector:
    inspector = Inspector(ALLOWED[by])
    inspector.feed(html)
    inspector.close()
    return inspector


@pytest.mark.parametrize("by", [render, render_article])
@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_comes_out_but_what_is_allowed(attack, by):
    assert inspected(by(attack), by).faults == []


def test_the_list_of_attacks_is_long_enough_and_the_inspector_sees():
    assert len(set(ATTACKS)) >= 60
    seen = [inspected(attack).faults for attack in ATTACKS]
    assert sum(map(bool, seen)) > 30  # as raw HTML most of them would do harm
    assert inspected('<a href="java\u200bscript:x" rel="no">').faults
    assert inspected("<p onclick=x>").faults == ["<p onclick>"]


@pytest.mark.parametrize("wall", ["parser", "bleach", "nh3"])
def test_two_walls_still_stand_when_one_falls(monkeypatch, wall):
    """Each wall may have a hole that nobody knows yet; the others must do without it."""
    if wall == "parser":
        monkeypatch.setattr(text, "_parser", lambda **_: type("Open", (), {"render": str}))
    elif wall == "bleach":
        monkeypatch.setattr(text, "_cleaner", lambda _: type("Open", (), {"clean": str}))
    else:
        monkeypatch.setattr(text.nh3, "clean", lambda html, **_: html)
    for attack in ATTACKS:
        faults = set(inspected(render(attack)).faults) - {"a link without rel"}
        assert not faults, attack


@pytest.mark.parametrize(
    ("by", "flood"), [(render, flood) for flood in FLOODS] + [(render_article, t) for t in TABLES]
)
def test_no_text_swells_beyond_its_bound(flood, by):
    words = (flood * LONGEST)[:LONGEST]
    try:
        html = by(words)
    except ValidationError:
        return  # in words, see below
    most = SWELLING if by is render else 2 * SWELLING
    assert len(html) <= most * LONGEST + 2000
    assert inspected(html, by).faults == []


@pytest.mark.parametrize("flood", REFUSED)
def test_what_would_swell_too_much_is_refused_in_words(flood):
    with pytest.raises(ValidationError, match="more formatting than we can show"):
        render((flood * LONGEST)[:LONGEST])


def test_references_do_not_multiply_a_text():
    """One long address behind a thousand short names would come out a thousand times."""
    words = f"[a]: /{'x' * 10_000}\n\n" + "[a] " * 2_000
    html = render(words)
    assert "<a" not in html
    assert len(html) < 2 * len(words)


def test_marks_become_formatting():
    html = render("It is **heavy** and *sore*.\n\n- one\n- two\n\n> hers\n\n`code`\n\n---")
    for part in ("<strong>heavy</strong>", "<em>sore</em>", "<li>one</li>", "<blockquote>"):
        assert part in html
    assert "<code>code</code>" in html
    assert "<hr" in html


def test_html_is_shown_as_it_was_typed():
    assert "&lt;b&gt;so&lt;/b&gt;" in render("<b>so</b>")
    assert inspected(render("<script>alert(1)</script>")).words.strip() == (
        "<script>alert(1)</script>"
    )


def test_the_headings_of_a_member_stand_below_those_of_the_page():
    html = render("# A\n\n## B\n\n### C\n\n#### D\n\n##### E\n\n###### F\n\nG\n===")
    assert re.findall(r"<h(\d)>(\w)</h\1>", html) == [
        ("3", "A"), ("4", "B"), ("5", "C"), ("6", "D"), ("6", "E"), ("6", "F"), ("3", "G"),
    ]  # fmt: skip


def test_an_article_keeps_its_headings_and_tables():
    html = render_article("## What is it?\n\n| a | b |\n|---|---|\n| 1 | 2 |")
    assert "<h2>What is it?</h2>" in html
    assert "<td>1</td>" in html
    assert "<table>" not in render("| a | b |\n|---|---|\n| 1 | 2 |")


def test_a_single_line_break_is_kept():
    assert re.search(r"first<br ?/?>\s*second", render("first\nsecond"))
    assert "<br" not in render_article("first\nsecond")


@pytest.mark.parametrize(
    "words", ["![a scan](https://example.org/a.png)", "![a scan][y]\n\n[y]: /a.png"]
)
def test_no_picture_is_ever_loaded_and_its_words_stay(words):
    for by in (render, render_article):
        assert "<img" not in by(words)
        assert "a scan" in by(words)


def test_a_bare_address_becomes_a_link_that_vouches_for_nothing():
    html = render("See https://example.org/arm?a=1&b=2 please.")
    assert (
        '<a href="https://example.org/arm?a=1&amp;b=2" rel="nofollow ugc noopener noreferrer">'
        in html
    )
    assert "</a> please." in html


@pytest.mark.parametrize("words", ["see example.org", "me@example.org", "10.0.0.1"])
def test_only_whole_addresses_become_links(words):
    assert "<a" not in render(words)


def test_links_to_this_place_and_letters_are_fine():
    assert 'href="/topics/"' in render("[topics](/topics/)")
    assert 'href="mailto:me@example.org"' in render("<mailto:me@example.org>")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        ("a\tb", "a\tb"),
        ("a\0b\x07c\x1bd\x7fe\x85f", "abcdef"),
        ("half \ud83d and \udc00 half", "half  and  half"),
        ("Zoë 👩🏽‍🦲 \u202eright\u202c", "Zoë 👩🏽‍🦲 \u202eright\u202c"),
    ],
)
def test_a_text_stays_as_typed_save_what_no_keyboard_writes(typed, kept):
    assert clean_words(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Heavy \n\t arm ", "Heavy arm"),
        ("rosa\u202egnp\u202c \u2066x\u2069", "rosagnp x"),
        ("line\u2028break", "line break"),
        ("أمل", "أمل"),
    ],
)
def test_a_title_is_one_line_that_turns_nothing_around(typed, kept):
    assert clean_line(typed) == kept


@pytest.mark.parametrize("words", ["", " \n\t", "\u200b\u200d\ufeff", "\u2063\u00ad", "\u3000"])
def test_what_nobody_can_see_says_nothing(words):
    assert says_nothing(words)


@pytest.mark.parametrize("words", ["a", ".", " \u200b? ", "ⴰ", "🙂"])
def test_the_smallest_sign_says_something(words):
    assert not says_nothing(words)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("# Heavy\n\n**arm** in the _evening_", "Heavy arm in the evening"),
        ("- one\n- two", "one two"),
        ("[a link](https://example.org) here", "a link here"),
        ("> hers\n\n`mine`", "hers mine"),
        ("well-known 3-4", "well-known 3-4"),
    ],
)
def test_an_excerpt_is_words_without_marks(words, first):
    assert excerpt(words) == first


def test_an_excerpt_ends_where_a_line_does():
    assert len(excerpt("word " * 100)) == 160
    assert excerpt("word " * 100, 20).endswith("…")
    assert excerpt("<b>so</b>", 50) == "<b so</b"  # not HTML: the page escapes it
