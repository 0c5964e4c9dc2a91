from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.feeds import NEWEST, AtomFeed, Entry

from .models import Article


def newest_articles(topics=None) -> list[Entry]:
    """The articles that went live last, as anybody may read them."""
    rows = Article.objects.visible_to(AnonymousUser()).library()
    if topics is not None:
        rows = rows.about(topics)
    return [entry(article) for article in rows.latest_first().for_rows()[:NEWEST]]


def entry(article: Article) -> Entry:
    live = article.live
    return Entry(
        title=live.title,
        link=article.get_absolute_url(),
        at=article.started_at,
        changed_at=live.published_at,
        words=live.summary,
        author=live.author_name,
    )


class ArticlesFeed(AtomFeed):
    """The library: what was written or revised last."""

    title = gettext_lazy("Articles")

    def subtitle(self) -> str:
        return _("What our editors wrote or revised last")

    def link(self) -> str:
        return reverse("articles:articles")

    def items(self) -> list[Entry]:
        return newest_articles()
