from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from .models import Topic


def topics(request: HttpRequest) -> HttpResponse:
    context = {"topics": Topic.objects.all(), "section": "topics"}
    return render(request, "topics/topics.html", context)


def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Reviewed articles and members' discussions about one topic, together on one page."""
    here = get_object_or_404(Topic, slug=slug)
    return render(request, "topics/topic.html", {"topic": here, "section": "topics"})
