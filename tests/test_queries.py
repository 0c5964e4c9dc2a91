"""What each page asks the database: always the same statements, however much stands on it.

A page is named with the tables its statements read, one word for each statement. A member's page
has three more on every page: her session, herself with her roles, and the notes to her.
"""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.blocking import block
from accounts.envelopes import token_of
from accounts.log import notify, record
from accounts.models import Notice, ProfileLine
from accounts.profiles import Said, change_profile
from articles.models import Article, Revision
from articles.wording import topics, wording
from community import keeping, reacting, reporting
from community.membership import join
from community.models import Bookmark, Community, Discussion, Post
from core import clock

from .factories import (
    begin,
    item_of,
    make_article,
    make_community,
    make_help_line,
    make_house_page,
    make_moderator,
    make_newcomer,
    make_section,
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
    join(breast_cancer, by=rosa)
    opening = fill_talk(rows, people, rosa, breast_cancer)
    entries = [weigh(rosa, days=n) for n in rows]
    for n in rows:
        start(breast_cancer, make_newcomer(f"newcomer{n}"), at=earlier())
    bookmarks = keep_and_block(opening, rosa)
    drafts = [begin(d, rosa) for d in Discussion.objects.order_by("pk")[: len(rows)]]
    latest = Discussion.objects.filter(state="shown").latest("last_posted_at")
    fill_notices(rows, rosa, opening, edith)
    wording(), topics()  # kept in memory
    return {
        "token": token_of(rosa.pk, "answer"),
        "discussion": opening.discussion.get_absolute_url(),
        "last": 1 if len(rows) == FEW else 2,
        "post": opening.pk,
        "entry": entries[0].key,
        "bookmark": bookmarks[0].pk,
        "hers": Discussion.objects.filter(starter=rosa).first().get_absolute_url(),
        "draft": drafts[0].pk,
        "own": Post.objects.filter(author=rosa).first().pk,
        "item": item_of(opening).pk,
        "section": f"question-{rows[-1]}",
        "place": f"{int(latest.last_posted_at.timestamp())}000000-{latest.pk}",
    }


def fill_article(rows, edith, community) -> None:
    article = make_article(by=edith)
    community.invited_from.add(article)
    community.about_page = make_article("about", by=edith, place="community")
    community.save()
    for n in rows:
        revise(article, by=edith, comment=f"Plainer {n}", body=f"## Question {n}\n\nAn arm.")
        article.see_also.add(make_article(f"see-{n}", by=edith))


def keep_and_block(opening: Post, rosa) -> list[Bookmark]:
    """Rosa saved what others answered and parts of an article, and blocked somebody each time."""
    article, kept = Article.objects.get(slug="lymphedema"), []
    answers = Post.objects.filter(discussion=opening.discussion, number__gt=1)
    for n, answer in enumerate(answers.order_by("number")):
        block(make_user(f"unmet{n}"), by=rosa)
        keeping.keep(rosa, section=make_section(article, f"part-{n}"), note=f"Ask {n}")
        kept.append(keeping.keep(rosa, post=answer, note="Look again"))
    return kept


def fill_talk(rows, people, rosa, community) -> Post:
    """Talks about the same topics, one of them long, all reported; and Rosa's that wait."""
    topics = [make_topic(), *community.topics.exclude(slug="lymphedema")[:4]]
    opening = start(community, people[0], topics=topics, at=earlier())
    for n in rows:
        other = start(community, people[n], f"Talk {n}", topics=topics, at=earlier())
        reply(opening, people[n], at=earlier(), answers=opening)
        reporting.report(other, by=people[n], reason="other")
        reporting.report(opening, by=people[n], reason="other")
        reacting.react(opening, by=make_user(f"kind{n}"), kind="hug")
    opening.discussion.community.holds = community.holds = Community.Holds.EVERYBODY
    for n in rows:
        day = clock.now() - timedelta(days=58 - 2 * n)
        start(community, rosa, f"Hers {n}", topics=topics, at=day)
        reply(opening, rosa, at=day + timedelta(minutes=1))
    return opening


def fill_notices(rows, rosa, opening, edith) -> None:
    """Answers, decisions and revisions that Rosa was told of."""
    replies = opening.discussion.posts.filter(number__gt=1)
    revisions = Revision.objects.filter(article__slug="lymphedema", number__gt=1)
    for post, revision, _row in zip(replies, revisions, rows, strict=False):
        about = {"receiver": rosa, "actor": edith}
        Notice.objects.create(kind="answer", number=post.pk, thread=f"{post.pk}", **about)
        Notice.objects.create(kind="article", number=revision.pk, **about)
        notify(rosa, record("hide", "post", post.pk, by=edith, about=rosa))


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
