"""A feed: what is new at one place, for the programs that people read news with."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

NEWEST = 25  # entries


@dataclass
class Entry:
    """One line of a feed. Copies of it stay out there: only what may stay belongs in it."""

    title: str
    link: str
    at: datetime
    changed_at: datetime
    words: str = ""
    author: str = ""


class AtomFeed(Feed):
    """Entries in the one form that feeds have here; each kind of feed says which."""

    feed_type = Atom1Feed
    language = settings.LANGUAGE_CODE

    def __call__(self, request, *args, **more):
        response = super().__call__(request, *args, **more)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def item_title(self, item: Entry) -> str:
        return item.title

    def item_description(self, item: Entry) -> str | None:
        """The form says that these words are HTML, and readers show them as such."""
        return escape(item.words) or None

    def item_link(self, item: Entry) -> str:
        return item.link

    def item_author_name(self, item: Entry) -> str:
        return item.author

    def item_pubdate(self, item: Entry) -> datetime:
        return item.at

    def item_updateddate(self, item: Entry) -> datetime:
        return item.changed_at
