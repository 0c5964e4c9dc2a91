from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import Article

from ..models import Community, Discussion

LATEST = 6  # discussions and articles on the front page


def home(request: HttpRequest) -> HttpResponse:
    shown = Discussion.objects.listed_to(request.user)
    discussions = shown.order_by("-last_posted_at", "-pk").for_rows()
    articles = Article.objects.visible_to(request.user).library().latest_first().for_rows()
    return render(
        request,
        "community/home.html",
        {
            "communities": Community.objects.visible_to(request.user),
            "discussions": discussions[:LATEST],
            "articles": articles[:LATEST],
            "section": "home",
        },
    )
