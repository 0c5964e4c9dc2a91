"""Joining a community, leaving it, and taking all that is said there as read."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from core import clock
from core.paging import moment
from core.views import back_or

from .. import membership
from ..models import Community


@login_required
def join(request: HttpRequest, slug: str) -> HttpResponse:
    here = _seen(request, slug)
    if request.method == "POST":
        membership.join(here, by=request.user)
        words = _("You joined %(name)s. What is new there now shows on your front page.")
        messages.success(request, words % {"name": here.name})
    return back_or(request, here)


@login_required
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    here = _seen(request, slug)
    if request.method != "POST":
        return redirect(here)
    try:
        membership.leave(here, by=request.user)
    except membership.HasRole:
        words = _(
            "You help to look after this community, and leaving would end that. Please ask a "
            "lead moderator to take over your part first."
        )
        messages.warning(request, words)
    else:
        messages.success(
            request, _("You left %(name)s. What you wrote there stays.") % {"name": here.name}
        )
    return back_or(request, here)


@login_required
def catch_up(request: HttpRequest, slug: str) -> HttpResponse:
    """All read: up to the newest that stood on her page, not what came since she opened it."""
    here = _seen(request, slug)
    if request.method == "POST":
        until = moment(request.POST.get("until", "")) or clock.now()
        membership.catch_up(here, by=request.user, until=until)
        messages.success(request, _("Everything here is marked as read."))
    return redirect(here)


def _seen(request: HttpRequest, slug: str) -> Community:
    return get_object_or_404(Community.objects.visible_to(request.user), slug=slug)
