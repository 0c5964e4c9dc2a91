from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ..choices import NotesForm
from ..meeting import choose_notes
from ..models import User
from ..profiles import ChangedMeanwhile


@login_required
def reading(request: HttpRequest) -> HttpResponse:
    """What a member wants to meet: each content note shown, folded or left out."""
    if request.method != "POST":
        return _reading(request, NotesForm.of(request.user))
    form = NotesForm(request.POST)
    if not form.is_valid():
        return _reading(request, form, status=422)
    version = form.cleaned_data["version"]
    try:
        choose_notes(request.user, version=version, fold=form.fold, leave_out=form.leave_out)
    except ChangedMeanwhile:
        form.over(User.objects.get(pk=request.user.pk))
        return _reading(request, form, status=409, changed=True)
    messages.success(request, _("Saved."))
    return redirect("accounts:reading")


def _reading(request: HttpRequest, form: NotesForm, status: int = 200, **more) -> HttpResponse:
    return render(request, "accounts/reading.html", {"form": form} | more, status=status)
