from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from core.paging import Page, page_of

from ..models import Community, Discussion, Membership, rank_in
from ..permissions import reads_there
from ..reading import followed_by, opened_by

LIST = 25  # discussions on one page
SHOWS = ("unanswered",)
HERS = ("unread", "following")  # what only a member can choose


def communities(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "community/communities.html",
        {"communities": Community.objects.visible_to(request.user), "section": "communities"},
    )


def community(request: HttpRequest, slug: str) -> HttpResponse:
    """One community: what it is about, its topics, and its discussions."""
    user = request.user
    rows = Community.objects.visible_to(user).for_reading().caught_up_by(user)
    everywhere = list(rows)
    here = next((one for one in everywhere if one.slug == slug), None)
    if here is None:
        raise Http404
    topics = list(here.topics.all())
    topic = next((one for one in topics if one.slug == request.GET.get("topic")), None)
    show = _show(request)
    page = _page(request, here, topic, show)
    mine = []
    if user.is_authenticated:
        mine = Discussion.objects.filter(community=here).waiting_of(user).for_rows()
    return render(
        request,
        "community/community.html",
        {
            "community": here,
            "rank": rank_in(user, here.pk),
            "nearby": [one for one in everywhere if one != here],
            "topics": topics,
            "topic": topic,
            "show": show,
            "page": page,
            "mine": mine,
            "rules": here.rule_list,
            "reads": reads_there(request.user, here),
            "team": Membership.objects.team_of(here),
            "section": "communities",
        },
    )


def _show(request: HttpRequest) -> str:
    """Which discussions she asked for; a stranger has none of her own."""
    possible = SHOWS + HERS if request.user.is_authenticated else SHOWS
    asked = request.GET.get("show")
    return asked if asked in possible else "latest"


def _since(user, here: Community) -> Q:
    """The part of the unread rule that an index knows: it ends where she is caught up."""
    if here.caught_up is None:
        return Q(pk__in=opened_by(user))
    return Q(pinned__in=[True, False], last_posted_at__gt=here.caught_up)


def _page(request: HttpRequest, here: Community, topic, show: str) -> Page:
    """One page of a community's discussions, pinned ones first, perhaps about one topic only."""
    user = request.user
    rows = Discussion.objects.listed_to(user).filter(community=here).marked_for(user).for_rows()
    if topic:
        rows = rows.about([topic])
    if show == "unanswered":
        rows = rows.unanswered()
    elif show == "following":
        rows = rows.filter(pk__in=followed_by(user))
    elif show == "unread":
        rows = rows.unread().filter(_since(user, here))
    return page_of(
        rows,
        "unanswered_since" if show == "unanswered" else "last_posted_at",
        LIST,
        before=request.GET.get("before", ""),
        after=request.GET.get("after", ""),
        first="pinned" if show == "latest" else "",
    )
