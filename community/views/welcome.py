from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.models import folded_for

from ..models import Welcome, welcomes
from ..welcoming import Taken, first_replies, give_back, take
from .discussions import address_of
from .writing import number_in

SHOWN = 50  # newcomers on one page; the rest follows as these are answered


@login_required
def board(request: HttpRequest) -> HttpResponse:
    """Who is new here and has no answer yet, for those who greet; one is taken or given back."""
    if not welcomes(request.user):
        raise Http404
    if request.method != "POST":
        return _board(request)
    pk = number_in(request.POST.get("take") or request.POST.get("give_back") or "") or 0
    waiting = Welcome.objects.visible_to(request.user).for_board()
    if "give_back" in request.POST:
        give_back(get_object_or_404(waiting, pk=pk), by=request.user)
        messages.success(request, _("Given back. Somebody else can take it now."))
        return redirect("community:welcome")
    here = waiting.filter(pk=pk).first()
    if here is None:
        return _board(request, status=409)
    try:
        take(here, by=request.user)
    except Taken:
        return _board(request, status=409)
    answer, _hash, _place = address_of(here.post, answer=here.post_id).partition("#")
    return redirect(f"{answer}#reply")


def _board(request: HttpRequest, status: int = 200) -> HttpResponse:
    waiting = Welcome.objects.visible_to(request.user).for_board()[:SHOWN]
    context = {
        "waiting": waiting,
        "folded": folded_for(request.user),
        "figures": first_replies(request.user),
        "too_late": status == 409,
        "section": "welcome",
    }
    return render(request, "community/welcome.html", context, status=status)
