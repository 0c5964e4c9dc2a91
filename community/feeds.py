from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import FOLDED_AT_FIRST, words_of
from articles.feeds import newest_articles
from core.feeds import NEWEST, AtomFeed, Entry
from core.text import excerpt
from topics.models import Topic

from .models import Community, Discussion


def newest_discussions(rows) -> list[Entry]:
    """What a stranger finds listed, the latest first."""
    shown = rows.listed_to(AnonymousUser()).order_by("-last_posted_at", "-pk")
    return [entry(discussion) for discussion in shown.for_rows()[:NEWEST]]


def entry(discussion: Discussion) -> Entry:
    """The title; name and words only of what its starter lets search engines list.

    A feed is copied by others, who keep what its author changes or takes back.
    """
    about = Entry(
        title=discussion.title,
        link=discussion.get_absolute_url(),
        at=discussion.started_at,
        changed_at=discussion.last_posted_at,
        author=_("A member"),
    )
    if folded := discussion.content_notes & FOLDED_AT_FIRST:
        about.words = _("Content note: %(notes)s") % {"notes": words_of(folded)}
    elif discussion.is_indexed:
        about.words = excerpt(discussion.opening)
        about.author = discussion.starter.username if discussion.starter else about.author
    return about


class CommunityFeed(AtomFeed):
    """What is talked about in one community."""

    def get_object(self, request: HttpRequest, slug: str) -> Community:
        return get_object_or_404(Community.objects.visible_to(AnonymousUser()), slug=slug)

    def title(self, community: Community) -> str:
        return community.name

    def subtitle(self, community: Community) -> str:
        return community.summary

    def link(self, community: Community) -> str:
        return community.get_absolute_url()

    def items(self, community: Community) -> list[Entry]:
        return newest_discussions(Discussion.objects.filter(community=community))


class TopicFeed(AtomFeed):
    """Articles and discussions about one topic, together as on its page."""

    def get_object(self, request: HttpRequest, slug: str) -> Topic:
        return get_object_or_404(Topic, slug=slug)

    def title(self, topic: Topic) -> str:
        return topic.name

    def subtitle(self, topic: Topic) -> str:
        return topic.about

    def link(self, topic: Topic) -> str:
        return reverse("topics:topic", args=[topic.slug])

    def items(self, topic: Topic) -> list[Entry]:
        talks = newest_discussions(Discussion.objects.about([topic]))
        both = newest_articles([topic]) + talks
        return sorted(both, key=lambda one: one.changed_at, reverse=True)[:NEWEST]
