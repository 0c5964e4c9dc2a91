"""May this person do this? Yes or no; what a list shows is decided by `visible_to`."""

from .models import Audience, Community, Discussion, Post, joined, looks_after


def can_moderate(user, post: Post) -> bool:
    """Does she look after this community, and did somebody else write the post?"""
    return post.discussion.community_id in looks_after(user) and post.author_id != user.pk


def can_reply(user, discussion: Discussion) -> bool:
    """Everybody with an account, while it is open; moderators also where it is closed."""
    open_to_her = not discussion.is_locked or can_arrange(user, discussion)
    return user.is_authenticated and discussion.state == Discussion.State.SHOWN and open_to_her


def can_arrange(user, discussion: Discussion) -> bool:
    """May she close, open, pin and unpin it?"""
    return discussion.community_id in looks_after(user)


def can_see_history(user, post: Post) -> bool:
    """Its author, and who looks after the community."""
    return user.is_authenticated and (
        post.author_id == user.pk or post.discussion.community_id in looks_after(user)
    )


def can_report(user, post: Post) -> bool:
    """Anybody may, also without an account, except the author."""
    return post.state == Post.State.PUBLISHED and post.author_id != (user.pk or 0)


def can_mark_helped(user, discussion: Discussion, post: Post) -> bool:
    """Who began the discussion says which replies of others helped."""
    starts = user.is_authenticated and discussion.starter_id == user.pk
    reply = post.state == Post.State.PUBLISHED and not post.is_opening
    return starts and reply and post.author_id != user.pk


def reads_there(user, community: Community) -> bool:
    """Does she belong to the audience of this community?"""
    if community.audience == Audience.EVERYONE:
        return True
    hers = community.pk in joined(user) | looks_after(user)
    return hers or (community.audience == Audience.MEMBERS and user.is_authenticated)


def can_narrow(user, discussion: Discussion) -> bool:
    """May she let fewer people read it: as its starter, or as a moderator?"""
    is_hers = user.is_authenticated and discussion.starter_id == user.pk
    return is_hers or can_arrange(user, discussion)
