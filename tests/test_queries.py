"""What each page asks the database: always the same statements, however much stands on it.

A page is named with the tables its statements read, one word for each statement. A member's page
has three more on every page: her session, herself with her roles, and the notes to her.
"""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.log import notify, record
from accounts.models import ProfileLine
from accounts.profiles import Said, change_profile
from community import reporting
from community.models import Community, Discussion, Post
from core import clock

from .factories import (
    begin,
    item_of,
    make_article,
    make_community,
    make_help_line,
    make_house_page,
    make_moderator,
    make_topic,
    make_user,
    reply,
    revise,
    start,
    weigh,
)
from .scene import earlier

FEW, MANY = 1, 26  # rows of everything; a list has 25 on a page, a discussion 20 posts
MEMBER = "session user logentry"
LIST = "community topic discussion membership"  # the others nearby, chips, rows, who looks after
HERS = "discussion"  # her own that wait for a moderator, above the first page of a list
TALK = "discussion topic post article"  # its head, chips, one page of posts, articles beside it
TEXT = "article topic community article discussion"  # …, invitations, see also, discussions beside

# address: what a stranger's page reads, what a member's reads besides
PAGES = {
    "/": ("community discussion article", ""),
    "/communities/": ("community", ""),
    "/communities/breast-cancer/": (LIST, HERS),
    "/communities/breast-cancer/?topic=lymphedema": (LIST, HERS),
    "/communities/breast-cancer/?show=unanswered": (LIST, HERS),
    "/communities/breast-cancer/?before={place}": (LIST, "discussion"),
    "{discussion}?page={last}": (TALK, "post"),  # her replies that wait stand below the last page
    "/topics/": ("topic", ""),
    "/topics/lymphedema/": ("topic article discussion", ""),
    "/topics/lymphedema/?before={place}": ("topic article discussion", ""),
    "/articles/": ("article", ""),
    "/articles/lymphedema/": (TEXT, ""),
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
}
HER_OWN = {
    "/drafts/": "draft",
    "/drafts/{draft}/throw-away/": "draft",
    "/posts/{own}/edit/": "post posttext",
    "/account/": "profileline",
    "/members/rosa/": "user profileline",
    "/members/rosa/?as=stranger": "user profileline",
}
OWN = {
    "/trackers/weight/settings/": "tracker",
    "/trackers/weight/{entry}/": "entry",
    "/trackers/weight/{entry}/delete/": "entry",
}
FIRST_OF_TWO = {"{discussion}?page=1": (TALK, "post")}
MODERATORS = {
    "/moderation/": "reviewitem report",
    # Is it about herself, the file and its reports, a change that waits, what was written
    # before, what was decided about the post and about its author, the rest of the queue and
    # its reports.
    "/moderation/items/{item}/": (
        "reviewitem reviewitem report posttext post logentry logentry reviewitem report"
    ),
}
MOST = {LIST: (4, 8), TALK: (4, 8)}  # statements for a stranger and for a member


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
    return found[1] if found else sql


@pytest.fixture(params=[FEW, MANY])
def names(request, breast_cancer, rosa, mira, edith) -> dict:
    """A place with few or many of everything, many of them by different people."""
    rows = range(request.param)
    people = [make_user(f"member{n}") for n in rows]
    lines = {field: Said("patient", 0) for field in ProfileLine.Field.values}
    for person in (*people, rosa):
        change_profile(person, version=1, avatar="moon", lines=lines)
    breast_cancer.topics.set([make_topic(), *(make_topic(f"Topic {n}") for n in rows)])
    for n in rows:
        make_moderator(f"moderator{n}", breast_cancer, make_community(f"Place {n}", f"place-{n}"))
        make_article(f"article-{n}", by=edith)
        make_help_line(f"Country {n}")
    fill_article(rows, edith, breast_cancer)
    make_house_page(by=edith)
    opening = fill_talk(rows, people, rosa, breast_cancer)
    entries = [weigh(rosa, days=n) for n in rows]
    drafts = [begin(d, rosa) for d in Discussion.objects.order_by("pk")[: len(rows)]]
    latest = Discussion.objects.filter(state="shown").latest("last_posted_at")
    return {
        "discussion": opening.discussion.get_absolute_url(),
        "last": 1 if len(rows) == FEW else 2,
        "post": opening.pk,
        "entry": entries[0].key,
        "draft": drafts[0].pk,
        "own": Post.objects.filter(author=rosa).first().pk,
        "item": item_of(opening).pk,
        "place": f"{int(latest.last_posted_at.timestamp())}000000-{latest.pk}",
    }


def fill_article(rows, edith, community) -> None:
    article = make_article(by=edith)
    community.invited_from.add(article)
    community.about_page = make_article("about", by=edith, place="community")
    community.save()
    for n in rows:
        revise(article, by=edith, comment=f"Plainer {n}", body=f"## Question {n}\n\nText.")
        article.see_also.add(make_article(f"see-{n}", by=edith))


def fill_talk(rows, people, rosa, community) -> Post:
    """Talks about the same topics, one of them long, all reported; and Rosa's that wait."""
    topics = [make_topic(), *community.topics.exclude(slug="lymphedema")[:4]]
    opening = start(community, people[0], topics=topics, at=earlier())
    for n in rows:
        other = start(community, people[n], f"Talk {n}", topics=topics, at=earlier())
        reply(opening, people[n], at=earlier(), answers=opening)
        reporting.report(other, by=people[n], reason="other")
        reporting.report(opening, by=people[n], reason="other")
    opening.discussion.community.holds = community.holds = Community.Holds.EVERYBODY
    for n in rows:
        day = clock.now() - timedelta(days=58 - 2 * n)
        start(community, rosa, f"Hers {n}", topics=topics, at=day)
        reply(opening, rosa, at=day + timedelta(minutes=1))
    return opening


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
