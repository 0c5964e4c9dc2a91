from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from accounts.models import folded_for
from articles.models import Article
from articles.wording import topics, wording
from core import clock
from search.asking import LONGEST, Asked, ask
from search.finding import Hit
from search.marking import Piece, marked, passage
from search.models import SearchRow

from .. import finding
from ..models import Community, Post
from .discussions import address_of

PAGE = 15  # results
LAST = 20  # pages
SINCE = {"month": timedelta(days=31), "year": timedelta(days=366)}
KINDS = {"articles": finding.ARTICLE, "discussions": finding.POST}
FEW = 3  # results: with fewer, another spelling may find more


@dataclass
class Result:
    """One discussion or article on the page of results."""

    address: str
    title: list[Piece]
    passage: list[Piece]
    more: int = 0  # further posts of it that have the words
    row: SearchRow | None = None
    post: Post | None = None
    notes: int = 0  # a mask of those for which this reader wants its words folded


def search(request: HttpRequest) -> HttpResponse:
    """Articles and discussions in one list, each in its own voice."""
    q = request.GET.get("q", "").replace("\0", "")[:LONGEST].strip()
    places = {one.slug: one for one in Community.objects.visible_to(request.user)}
    chosen = _chosen(request, places)
    rows = _rows(request.user, chosen)
    asked, found, spelled, instead = _look(request.GET.get("q", ""), q, rows)
    counts = {name: sum(hit.kind == kind for hit, _ in found) for name, kind in KINDS.items()}
    if chosen["type"]:
        found = [pair for pair in found if pair[0].kind == KINDS[chosen["type"]]]
    pages = min(ceil(len(found) / PAGE), LAST) or 1
    number = _number(request.GET.get("page", ""), pages)
    shown = found[PAGE * (number - 1) : PAGE * number]
    context = {
        "q": q,
        "asked": asked,
        "chosen": chosen,
        "counts": counts,
        "total": len(found),
        "everything": sum(counts.values()),
        "results": _results(shown, asked, request.user),
        "number": number,
        "pages": list(Paginator(range(pages), 1).get_elided_page_range(number, on_each_side=1)),
        "spelled": spelled,
        "instead": instead,
        "either": " OR ".join(q.replace('"', " ").split()) if len(asked.parts) > 1 else "",
        "communities": places.values(),
        "topics": topics().values(),
        "section": "search",
    }
    return render(request, "community/search.html", context)


def _look(typed: str, q: str, rows) -> tuple[Asked, list, str, str]:
    """What is found; another spelling to offer; and that one where it alone finds anything."""
    known = wording()
    asked = ask(typed, known)
    found = finding.everywhere(asked, rows)
    spelled = known.spelled(q) if len(found) < FEW else ""
    if asked and spelled and not found:
        mended = ask(spelled, known)
        if others := finding.everywhere(mended, rows):
            return mended, others, "", spelled
    return asked, found, spelled, ""


def similar(request: HttpRequest, slug: str) -> HttpResponse:
    """What has been asked before in this community, while somebody writes a title."""
    here = get_object_or_404(Community.objects.visible_to(request.user), slug=slug)
    title = request.GET.get("title", "")
    found = finding.similar_to(title, request.user, here)
    return render(request, "community/_similar.html", {"similar": found})


def _chosen(request: HttpRequest, places: dict[str, Community]) -> dict:
    """How the list is narrowed down; what we do not know narrows nothing."""
    asked = request.GET
    return {
        "type": asked["type"] if asked.get("type") in KINDS else "",
        "since": asked["since"] if asked.get("since") in SINCE else "",
        "community": places.get(asked.get("community", "")),
        "topic": topics().get(asked.get("topic", "")),
    }


def _rows(user, chosen: dict):
    rows = finding.visible_to(user)
    if chosen["community"]:
        rows = rows.filter(community=chosen["community"].pk)
    if chosen["topic"]:
        rows = rows.filter(finding.about(chosen["topic"]))
    if chosen["since"]:
        rows = rows.filter(at__gt=clock.now() - SINCE[chosen["since"]])
    return rows


def _number(asked: str, pages: int) -> int:
    plain = asked.isascii() and asked.isdigit() and len(asked) < 4
    return min(max(int(asked), 1), pages) if plain else 1


def _results(found: list[tuple[Hit, int]], asked: Asked, user) -> list[Result]:
    """The words of what is shown: of posts as they are now, and only if she may see them."""
    of_posts = [hit.number for hit, _ in found if hit.kind == finding.POST]
    readable = Post.objects.visible_to(user).met_by(user).filter(state=Post.State.PUBLISHED)
    posts = readable.planned("author", "discussion__community").defer("html").in_bulk(of_posts)
    of_articles = [hit.row for hit, _ in found if hit.kind == finding.ARTICLE]
    checked = Article.objects.filter(pk=OuterRef("number"), live__reviewer_name__gt="")
    rows = SearchRow.objects.annotate(is_checked=Exists(checked)).in_bulk(of_articles)
    results = []
    for hit, more in found:
        if hit.number in posts and hit.kind == finding.POST:
            results.append(_talk(posts[hit.number], asked, user, more))
        elif hit.row in rows:
            results.append(_text(rows[hit.row], asked))
    return results


def _talk(post: Post, asked: Asked, user, more: int) -> Result:
    talk = post.discussion
    notes = (post.content_notes | talk.content_notes) & folded_for(user)
    words = [] if notes else passage(finding.plain(post.text), asked)
    title = marked(talk.title, asked)
    return Result(address_of(post), title, words, more, post=post, notes=notes)


def _text(row: SearchRow, asked: Asked) -> Result:
    address = reverse("articles:article", args=[row.slug])
    address += f"#{row.anchor}" if row.anchor else ""
    return Result(address, marked(row.title, asked), passage(row.text, asked), row=row)
