"""What of an article can be found: each of its parts, under its own address."""

from core.text import plain
from search.models import SearchRow

from .models import Article, Revision
from .sections import Section, sections_of

LONGEST_TITLE = 300  # characters, as of a section


def refresh(article: Article, live: Revision, parts: list[Section]) -> None:
    """Put the words that are live now in the place of those before.

    Only the library: the house's own pages are no reviewed information.
    """
    SearchRow.objects.filter(kind=SearchRow.Kind.ARTICLE, number=article.pk).delete()
    if article.place == Article.Place.LIBRARY:
        SearchRow.objects.bulk_create(_row(article, live, part) for part in parts)


def refresh_all() -> int:
    """Write anew what can be found of every article. How many articles there are."""
    SearchRow.objects.filter(kind=SearchRow.Kind.ARTICLE).delete()
    articles = Article.objects.filter(state=Article.State.LIVE).library()
    texts = Revision.objects.filter(live_in__in=articles).select_related("article")
    for live in texts:
        refresh(live.article, live, sections_of(live.body))
    return len(texts)


def _row(article: Article, live: Revision, part: Section) -> SearchRow:
    return SearchRow(
        kind=SearchRow.Kind.ARTICLE,
        number=article.pk,
        slug=article.slug,
        anchor=part.anchor,
        title=(plain(part.title) or live.title)[:LONGEST_TITLE],
        above=live.title if part.title else "",
        text=plain(part.text) if part.title else plain(f"{live.summary}\n\n{part.text}"),
        at=live.published_at,
    )
