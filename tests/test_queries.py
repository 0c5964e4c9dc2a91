"""What each page asks the database: always the same statements, however much stands on it.

A page is named with the tables its statements read, one word for each statement. A member's page
has three more on every page: her session, herself with her roles, and the notes to her.
"""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.log import notify, record
from community.models import Discussion

from .filled import filled

FEW, MANY = 1, 26  # rows of everything; a list has 25 on a page, a discussion 20 posts
MEMBER = "session user logentry"
LIST = "community topic discussion membership"  # the others nearby, chips, rows, who looks after
HERS = "discussion"  # her own that wait for a moderator, above the first page of a list
TALK = "discussion topic post article"  # its head, chips, one page of posts, articles beside it
TEXT = "article topic discussion community article discussion"
# …, what is said of its sections, invitations, see also, discussions beside

# address: what a stranger's page reads, what a member's reads besides
PAGES = {
    "/": ("community discussion article", "discussion"),  # for a member what is new for her
    "/communities/": ("community", ""),
    "/communities/breast-cancer/": (LIST, HERS),
    "/communities/breast-cancer/?topic=lymphedema": (f"{LIST} discussion", HERS),  # nearby
    "/communities/breast-cancer/?show=unanswered": (LIST, HERS),
    "/communities/breast-cancer/?before={place}": (LIST, "discussion"),
    "/communities/breast-cancer/?show=unread": (LIST, HERS),
    "/communities/breast-cancer/?show=following": (LIST, HERS),
    # Her replies that wait stand below the last page, and her mark moves: once, not at every look.
    "{discussion}?page={last}": (TALK, "post reading"),
    "/search/?q=arm": ("community searchrow searchrow post searchrow", ""),  # texts, posts, both
    "/search/?q=arm&type=discussions": ("community searchrow searchrow post", ""),
    "/topics/": ("topic", ""),
    "/topics/lymphedema/": ("topic article discussion discussion", ""),  # and those nearby
    "/topics/lymphedema/?before={place}": ("topic article discussion", ""),
    "/articles/": ("article", ""),
    "/articles/lymphedema/": (TEXT, ""),
    "/articles/lymphedema/discuss/{section}/": ("section community", ""),
    "/articles/lymphedema/history/": ("article revision", ""),
    "/articles/lymphedema/history/1/": ("revision", ""),
    "/trackers/": ("", ""),
    "/trackers/weight/": ("", "tracker entry"),
    "/trackers/weight/?show=all&numbers=off": ("", "tracker entry"),
    "/articles/lymphedema/compare/": ("article revision revision", ""),
    "/privacy/": ("article", ""),
    "/privacy/compare/": ("article revision revision", ""),
    "/help-now/": ("article helpline", ""),
    "/communities/breast-cancer/new/": ("community", "topic"),  # a stranger sees no form
    "/posts/{post}/report/": ("post", ""),
    "/members/member0/": ("user profileline", ""),
    "/unsubscribe/{token}/": ("user", ""),
}
HER_OWN = {
    "/notifications/": "notice post logentry post revision",  # each owner's things
    "/account/notices/": "",
    "/drafts/": "draft",
    "/drafts/{draft}/throw-away/": "draft",
    "/posts/{own}/edit/": "post posttext",
    "/account/": "profileline",
    "/account/reading/": "",
    "/following/": "discussion topic article community",
    "/members/rosa/": "user profileline",
    "/members/rosa/?as=stranger": "user profileline",
    "/members/member0/block/": "user",
    "/account/blocked/": "block",
    "/posts/{post}/bookmark/": "post bookmark",
    "/articles/lymphedema/keep/": "article section",
    "/bookmarks/": "bookmark post section",
    "/bookmarks/{bookmark}/": "bookmark post",
    "/bookmarks/{bookmark}/remove/": "bookmark post",
    "{hers}audience/": "discussion",
}
OWN = {
    "/trackers/weight/settings/": "tracker",
    "/trackers/weight/{entry}/": "entry",
    "/trackers/weight/{entry}/delete/": "entry",
}
FIRST_OF_TWO = {"{discussion}?page=1": (TALK, "post")}
MODERATORS = {
    "/moderation/": "reviewitem report",
    "/welcome/": "welcome welcome",  # who waits, and how long people waited
    # Is it about herself, the file and its reports, a change that waits, what was written
    # before, what was decided about the post and about its author, the rest of the queue and
    # its reports.
    "/moderation/items/{item}/": (
        "reviewitem reviewitem report posttext post logentry logentry reviewitem report"
    ),
}
# Statements for a stranger and for a member; one of hers writes down how far she has read.
MOST = {LIST: (4, 8), TALK: (4, 9)}


