from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from topics.models import Topic

from .models import Community, Discussion


class PlaceSitemap(Sitemap):
    """The front page, the lists, the communities and the topics."""

    LISTS = ("community:home", "community:communities", "topics:topics", "articles:articles")

    def items(self) -> list[str]:
        places = [*Community.objects.visible_to(None), *Topic.objects.all()]
        return [*map(reverse, self.LISTS), *(place.get_absolute_url() for place in places)]

    def location(self, item: str) -> str:
        return item


class DiscussionSitemap(Sitemap):
    """Discussions that search engines may list, because their starters said so."""

    def items(self):
        rows = Discussion.objects.indexed().order_by("-last_posted_at", "-pk")
        return rows.only("pk", "slug", "last_posted_at")

    def lastmod(self, item: Discussion):
        return item.last_posted_at
