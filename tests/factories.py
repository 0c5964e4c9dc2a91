"""Plain functions that bring something about, by the functions that people use."""

from datetime import timedelta
from uuid import uuid4

from django.contrib.auth.models import Group

from accounts.models import Trust, User
from articles import publishing
from articles.models import Article, HelpLine, Revision, Section
from community import drafting, posting
from community.membership import appoint
from community.models import Community, Draft, Post, Rank, ReviewItem
from core import clock
from topics.models import Topic
from trackers import recording
from trackers.models import Entry
from trackers.weights import parse

PASSWORD = "four quiet garden words"


def make_user(name: str, **more) -> User:
    """A member who has been here long enough not to be new."""
    more = {"trust": Trust.ESTABLISHED, "date_joined": clock.now() - timedelta(days=90)} | more
    user = User(username=name, email=f"{name}@example.org", **more)
    user.set_password(PASSWORD)
    user.save()
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


def make_newcomer(name: str, **more) -> User:
    return make_user(name, trust=Trust.NEW, date_joined=clock.now(), **more)


def make_editor(name: str, group: str = "editor") -> User:
    user = make_user(name, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user


def make_topic(name: str = "Lymphedema") -> Topic:
    slug = name.lower().replace(" ", "-")
    return Topic.objects.get_or_create(slug=slug, defaults={"name": name})[0]


def make_community(name: str = "Breast Cancer Community", slug: str = "breast-cancer", **more):
    topics = more.pop("topics", None) or [make_topic(), make_topic("Biopsy")]
    about = {"summary": "For all of us.", "about": "This patient support community."}
    community = Community.objects.create(name=name, slug=slug, **(about | more))
    community.topics.set(topics)
    return community


def make_moderator(name: str, *communities: Community, rank: Rank = Rank.MODERATOR) -> User:
    user = make_user(name)
    for community in communities:
        appoint(user, community, rank, by=None)
    return user


def start(community: Community, by: User, title: str = "Heavy arm", **more) -> Post:
    """A discussion begun an hour ago, so that limits do not stand in a test's way."""
    words = {"text": "By the evening it feels like a wet sleeve.", "key": uuid4()} | more
    topics = words.pop("topics", None) or list(community.topics.all()[:1])
    with clock.at(words.pop("at", clock.now() - timedelta(hours=1))):
        return posting.start_discussion(community, by=by, title=title, topics=topics, **words)


def begin(place, by: User, text: str = "I do not know how to", **more) -> Draft:
    """Somebody typed this for a community, a discussion or a post, and has not sent it."""
    seen, key = more.pop("seen", ""), more.pop("key", None) or uuid4()
    fields = {"body": [text]} | {name: [value] for name, value in more.items()}
    return drafting.save_draft(by, drafting.place_of(place), fields, key=key, seen=seen)


def reply(opening: Post, by: User, text: str = "Mine too.", **more) -> Post:
    with clock.at(more.pop("at", clock.now() - timedelta(minutes=30))):
        return posting.reply(opening.discussion, by=by, text=text, **({"key": uuid4()} | more))


def many_replies(opening: Post, by: User, count: int) -> list[Post]:
    """Replies a minute apart, the first a minute after the opening post."""
    times = (opening.created_at + timedelta(minutes=n + 1) for n in range(count))
    return [reply(opening, by, f"Reply {n}", at=at) for n, at in enumerate(times)]


def item_of(post: Post) -> ReviewItem:
    return ReviewItem.objects.get(post=post)


def make_article(slug: str = "lymphedema", *, by: User | None = None, **more) -> Article:
    words = {
        "title": "Lymphedema",
        "summary": "What it is.",
        "body": "## What is it? {#what}\n\nSwelling.\n\n## Who gets it?\n\nSome people.",
        "source": "National Cancer Institute.",
        "disclaimer": "Ask your own team.",
    } | more
    topics = words.pop("topics", None) or [make_topic()]
    place = words.pop("place", Article.Place.LIBRARY)
    article = Article.objects.create(slug=slug, place=place)
    article.topics.set(topics)
    revise(article, by=by, comment="First published", author_name="MedHelp Editor", **words)
    return Article.objects.get(pk=article.pk)


def make_section(article: Article, anchor: str = "what", **more) -> Section:
    """One part of an article as it stands in the live text."""
    live = Article.objects.select_related("live").get(pk=article.pk).live
    words = {"title": "What is it?", "opening": "Swelling.", "position": 0, "digest": "0"} | more
    words |= {"changed_in": live, "changed_at": live.published_at}
    return Section.objects.update_or_create(article=article, anchor=anchor, defaults=words)[0]


def make_house_page(slug: str = "privacy", *, by: User | None = None, **more) -> Article:
    words = {"title": slug.capitalize(), "body": "## What is true?\n\nThis."} | more
    return make_article(slug, by=by, place=Article.Place.HOUSE, **words)


def make_help_line(country: str = "Ireland", **more) -> HelpLine:
    words = {"name": "Samaritans", "number": "116 123"} | more
    return HelpLine.objects.create(country=country, **words)


def revise(article: Article, *, by: User | None, comment: str = "Plainer", **more) -> Revision:
    live = Article.objects.select_related("live").get(pk=article.pk).live
    name = more.pop("author_name", "")
    words = publishing.Words(
        **({n: getattr(live, n) for n in publishing.Words.__annotations__ if live} | more)
    )
    return publishing.publish(
        article, words, by=by, based_on=live, comment=comment, author_name=name
    )


def weigh(owner: User, value: str = "70.5", *, days: int = 0, note: str = "", **more) -> Entry:
    """Somebody wrote down her weight, some days ago."""
    on = more.pop("on", None) or (clock.now() - timedelta(days=days)).date()
    weight = parse(value, more.pop("unit", "kg"))
    return recording.record(
        owner, weight=weight, on=on, note=note, key=more.pop("key", None) or uuid4()
    )
