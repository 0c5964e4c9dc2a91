"""What a member follows: one discussion, and the page that lists all of it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from articles.models import Article
from core.paging import page_of
from core.views import pressed
from topics.models import Topic

from .. import reading
from ..models import Community, Discussion, joined, rank_in

LIST = 25  # discussions on one page


@login_required
def follow(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    return _change(request, pk, reading.follow, _("You follow this discussion now."))


@login_required
def unfollow(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    words = _("You do not follow this discussion any more.")
    return _change(request, pk, reading.unfollow, words)


def _change(request: HttpRequest, pk: int, act, words: str) -> HttpResponse:
    here = get_object_or_404(Discussion.objects.visible_to(request.user), pk=pk)
    return pressed(request, here, act, words)


@login_required
def following(request: HttpRequest) -> HttpResponse:
    """All that she follows, each with a button to stop."""
    user = request.user
    rows = (
        Discussion.objects.listed_to(user)
        .filter(pk__in=reading.followed_by(user))
        .marked_for(user)
    )
    page = page_of(
        rows.planned("community"),
        "last_posted_at",
        LIST,
        before=request.GET.get("before", ""),
        after=request.GET.get("after", ""),
    )
    articles = Article.objects.visible_to(user).library().filter(followers=user)
    context = {
        "page": page,
        "topics": Topic.objects.filter(followers=user),
        "articles": articles.latest_first().for_rows(),
        "communities": Community.objects.visible_to(user).filter(pk__in=joined(user)),
        "roles": {pk for pk in joined(user) if rank_in(user, pk)},
        "section": "account",
    }
    return render(request, "community/following.html", context)
