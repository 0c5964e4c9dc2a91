from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap

from .models import Article


class ArticleSitemap(Sitemap):
    """Everything that editors keep at an address of its own, the house's pages too."""

    def items(self):
        rows = Article.objects.visible_to(AnonymousUser()).exclude(place=Article.Place.COMMUNITY)
        return rows.latest_first().for_rows()

    def lastmod(self, item: Article):
        return item.live.published_at
