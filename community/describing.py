"""What machines are told about communities, topics and discussions."""

from html import unescape

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from core.describing import graph, person, publisher, way_to

from .models import Community, Discussion, Post

OPENING = 500  # characters of the opening post


def describe_community(request: HttpRequest, community: Community) -> dict:
    return graph(way_to(request, *_steps_to(community)))


def describe_topic(request: HttpRequest, topic) -> dict:
    steps = (_("Topics"), reverse("topics:topics")), (topic.name, topic.get_absolute_url())
    return graph(way_to(request, *steps))


def describe_discussion(request: HttpRequest, here: Discussion, posts: list[Post]) -> dict | None:
    """A discussion that search engines may list; of any other machines are told nothing."""
    if not here.is_indexed:
        return None
    path = here.get_absolute_url()
    address = request.build_absolute_uri(path)
    posting = {
        "@type": "DiscussionForumPosting",
        "@id": address,
        "url": address,
        "headline": here.title,
        "text": _opening(posts),
        "datePublished": here.started_at.isoformat(),
        "author": person(here.starter.username if here.starter else _("A former member")),
        "publisher": publisher(request),
        "interactionStatistic": {
            "@type": "InteractionCounter",
            "interactionType": "https://schema.org/CommentAction",
            "userInteractionCount": here.reply_count,
        },
    }
    steps = [*_steps_to(here.community), (here.title, path)]
    told = {name: value for name, value in posting.items() if value != ""}
    return graph(told, way_to(request, *steps))


def _opening(posts: list[Post]) -> str:
    """The beginning of the opening post in plain words, on the page where it stands."""
    html = next((post.shown_html for post in posts if post.is_opening), "")
    return Truncator(" ".join(unescape(strip_tags(html)).split())).chars(OPENING)


def _steps_to(community: Community) -> list[tuple[str, str]]:
    communities = (_("Communities"), reverse("community:communities"))
    return [communities, (community.name, community.get_absolute_url())]
