"""A member follows a topic: what articles and discussions say about it."""

from .models import Topic


def follow(topic: Topic, by) -> None:
    """Keep this topic among what she follows."""
    topic.followers.add(by)


def unfollow(topic: Topic, by) -> None:
    """Follow it no longer."""
    topic.followers.remove(by)
