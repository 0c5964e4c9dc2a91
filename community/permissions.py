"""May this person do this? Yes or no; what a list shows is decided by `visible_to`."""

from .models import Discussion, Post, looks_after


def can_moderate(user, post: Post) -> bool:
    """Does she look after this community, and did somebody else write the post?"""
    return post.discussion.community_id in looks_after(user) and post.author_id != user.pk


def can_reply(user, discussion: Discussion) -> bool:
    return user.is_authenticated and discussion.state == Discussion.State.SHOWN


def can_report(user, post: Post) -> bool:
    """Anybody may, also without an account, except the author."""
    return post.state == Post.State.PUBLISHED and post.author_id != (user.pk or 0)
