"""Rules that were worth saying twice: how long, how safe, and in whose words."""

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
APPS = ["config", "core", "search", "topics", "accounts", "trackers", "articles", "community"]
PYTHON = [
    *(path for app in [*APPS, "tests"] for path in sorted((ROOT / app).rglob("*.py"))),
    ROOT / "manage.py",
]
CODE = [path for path in PYTHON if path.parent.name != "migrations"]  # those Django writes
VIEWS = [path for path in CODE if path.parent.name == "views" or path.name == "views.py"]
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())
PAGES = [path for path in TEMPLATES if path.suffix == ".html"]
PARTS = [path for path in PAGES if path.name.startswith("_")]
STATIC = sorted(path for kind in ("*.css", "*.js") for path in (ROOT / "static").rglob(kind))

LONGEST_FILE, LONGEST_FUNCTION, LONGEST_PAGE, LONGEST_PART = 300, 40, 100, 40  # lines
DRAWERS = {"util", "utils", "helper", "helpers", "service", "services", "manager", "managers"}
DRAWERS |= {"misc", "common", "selectors", "signals"}  # names that say nothing of what is inside


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def each(paths):
    return pytest.mark.parametrize("path", paths, ids=name)


def test_there_is_something_to_look_at():
    assert len(CODE) > 80
    assert len(VIEWS) >= 8
    assert len(PAGES) > 60
    assert STATIC


@each(CODE)
def test_a_file_and_its_functions_are_short(path):
    source = path.read_text("utf-8")
    length = len(source.splitlines())
    assert length <= LONGEST_FILE
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno < LONGEST_FUNCTION, node.name


@each(PAGES)
def test_a_template_is_short(path):
    length = len(path.read_text("utf-8").splitlines())
    assert length <= (LONGEST_PART if path in PARTS else LONGEST_PAGE)


@each(PARTS)
def test_a_part_says_first_what_it_needs(path):
    assert path.read_text("utf-8").startswith(("{# Input", "{# Block"))


def test_no_module_is_a_drawer_without_a_label():
    named = {name(path): {*path.parts, path.stem} for path in PYTHON}
    assert not [path for path, words in named.items() if DRAWERS & words]


def test_views_change_nothing_by_themselves():
    """A change is a function with a verb for a name, which the admin and the demo call too."""
    writes = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "raw"}
    writes |= {"get_or_create", "update_or_create"}
    found = [
        f"{name(path)}:{node.lineno} .{node.func.attr}()"
        for path in VIEWS
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in writes
    ]
    assert not found


def test_html_is_declared_safe_in_one_place_only():
    door = re.compile(r"mark_safe|SafeString\((?!\"\"\))|SafeText|html_safe|__html__")
    ours = [path for path in CODE if ROOT / "tests" not in path.parents]
    found = [name(path) for path in ours if door.search(path.read_text("utf-8"))]
    assert found == ["core/text.py"]
    filters = re.compile(r"\|\s*safe(seq)?\b|{%\s*(autoescape|filter\s+safe)")
    assert not [name(path) for path in PAGES if filters.search(path.read_text("utf-8"))]


FORBIDDEN = {
    "a style of its own": re.compile(r"\sstyle\s*=|<style\b", re.I),
    "code inside the page": re.compile(r"<script\b(?![^>]*\bsrc\s*=)|javascript:", re.I),
    "code at an element": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "a nonce": re.compile(r"nonce", re.I),
    "something from elsewhere": re.compile(
        r"""(?:https?:)?//(?!www\.w3\.org/)[\w{]|@import|url\(\s*["']?(?:data|https?):""", re.I
    ),
}


@each([*TEMPLATES, *STATIC])
def test_a_page_brings_nothing_inline_and_nothing_from_elsewhere(path):
    text = re.sub(r"{#.*?#}|{%.*?%}|/\*.*?\*/", "", path.read_text("utf-8"), flags=re.S)
    found = {what: rule.search(text) for what, rule in FORBIDDEN.items()}
    assert not {what: hit[0] for what, hit in found.items() if hit}


READ_ALOUD = {"alt", "aria-label", "aria-description", "title", "placeholder", "label", "content"}
TRANSLATED = re.compile(
    r"{#.*?#}|{%\s*comment\b.*?endcomment\s*%}"
    r"|{%\s*(blocktrans(?:late)?)\b.*?end\1\s*%}|{%.*?%}|{{.*?}}",
    re.S,
)
LETTER = re.compile(r"[^\W\d_]")
ARGUMENT = re.compile(
    r"""{%\s*(?:include|with|firstof)\b[^%]*?[=\s](?<!_\()["']([A-Z][^"']*)["']"""
)


class Reader(HTMLParser):
    """Collects the words of a page that nobody could translate."""

    def __init__(self):
        super().__init__()
        self.words, self.inside = [], []

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        self.inside.append((tag, named.get("aria-hidden")))
        for key in READ_ALOUD & named.keys():
            if key != "content" or named.get("name") == "description":
                self.handle_data(named[key] or "")

    def handle_endtag(self, tag):
        while self.inside and self.inside.pop()[0] != tag:
            pass

    def handle_data(self, data):
        drawn = len(data) == 1 and self.inside[-1:] and self.inside[-1][1]
        if LETTER.search(data) and not drawn:  # one hidden letter is a picture, like a big A
            self.words.append(data.strip())


def untranslated(source: str) -> list[str]:
    reader = Reader()
    reader.feed(TRANSLATED.sub("", source))
    reader.close()
    return reader.words + ARGUMENT.findall(source)


@each(TEMPLATES)
def test_every_word_on_a_page_can_be_translated(path):
    assert untranslated(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "<p>Hello</p>",
        "<p>{{ name }} said</p>",
        "{% if a %}Über{% endif %}",
        '<img alt="A boat">',
        '<nav aria-label="Main">',
        '<input placeholder="{{ x }} here">',
        '{% include "ui/field.html" with label="Your name" %}',
        "{% blocktranslate %}fine{% endblocktranslate %} not",
    ],
)
def test_the_reader_sees_words_that_were_left_out(source):
    assert untranslated(source)


def test_the_reader_lets_translated_words_pass():
    fine = (
        '<p class="lead" id="x">{% translate "Hello" %} {{ name }} · 2 × {# why #}</p>'
        "{% blocktranslate trimmed with n=name %}Hi <b>{{ n }}</b>{% endblocktranslate %}"
        '{% include "ui/tile.html" with tile="hills" label=_("Your name") %}'
    )
    assert untranslated(fine) == []
