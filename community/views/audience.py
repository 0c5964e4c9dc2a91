from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from core.access import require

from .. import narrowing
from ..models import Discussion
from ..permissions import can_narrow
from ..posting import ChangedMeanwhile
from ..small_forms import AudienceForm


@login_required
def narrow(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Let fewer people read a discussion; more is not possible, and the page says why."""
    seen = Discussion.objects.visible_to(request.user).planned("starter", "community")
    here = get_object_or_404(seen, pk=pk)
    require(can_narrow(request.user, here))
    form = AudienceForm(request.POST or None, discussion=here)
    if request.method != "POST" or not form.is_valid():
        return _page(request, here, form, status=422 if form.errors else 200)
    data = form.cleaned_data
    try:
        narrowing.narrow(here, data["audience"], by=request.user, version=data["version"])
    except narrowing.WouldWiden:
        form.refuse_widening()
        return _page(request, here, form, status=422)
    except ChangedMeanwhile:
        here = get_object_or_404(seen, pk=pk)
        return _page(request, here, AudienceForm(discussion=here), status=409, changed=True)
    messages.success(request, _("Done. It is so from now on, for all that stands in it."))
    return redirect(here)


def _page(request, here: Discussion, form: AudienceForm, status: int, *, changed: bool = False):
    context = {"discussion": here, "form": form, "changed": changed, "section": "communities"}
    response = render(request, "community/audience.html", context, status=status)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
