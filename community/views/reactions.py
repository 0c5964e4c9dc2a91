from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from .. import reacting
from ..models import Post, ReactionKind
from ..templatetags.community import SENT
from .discussions import address_of


@require_POST
def react(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a post with a hug, thanks, helpful or me too, or take it back."""
    post = _seen(request, pk)
    if not request.user.is_authenticated:
        return redirect_to_login(post.get_absolute_url())
    kind = request.POST.get("kind", "")
    if kind not in ReactionKind:
        raise Http404
    in_place = not request.accepts("text/html")  # the script asks for figures only
    try:
        given = reacting.react(post, by=request.user, kind=kind)
    except reacting.TooMany:
        refusal = _("You have sent a great many of these today. Please come back tomorrow.")
        if in_place:
            return JsonResponse({"refusal": refusal}, status=429)
        messages.info(request, refusal)
    else:
        if in_place:
            return JsonResponse({"given": given, "counts": post.reactions})
        messages.success(request, SENT[ReactionKind(kind)] if given else _("Taken back"))
    return redirect(f"{address_of(post)}-{kind}")


@require_POST
def helped(request: HttpRequest, pk: int) -> HttpResponse:
    """Who began a discussion says that a reply helped, or takes that back."""
    post = _seen(request, pk)
    if not request.user.is_authenticated:
        return redirect_to_login(post.get_absolute_url())
    takes_back = request.POST.get("helped") == "no"
    act = reacting.unmark_helped if takes_back else reacting.mark_helped
    act(post, by=request.user)
    words = _("Taken back") if takes_back else _("Marked as a helpful answer")
    messages.success(request, words)
    return redirect(f"{address_of(post)}-helped")


def _seen(request: HttpRequest, pk: int) -> Post:
    return get_object_or_404(
        Post.objects.visible_to(request.user).select_related("discussion"), pk=pk
    )
