from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ..membership import join, leave
from ..models import Community


@login_required
@require_POST
def membership(request: HttpRequest, slug: str) -> HttpResponse:
    """Join a community, or leave it."""
    here = get_object_or_404(Community.objects.visible_to(request.user), slug=slug)
    if request.POST.get("act") == "leave":
        leave(request.user, here)
        messages.success(request, _("You have left. What you wrote stays where it is."))
    else:
        join(request.user, here)
        messages.success(request, _("You have joined. You can read and write here now."))
    return redirect(here)
