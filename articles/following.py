"""A member follows an article, to learn when its text has changed."""

from accounts.models import User

from .models import Article


def follow(article: Article, by: User) -> None:
    """Keep this article among what she follows."""
    article.followers.add(by)


def unfollow(article: Article, by: User) -> None:
    """Follow it no longer."""
    article.followers.remove(by)
