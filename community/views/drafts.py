from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from .. import drafting
from .writing import keep


@login_required
def drafts(request: HttpRequest) -> HttpResponse:
    """What she has begun to write; also for places that are not there for her any more."""
    context = {"drafts": drafting.listed_for(request.user), "section": "communities"}
    return render(request, "community/drafts.html", context)


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep what stands in a form while it is being written; a small script sends it."""
    if not request.user.is_authenticated:
        return JsonResponse({"says": _("Your log-in has ended.")}, status=401)
    opened = drafting.who_opened(request.POST.get("opened", ""))
    if opened is None or opened[0] != request.user.pk:
        return JsonResponse({"says": _("This form was opened by somebody else.")}, status=422)
    try:
        draft = keep(request, request.POST, opened[1])
    except drafting.ChangedElsewhere:
        return JsonResponse({"says": _("This was changed in another window.")}, status=409)
    except drafting.NoRoom:
        return JsonResponse({"says": _("This is more than we can keep.")}, status=413)
    except drafting.SentAlready:
        draft = None
    return JsonResponse({"seen": drafting.version_of(draft)})


@login_required
def throw_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Let go of what she began to write, after one question."""
    draft = get_object_or_404(drafting.listed_for(request.user), pk=pk)
    if request.method == "POST":
        drafting.throw_away(draft)
        messages.success(request, _("Your draft is thrown away."))
        return redirect("community:drafts")
    context = {"draft": draft, "section": "communities"}
    return render(request, "community/throw_away.html", context)
