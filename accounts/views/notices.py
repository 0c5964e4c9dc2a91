from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from core.views import back

from ..models import Notice


@login_required
@require_POST
def seen(request: HttpRequest, pk: int) -> HttpResponse:
    """Put away a note that one has read."""
    get_object_or_404(Notice.objects.visible_to(request.user), pk=pk).put_away()
    return redirect(back(request))
