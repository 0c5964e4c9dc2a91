"""Who is told of a post, and what of it.

In the transaction in which others can read it for the first time, and then once for each person:
of all that concerns her the strongest.
"""

from collections.abc import Mapping

from django.db.models import F, Q, QuerySet
from django.db.models.lookups import Exact

from accounts.models import Block, LogEntry, Notice, User
from accounts.names import skeleton
from accounts.notifying import tell
from accounts.owners import Thing
from core.text import names_called
from topics.models import Topic

from .models import Audience, Discussion, Membership, Post, Reading

Kind = Notice.Kind
ANSWER, DECISION = Kind.ANSWER, Kind.DECISION
POSTS = [ANSWER, Kind.MENTION, Kind.REPLY, Kind.DISCUSSION]  # whose number is a post
KINDS = [DECISION, *POSTS]
MOST_CALLED = 10  # names in one post; who calls a whole list of people calls nobody


def tell_of(post: Post) -> None:
    """Tell whom a new post answers or calls, and who follows where it stands."""
    if not _is_there(post):
        return
    followers = readers_of(post).filter(pk__in=_following(post))
    told = dict.fromkeys(followers, Kind.DISCUSSION if post.is_opening else Kind.REPLY)
    answered = [one for one in told if one.pk == post.discussion.starter_id]
    if post.answers:
        answered += readers_of(post).filter(pk=post.answers.author_id or 0)
    _tell(post, told | dict.fromkeys(_call(post), Kind.MENTION) | dict.fromkeys(answered, ANSWER))


def tell_of_new_calls(post: Post) -> None:
    """Tell whom a changed post calls by name, unless they were told of it already."""
    if not _is_there(post) or not (called := _call(post)):
        return
    about = Notice.objects.filter(kind__in=POSTS, number=post.pk, receiver__in=called)
    told = set(about.values_list("receiver", flat=True))
    _tell(post, {one: Kind.MENTION for one in called if one.pk not in told})


def _tell(post: Post, told: Mapping[User, str]) -> None:
    tell(told.items(), post.pk, thread=f"discussion:{post.discussion_id}", by=post.author)


def _is_there(post: Post) -> bool:
    published = post.state == Post.State.PUBLISHED
    return published and post.discussion.state == Discussion.State.SHOWN


def readers_of(post: Post) -> QuerySet[User]:
    """The members who may read a published post, and want to meet its author and its subject.

    It is `visible_to` and `met_by` asked the other way round: of one post, for all members.
    """
    discussion = post.discussion
    people = User.objects.filter(is_active=True).exclude(pk=post.author_id or 0)
    if discussion.audience == Audience.JOINED:
        members = Membership.objects.filter(community=discussion.community_id)
        joined = Q(pk__in=members.values("member"))
        people = people.filter(joined | Q(pk=discussion.starter_id or 0) | Q(is_superuser=True))
    writers = [pk for pk in (post.author_id, discussion.starter_id) if pk]
    people = people.exclude(pk__in=Block.objects.filter(whom__in=writers).values("by"))
    if notes := post.content_notes | discussion.content_notes:
        people = people.filter(Exact(F("leave_out_notes").bitand(notes), 0))
    return people.only("username", "told")


def _following(post: Post) -> QuerySet:
    """Who follows a discussion; at its opening, who follows one of its topics."""
    if not post.is_opening:
        return Reading.objects.filter(discussion=post.discussion_id, following=True).values(
            "member"
        )
    topics = post.discussion.topics.values("pk")
    return Topic.followers.through.objects.filter(topic__in=topics).values("user")


def _call(post: Post) -> list[User]:
    """The members a post calls and did not before, as far as they may read it; it keeps them."""
    names = names_called(post.text, MOST_CALLED)
    if not names:
        return []
    # The dot behind a name at the end of a sentence belongs to the name only if there is one.
    spelled = [(name, name.rstrip(".-_+")) for name in names]
    every = {one for both in spelled for one in both if skeleton(one)}
    looks = Q(username__in=every) | Q(name_skeleton__in={skeleton(one) for one in every})
    people = {one.username.casefold(): one for one in readers_of(post).filter(looks)}
    hits = [people.get(name.casefold()) or people.get(bare.casefold()) for name, bare in spelled]
    kept = set(post.mentions.values_list("pk", flat=True))
    called = [one for one in dict.fromkeys(hits) if one and one.pk not in kept]
    called = called[: max(0, MOST_CALLED - len(kept))]  # changing a post calls no new crowd
    post.mentions.add(*called)
    return called


def things_of(user: User, notices: list[Notice]) -> dict[int, Thing]:
    """The posts that these notices are about, as far as she may see them and wants to."""
    told = [notice for notice in notices if notice.kind != DECISION]
    of_it = [f"discussion__{field}" for field in ("title", "state", "content_notes")]
    rows = Post.objects.visible_to(user).planned("discussion")
    rows = rows.only("content_notes", "state", *of_it)
    wanted = rows.met_by(user).filter(pk__in=[notice.number for notice in told])
    posts = {post.pk: post for post in wanted if _is_there(post)}
    found = {notice.pk: _thing(posts[notice.number]) for notice in told if notice.number in posts}
    return found | _decisions(user, rows, [one for one in notices if one.kind == DECISION])


def _decisions(user: User, rows: QuerySet[Post], notices: list[Notice]) -> dict[int, Thing]:
    """What moderators decided about posts of hers."""
    numbers = [notice.number for notice in notices]
    entries = LogEntry.objects.filter(pk__in=numbers, kind="post").only("number", "verb")
    decided = {entry.pk: entry for entry in entries}
    hers = rows.filter(author=user, pk__in=[entry.number for entry in decided.values()])
    posts = {post.pk: post for post in hers}
    return {
        notice.pk: _thing(posts[entry.number], entry.verb)
        for notice in notices
        if (entry := decided.get(notice.number)) and entry.number in posts
    }


def _thing(post: Post, verb: str = "") -> Thing:
    notes = post.content_notes | post.discussion.content_notes
    return Thing(post.discussion.title, post.get_absolute_url(), notes, verb)
