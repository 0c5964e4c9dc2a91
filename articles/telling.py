"""Who is told of a new revision, and what of it."""

from accounts.models import Block, Notice, User
from accounts.notifying import tell
from accounts.owners import Thing

from .models import Article, Revision

ARTICLE = Notice.Kind.ARTICLE


def tell_of(revision: Revision) -> None:
    """Tell those who follow an article of the library that it was revised; not of its first."""
    if revision.number == 1 or revision.article.place != Article.Place.LIBRARY:
        return
    blocking = Block.objects.filter(whom=revision.author_id).values("by")
    people = User.objects.filter(followed_articles=revision.article_id, is_active=True)
    followers = people.exclude(pk=revision.author_id or 0).exclude(pk__in=blocking)
    told = [(person, ARTICLE) for person in followers.only("told")]
    tell(told, revision.pk, thread=f"article:{revision.article_id}", by=revision.author)


def things_of(user: User, notices: list[Notice]) -> dict[int, Thing]:
    """The live articles that these notices are about."""
    live = Article.objects.visible_to(user).library()
    numbers = [notice.number for notice in notices]
    rows = Revision.objects.filter(pk__in=numbers, article__in=live).planned("article")
    revisions = {row.pk: row for row in rows.only("title", "article__slug", "article__place")}
    return {
        notice.pk: Thing(revision.title, revision.article.get_absolute_url())
        for notice in notices
        if (revision := revisions.get(notice.number))
    }
