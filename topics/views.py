from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from core.views import pressed

from . import following
from .models import Topic


def topics(request: HttpRequest) -> HttpResponse:
    context = {"topics": Topic.objects.all(), "section": "topics"}
    return render(request, "topics/topics.html", context)


def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Reviewed articles and members' discussions about one topic, together on one page."""
    rows = Topic.objects.all()
    if request.user.is_authenticated:
        hers = Topic.followers.through.objects.filter(topic=OuterRef("pk"), user=request.user)
        rows = rows.annotate(following=Exists(hers))
    here = get_object_or_404(rows, slug=slug)
    return render(request, "topics/topic.html", {"topic": here, "section": "topics"})


@login_required
def follow(request: HttpRequest, slug: str) -> HttpResponse:
    return _change(request, slug, following.follow, _("You follow this topic now."))


@login_required
def unfollow(request: HttpRequest, slug: str) -> HttpResponse:
    words = _("You do not follow this topic any more.")
    return _change(request, slug, following.unfollow, words)


def _change(request: HttpRequest, slug: str, act, words: str) -> HttpResponse:
    here = get_object_or_404(Topic, slug=slug)
    return pressed(request, here, act, words)
