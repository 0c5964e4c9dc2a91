from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from core.paging import Page, page_of

from ..models import Community, Discussion, Membership, joined, welcomes
from ..permissions import reads_there

LIST = 25  # discussions on one page


def communities(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "community/communities.html",
        {"communities": Community.objects.visible_to(request.user), "section": "communities"},
    )


def community(request: HttpRequest, slug: str) -> HttpResponse:
    """One community: what it is about, its topics, and its discussions."""
    everywhere = list(Community.objects.visible_to(request.user).for_reading())
    here = next((one for one in everywhere if one.slug == slug), None)
    if here is None:
        raise Http404
    topics = list(here.topics.all())
    topic = next((one for one in topics if one.slug == request.GET.get("topic")), None)
    unanswered = request.GET.get("show") == "unanswered"
    shown = Discussion.objects.listed_to(request.user).filter(community=here)
    page = _page(request, shown, topic, unanswered)
    mine = []
    if request.user.is_authenticated:
        mine = Discussion.objects.filter(community=here).waiting_of(request.user).for_rows()
    return render(
        request,
        "community/community.html",
        {
            "community": here,
            "nearby": [one for one in everywhere if one != here],
            "topics": topics,
            "topic": topic,
            "show": "unanswered" if unanswered else "latest",
            "page": page,
            "mine": mine,
            "rules": here.rule_list,
            "reads": reads_there(request.user, here),
            "membership": _membership(request.user, here),
            "team": Membership.objects.team_of(here),
            "section": "communities",
        },
    )


def _membership(user, here: Community) -> str:
    """Is she a stranger here, can she join or leave, or does she look after the place?"""
    if not user.is_authenticated:
        return ""
    if here.pk in welcomes(user):
        return "team"
    return "member" if here.pk in joined(user) else "none"


def _page(request: HttpRequest, discussions, topic, unanswered: bool) -> Page:
    """One page of a community's discussions, pinned ones first, perhaps about one topic only."""
    if topic:
        discussions = discussions.about([topic])
    if unanswered:
        discussions = discussions.unanswered()
    return page_of(
        discussions.for_rows(),
        "unanswered_since" if unanswered else "last_posted_at",
        LIST,
        before=request.GET.get("before", ""),
        after=request.GET.get("after", ""),
        first="" if unanswered else "pinned",
    )
