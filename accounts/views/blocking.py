from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from core.access import require
from core.views import back

from ..blocking import block, unblock
from ..models import Block, User, blocked_by


@login_required
def member(request: HttpRequest, username: str) -> HttpResponse:
    """Ask before a member's posts are folded away, and say what it does; or take it back."""
    hers = Q(is_active=True) | Q(pk__in=blocked_by(request.user))
    whom = get_object_or_404(User.objects.filter(hers), username=username)
    require(whom != request.user)
    if request.method != "POST":
        context = {"member": whom, "next": request.GET.get("next", "")}
        return render(request, "accounts/block.html", context)
    if request.POST.get("act") == "unblock":
        unblock(whom, by=request.user)
        words = _("You will meet the posts of %(name)s again.")
    else:
        block(whom, by=request.user)
        words = _("You will not meet the posts of %(name)s. Nobody is told.")
    messages.success(request, words % {"name": whom.username})
    return redirect(back(request) if request.POST.get("next") else "accounts:blocked")


@login_required
def blocked(request: HttpRequest) -> HttpResponse:
    """Whom this member does not want to meet; only she sees this list."""
    blocks = Block.objects.filter(by=request.user).select_related("whom").order_by("-at", "whom")
    return render(request, "accounts/blocked.html", {"blocks": blocks})
