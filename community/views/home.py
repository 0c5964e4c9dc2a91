from datetime import timedelta

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import Article
from core import clock

from ..models import Community, Discussion, joined

LATEST = 6  # discussions and articles on the front page
NEW = timedelta(days=60)  # what is older is found in its community, and keeps nobody waiting here


def home(request: HttpRequest) -> HttpResponse:
    user = request.user
    new = list(_new_for(user)) if user.is_authenticated else []
    shown = Discussion.objects.listed_to(user).marked_for(user)
    if new:
        shown = shown.exclude(pk__in=[one.pk for one in new])
    discussions = shown.order_by("-last_posted_at", "-pk").for_rows()
    articles = Article.objects.visible_to(user).library().latest_first().for_rows()
    return render(
        request,
        "community/home.html",
        {
            "communities": Community.objects.visible_to(user),
            "joined": joined(user),
            "new": new,
            "discussions": discussions[:LATEST],
            "articles": articles[:LATEST],
            "section": "home",
        },
    )


def _new_for(user):
    """The latest she has not read, of what she follows and of the communities she joined."""
    hers = Q(community__in=joined(user)) | Q(following=True)
    rows = Discussion.objects.listed_to(user).filter(last_posted_at__gt=clock.now() - NEW)
    unread = rows.marked_for(user).filter(hers).unread()
    return unread.order_by("-last_posted_at", "-pk").for_rows()[:LATEST]
