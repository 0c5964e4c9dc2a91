"""A place with few or many of everything, for the tests that count statements."""

from datetime import timedelta

from accounts.blocking import block
from accounts.envelopes import token_of
from accounts.log import notify, record
from accounts.models import Notice, ProfileLine
from accounts.profiles import Said, change_profile
from articles.models import Article, Revision
from articles.wording import topics, wording
from community import keeping, reacting, reporting
from community.membership import join
from community.models import PAGE, Bookmark, Community, Discussion, Post
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


def filled(rows: range, breast_cancer, rosa, edith) -> dict:
    """A place with few or many of everything, many of them by different people."""
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
        "last": 1 if len(rows) < PAGE else 2,
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
