"""One of everything, in every state, for the tests that walk through the whole place."""

from datetime import timedelta
from itertools import count

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType

from accounts.envelopes import token_of
from accounts.models import Notice
from articles.models import Article, Term
from community import keeping, moderation, reporting
from community.models import Audience, Community, Discussion, Post, ReviewItem
from community.posting import About
from core import clock

from .factories import (
    begin,
    item_of,
    make_article,
    make_community,
    make_help_line,
    make_house_page,
    make_moderator,
    make_section,
    make_topic,
    reply,
    revise,
    weigh,
)
from .factories import start as start_anywhere

SECRET = "for few eyes only"  # in every word that not everybody may read
FOR_MEMBERS = "among ourselves"  # in every word for who is logged in
FOR_JOINED = "in our own circle"  # in every word for who joined the community
STATES = {
    "held": [],
    "sent_back": [moderation.send_back],
    "hidden": [moderation.publish, moderation.hide],
    "removed": [moderation.publish, moderation.remove],
}
_minutes = count()


def earlier():
    """Some weeks ago, one post a minute, so that no limit stands in the way."""
    return clock.now() - timedelta(days=60) + timedelta(minutes=next(_minutes))


def start(place: Community, by, title: str = "Heavy arm", **words) -> Post:
    """Under the topic that the article has too."""
    return start_anywhere(place, by, title, topics=[make_topic()], at=earlier(), **words)


def decide(post: Post, by, *acts) -> Post:
    for act in acts:
        item = item_of(post)
        act(item, by=by, version=item.version, reason="other", message="Please see.")
    return Post.objects.select_related("discussion__community").get(pk=post.pk)


def reported(post: Post, by=None) -> ReviewItem:
    reporting.report(post, by=by, reason="other", address="::1")
    return item_of(post)


def set_scene(open_place: Community, author, mira) -> dict[str, Post | Discussion]:
    """The author's discussions and posts; those of the other states wait in a quiet place."""
    opening = start(open_place, author)
    published = reply(opening, author, "Everybody reads this.", at=earlier())
    Community.objects.filter(slug="partners").update(holds=Community.Holds.EVERYBODY)
    quiet = Community.objects.get(slug="partners")
    waited = decide(start(quiet, author, "A long night"), mira, moderation.publish)
    seen = {"shown": opening.discussion, "waited": waited.discussion, "published": published}
    for state, acts in STATES.items():
        post = reply(waited, author, f"{SECRET}: {state} reply", at=earlier())
        seen[state] = decide(post, mira, *acts)
        words = {"title": f"{SECRET}: {state} title", "text": f"{SECRET}: {state} opening"}
        post = decide(start(quiet, author, **words), mira, *acts)
        seen[f"{state}_opening"], seen[f"{state}_discussion"] = post, post.discussion
    below = start(quiet, author, f"{SECRET}: left below")
    shown_once = decide(below, mira, moderation.publish)
    post = reply(shown_once, author, f"{SECRET}: below a removed opening", at=earlier())
    seen["below_removed"] = decide(post, mira, moderation.publish)
    decide(below, mira, moderation.remove)
    return seen | set_circles(open_place, author, mira)


def set_circles(place: Community, author, mira) -> dict[str, Post | Discussion]:
    """Two talks of a public community, one for who is logged in and one for who joined."""
    seen = {}
    for audience, words in ((Audience.MEMBERS, FOR_MEMBERS), (Audience.JOINED, FOR_JOINED)):
        said = {"title": f"{words}: title", "text": f"{words}: opening"}
        opening = start(place, author, **said, about=About(audience=audience))
        answer = reply(
            opening,
            mira,
            f"{words}: reply",
            at=earlier(),
            answers=opening,
            quote=f"{words}: opening",
        )
        name = f"for_{audience.name.lower()}"
        seen |= {name: opening.discussion, f"{name}_opening": opening, f"{name}_post": answer}
    return seen


def addresses(seen: dict, author, mira) -> dict[str, str | int]:
    """How the table in data/access.txt names what stands in the scene."""
    place = seen["shown"].community
    of_mira = start(place, mira, "Of Mira")
    article = make_article()
    revise(article, by=None)
    make_section(article)
    make_house_page()
    line = make_help_line()
    Article.objects.create(slug="unpublished")
    men = make_community("Men with breast cancer", "men")
    make_moderator("other", men)
    elsewhere = reported(start(men, author))
    named = {
        name: f"{thing.pk}/{thing.slug}" if isinstance(thing, Discussion) else thing.pk
        for name, thing in seen.items()
    }
    return (
        named
        | in_the_admin(place, article, line, author)
        | {
            "item_held": item_of(seen["held"]).pk,
            "item_published": reported(seen["published"]).pk,
            "item_hidden": item_of(seen["hidden"]).pk,
            "item_elsewhere": elsewhere.pk,
            "item_about_mira": reported(of_mira).pk,
            "answered": reply(seen["shown"].posts.get(number=1), mira, at=earlier()).pk,
            "item_for_joined": reported(seen["for_joined_opening"], mira).pk,
            "wrong_for_members": f"{seen['for_members'].pk}/wrong",
            "wrong_for_joined": f"{seen['for_joined'].pk}/wrong",
            "bookmark": keeping.keep(author, post=seen["published"], note=f"{SECRET}: my own").pk,
            "draft": begin(place, author, f"{SECRET}: not sent").pk,
            "entry": weigh(author, note=f"{SECRET}: my own").key,
            "token": token_of(author.pk, Notice.Kind.ANSWER),
            "notice": Notice.objects.filter(receiver=author).first().pk,
        }
    )


def in_the_admin(place: Community, article: Article, line, author) -> dict[str, str | int]:
    topic, group = place.topics.first(), Group.objects.get(name="editor")
    return {
        "on_site": f"{ContentType.objects.get_for_model(article).pk}/{article.pk}",
        "of_article": f"articles/article/{article.pk}",
        "revision": article.live_id,
        "of_term": f"articles/term/{Term.objects.create(word='port', also='portacath').pk}",
        "of_help_line": f"articles/helpline/{line.pk}",
        "of_community": f"community/community/{place.pk}",
        "of_topic": f"topics/topic/{topic.pk}",
        "of_member": f"accounts/user/{author.pk}",
        "of_group": f"auth/group/{group.pk}",
    }
