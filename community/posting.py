"""What members do: start a discussion and reply."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Case, F, Max, Q, Value, When

from accounts.models import User, one_at_a_time
from articles.models import Section
from core import clock
from core.text import RENDERER, render
from topics.models import Topic

from .appearing import appeared
from .drafting import place_of, sent
from .filing import put_before_moderators
from .models import (
    Audience,
    Community,
    Discussion,
    Post,
    PostText,
    Report,
    looks_after,
    open_to,
)
from .screening import check_pace, is_held, is_newcomer


class ChangedMeanwhile(Exception):
    """Somebody else decided, or the author changed the post, since this page was opened."""


class NotOpen(Exception):
    """The discussion takes no replies any more."""


@dataclass(frozen=True)
class About:
    """What the starter of a discussion says of it besides its words."""

    audience: int = Audience.EVERYONE
    content_notes: int = 0  # a mask over ContentNote
    wants: str = ""  # a code of Discussion.Wants
    listed: bool = False  # may search engines list it?
    section: Section | None = None  # of an article, which it is about


PLAIN = About()


class SentBefore(Exception):
    """This form was sent before with other words; `post` is what became of it."""

    def __init__(self, post: Post):
        super().__init__(post.pk)
        self.post = post


@transaction.atomic
def start_discussion(
    community: Community,
    *,
    by: User,
    title: str,
    text: str,
    topics: Iterable[Topic],
    key: UUID,
    about: About = PLAIN,
) -> Post:
    """Open a discussion; the same form sent twice opens one. Returns the opening post.

    Its audience is never wider than that of its community. Raises TooFast, SentBefore, and
    ValidationError for a text that cannot be shown.
    """
    by = one_at_a_time(by)  # so that limits and keys cannot be raced
    if earlier := _sent_before(by, key, text, title):
        return earlier
    check_pace(by, opening=True)
    newcomer = is_newcomer(by)
    held = is_held(by, community, newcomer=newcomer)
    now = clock.now()
    discussion = Discussion.objects.create(
        community=community,
        title=title,
        slug=Discussion.slug_of(title),
        starter=by,
        state=Discussion.State.HELD if held else Discussion.State.SHOWN,
        started_at=now,
        last_posted_at=now,
        unanswered_since=None if held else now,
        audience=_never_wider(about.audience, community),
        content_notes=about.content_notes,
        wants=about.wants,
        listed=about.listed,
        section=about.section,
    )
    discussion.topics.set(topics)
    words = {"number": 1, "content_notes": about.content_notes}
    return _write(discussion, by, text, key, held=held, newcomer=newcomer, **words)


@transaction.atomic
def reply(
    discussion: Discussion,
    *,
    by: User,
    text: str,
    key: UUID,
    answers: Post | None = None,
    quote: str = "",
    content_notes: int = 0,
) -> Post:
    """Answer in a discussion, perhaps to one of its posts; the same form sent twice is one reply.

    A quote is a passage of the post answered. Moderators may also write where it is closed.

    Raises NotOpen, TooFast, SentBefore, and ValidationError for a text that cannot be shown.
    """
    by = one_at_a_time(by)  # as above
    if earlier := _sent_before(by, key, text):
        return earlier
    check_pace(by, opening=False)
    newcomer = is_newcomer(by)
    held = is_held(by, discussion.community, newcomer=newcomer)
    still = Q(state=Discussion.State.SHOWN) & (open_to(by) | Q(starter=by))
    if discussion.community_id not in looks_after(by):
        still &= Q(locked_at=None)
    if held:
        if not Discussion.objects.filter(still, pk=discussion.pk).exists():
            raise NotOpen
        number = None
    else:
        number = take_number(discussion, by, still)
    words = {"answers": answers, "quote": quote if answers else "", "number": number}
    words["content_notes"] = content_notes
    return _write(discussion, by, text, key, held=held, newcomer=newcomer, **words)


def _never_wider(audience: int, community: Community) -> int:
    """Under a lock, so that nothing begins as open as its community was a moment ago."""
    locked = Community.objects.select_for_update(no_key=True).filter(pk=community.pk)
    return max(audience, locked.values_list("audience", flat=True).get())


def _sent_before(by: User, key: UUID, text: str, title: str | None = None) -> Post | None:
    post = Post.objects.filter(author=by, key=key).select_related("discussion").first()
    if post and (post.text != text or title not in {None, post.discussion.title}):
        raise SentBefore(post)
    return post


def _write(discussion, by, text, key, *, held, newcomer, **words) -> Post:
    now = clock.now()
    opening = words["number"] == 1
    sent(text, by=by, place=place_of(discussion.community if opening else discussion))
    post = Post.objects.create(
        discussion=discussion,
        author=by,
        state=Post.State.HELD if held else Post.State.PUBLISHED,
        text=text,
        html=render(text),
        renderer=RENDERER,
        created_at=now,
        published_at=None if held else now,
        state_at=now,
        key=key,
        **words,
    )
    if held:
        put_before_moderators(post, Report.HELD)
        return post
    appeared(post)
    if newcomer:
        put_before_moderators(post, Report.LOOK_AFTER)
    return post


def take_number(discussion: Discussion, author: User | None, still: Q = Q()) -> int:  # noqa: B008
    """The next number in a discussion, and its counters moved on; NotOpen if it is not `still` so.

    The update locks the row until the transaction ends: this is the queue, so numbers are dense.
    """
    by_starter = Q(starter=author)
    taken = Discussion.objects.filter(still, pk=discussion.pk).update(
        last_number=F("last_number") + 1,
        reply_count=F("reply_count") + 1,
        last_posted_at=clock.now(),
        unanswered_since=Case(When(by_starter, then=F("unanswered_since")), default=Value(None)),
    )
    if not taken:
        raise NotOpen
    return Discussion.objects.values_list("last_number", flat=True).get(pk=discussion.pk)


def refuse_waiting(post: Post) -> None:
    """A change that waited goes with its post; its words stay in the history."""
    waiting = PostText.objects.filter(post=post, state=PostText.State.WAITING)
    waiting.update(state=PostText.State.REFUSED)


def follow_the_opening(discussion: Discussion, target: str) -> None:
    """A discussion is seen as long as its opening post is."""
    states = {
        Post.State.PUBLISHED: Discussion.State.SHOWN,
        Post.State.HELD: Discussion.State.HELD,
        Post.State.SENT_BACK: Discussion.State.HELD,
    }
    change: dict = {"state": states.get(Post.State(target), Discussion.State.HIDDEN)}
    if target == Post.State.PUBLISHED and discussion.state == Discussion.State.HELD:
        change["started_at"] = clock.now()
    Discussion.objects.filter(pk=discussion.pk).update(**change, version=F("version") + 1)


def recount(discussion: Discussion) -> None:
    """Derive the counters of a discussion from its posts; its row is locked by the caller."""
    posts = Post.objects.filter(discussion=discussion, state=Post.State.PUBLISHED)
    replies = posts.filter(number__gt=1)
    answered = replies.exclude(author=discussion.starter_id).exists()
    Discussion.objects.filter(pk=discussion.pk).update(
        reply_count=replies.count(),
        last_posted_at=posts.aggregate(last=Max("published_at"))["last"] or F("last_posted_at"),
        unanswered_since=None if answered else F("started_at"),
        helped_count=posts.helpful().count(),
    )
