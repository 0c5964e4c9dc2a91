"""What can be found of what members write, and who may find it."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery

from articles.models import Article
from articles.wording import wording
from core.text import plain
from search.asking import Asked, ask
from search.finding import Hit, hits
from search.models import SearchRow

from .models import Community, Discussion, Post, met_by, open_to

SIMILAR = 5
COMPARED = 300  # openings, where only a few are wanted
POST, ARTICLE = SearchRow.Kind.POST, SearchRow.Kind.ARTICLE


def visible_to(user) -> QuerySet[SearchRow]:
    """What this reader may find: the rule of lists, word for word, on what a row carries."""
    wanted = open_to(user) & met_by(user, "author") & met_by(user, "starter")
    return SearchRow.objects.filter(wanted)


def about(topic) -> Q:
    """Rows of what belongs to a topic."""
    talks = Discussion.topics.through.objects.filter(topic=topic).values("discussion")
    texts = Article.topics.through.objects.filter(topic=topic).values("article")
    return Q(discussion__in=talks) | Q(kind=ARTICLE, number__in=texts)


def everywhere(asked: Asked, rows: QuerySet[SearchRow]) -> list[tuple[Hit, int]]:
    """The best row of each discussion and article, with how many more of it there are.

    Articles are asked for by themselves: they must not be lost among the newest posts.
    """
    found = [*hits(rows, asked, ARTICLE), *hits(rows.filter(kind=POST), asked)]
    best: dict[tuple, Hit] = {}
    more: dict[tuple, int] = {}
    for hit in sorted(found, key=lambda hit: (hit.score, -hit.row)):
        of = (hit.kind, hit.discussion or hit.number)
        best.setdefault(of, hit)
        more[of] = more.get(of, -1) + 1
    return [(hit, more[of]) for of, hit in best.items()]


def similar_to(title: str, user, community: Community) -> list[Discussion]:
    """Discussions of a community that may be about the same: some words are enough.

    None that has less than half of what the nearest one has.
    """
    asked = ask(title, wording()).any()
    openings = visible_to(user).filter(kind=POST, community=community.pk).exclude(title="")
    near = sorted(hits(openings, asked, most=COMPARED), key=lambda hit: (hit.score, -hit.row))
    wanted = [hit.discussion for hit in near[:SIMILAR] if hit.score <= near[0].score / 2]
    rows = Discussion.objects.listed_to(user).planned().in_bulk(wanted)
    return [rows[pk] for pk in wanted if pk in rows]


def refresh(post: Post) -> None:
    """Let a post be found as it is now, or not any more.

    Called in the transaction that changes it. With an opening post a whole discussion comes into
    sight or goes out of it.
    """
    post = Post.objects.select_related("discussion").defer("html").get(pk=post.pk)
    talk = post.discussion
    rows = SearchRow.objects.filter(discussion=talk.pk)
    if talk.state != Discussion.State.SHOWN:
        rows.delete()
        return
    if not post.is_opening:
        _write([post])
    elif not rows.exists():
        _write(Post.objects.filter(discussion=talk).select_related("discussion"))
    else:
        _write([post])
        if rows.exclude(content_notes=talk.content_notes).exists():
            narrowed(talk)


def refresh_all() -> int:
    """Write anew what can be found of every discussion, one after the other. How many there are.

    For a site where something was written while an older program still ran.
    """
    shown = Discussion.objects.filter(state=Discussion.State.SHOWN)
    SearchRow.objects.filter(kind=POST).exclude(discussion__in=shown.values("pk")).delete()
    numbers = list(shown.values_list("pk", flat=True))
    for number in numbers:
        with transaction.atomic():
            talk = Discussion.objects.select_for_update(no_key=True).get(pk=number)
            SearchRow.objects.filter(discussion=number).delete()
            if talk.state == Discussion.State.SHOWN:
                _write(Post.objects.filter(discussion=number).select_related("discussion"))
    return len(numbers)


def narrowed(discussion: Discussion) -> None:
    """Let what can be found of a discussion follow its audience, its place and its notes."""
    own = Post.objects.filter(pk=OuterRef("number")).values("content_notes")
    SearchRow.objects.filter(discussion=discussion.pk).update(
        audience=discussion.audience,
        community=discussion.community_id,
        content_notes=Subquery(own).bitor(discussion.content_notes),
    )


def all_narrowed(community: Community, audience: int) -> None:
    """Let all that can be found of a community be for this audience, or a narrower one."""
    SearchRow.objects.filter(community=community.pk, audience__lt=audience).update(
        audience=audience
    )


def _write(posts: Iterable[Post]) -> None:
    gone = [post.pk for post in posts if post.state != Post.State.PUBLISHED]
    there = [_row(post) for post in posts if post.state == Post.State.PUBLISHED]
    if gone:
        SearchRow.objects.filter(kind=POST, number__in=gone).delete()
    SearchRow.objects.bulk_create(
        there,
        500,
        update_conflicts=True,
        unique_fields=["kind", "number", "anchor"],
        update_fields=["content_notes", "audience", "title", "text"],
    )


def _row(post: Post) -> SearchRow:
    talk = post.discussion
    return SearchRow(
        kind=POST,
        number=post.pk,
        discussion=talk.pk,
        community=talk.community_id,
        author=post.author_id,
        starter=talk.starter_id,
        audience=talk.audience,
        content_notes=post.content_notes | talk.content_notes,
        at=post.published_at or post.created_at,
        title=talk.title if post.is_opening else "",
        text=plain(post.text),
    )