FILES = {
    "/communities/breast-cancer/feed/": "community discussion",
    "/topics/lymphedema/feed/": "topic article discussion",
    "/articles/feed/": "article",
    # Of each kind how many there are, for the pages of the map, and then their addresses.
    "/sitemap.xml": "community topic article article discussion discussion",
    "/robots.txt": "",
    "/.well-known/security.txt": "",
}


def asked(door, path: str) -> list[str]:
    """What a page reads: of every statement its first table, in one word."""
    with CaptureQueriesContext(connection) as seen:
        assert door.get(path).status_code in {200, 401}, path
    return sorted(main_table(one["sql"]) for one in seen.captured_queries)


def main_table(sql: str) -> str:
    """The first table outside of all parentheses; a statement without one in full."""
    flat, rest = "", sql
    while rest != flat:
        flat, rest = rest, re.sub(r"\([^()]*\)", "", rest)
    # PostgreSQL reads the choices of a form through a cursor.
    found = re.match(r'(?:DECLARE .*? FOR )?SELECT .*? FROM "[a-z]+_(\w+)"', flat)
    found = found or re.match(r"\s*INSERT INTO community_(\w+)", flat)
    return found[1] if found else sql


@pytest.fixture(params=[FEW, MANY])
def names(request, breast_cancer, rosa, mira, edith) -> dict:
    return filled(range(request.param), breast_cancer, rosa, edith)


def differences(door, pages: dict[str, str], names: dict) -> list[str]:
    found = {page: asked(door, page.format(**names)) for page in pages}
    return [
        f"{page}: {' '.join(found[page])}, listed is {' '.join(sorted(listed.split()))}"
        for page, listed in pages.items()
        if found[page] != sorted(listed.split())
    ]


def here(names: dict) -> dict:
    return PAGES | (FIRST_OF_TWO if names["last"] == 2 else {})


def test_a_strangers_page_asks_what_is_listed(at_home, names):
    pages = {page: listed for page, (listed, _) in here(names).items()}
    assert differences(at_home(), pages, names) == []


def test_what_machines_read_asks_what_is_listed(at_home, names):
    Discussion.objects.update(listed=True)
    assert differences(at_home(), FILES, names) == []


def test_a_members_page_asks_what_is_listed(at_home, rosa, names):
    pages = {page: f"{MEMBER} {listed} {hers}" for page, (listed, hers) in here(names).items()}
    assert differences(at_home(rosa), pages, names) == []


def test_a_members_own_pages_ask_what_is_listed(at_home, rosa, names):
    pages = {page: f"{MEMBER} {listed}" for page, listed in HER_OWN.items()}
    assert differences(at_home(rosa), pages, names) == []


def test_what_is_hers_alone_asks_what_is_listed(at_home, rosa, names):
    file = "session user tracker entry"  # a file shows no notes to her
    pages = {page: f"{MEMBER} {listed}" for page, listed in OWN.items()}
    pages |= {"/trackers/weight/export.csv": file}
    assert differences(at_home(rosa), pages, names) == []


def test_similar_discussions_ask_what_is_listed(at_home, rosa, names):
    page, listed = (
        "/communities/breast-cancer/similar/?title=arm",
        "community searchrow discussion",
    )
    assert differences(at_home(), {page: listed}, names) == []
    assert differences(at_home(rosa), {page: f"session user {listed}"}, names) == []


def test_a_moderators_page_asks_what_is_listed(at_home, mira, names):
    pages = {page: f"{MEMBER} {listed}" for page, listed in MODERATORS.items()}
    assert differences(at_home(mira), pages, names) == []


@pytest.mark.parametrize("names", [MANY], indirect=True)
def test_notes_cost_one_statement_however_many(at_home, rosa, mira, names):
    page, listed = "/topics/", f"{MEMBER} topic"
    for _ in range(4):
        notify(rosa, record("hide", "post", names["post"], by=mira, about=rosa))
        assert differences(at_home(rosa), {page: listed}, names) == []


def test_lists_and_discussions_stay_within_their_bounds():
    for listed, hers in [*PAGES.values(), *FIRST_OF_TWO.values()]:
        if listed in MOST:
            stranger, member = MOST[listed]
            assert len(listed.split()) <= stranger
            assert len(f"{MEMBER} {listed} {hers}".split()) <= member
