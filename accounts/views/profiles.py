from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from ..forms import NameForm, ProfileForm
from ..models import ProfileLine, User
from ..naming import TooOften, change_name, next_change
from ..profiles import ChangedMeanwhile, change_profile

# The eyes through which a member can look at her own profile.
CIRCLES = {"stranger": ProfileLine.SeenBy.EVERYONE, "member": ProfileLine.SeenBy.MEMBERS}


def profile(request: HttpRequest, username: str) -> HttpResponse:
    """What a member lets this reader know about her; the rest does not exist for the reader."""
    members = User.objects.filter(is_active=True)
    if request.user.is_authenticated:
        members = members.exclude(blocks_made__whom=request.user)
    member = get_object_or_404(members, username=username)
    mine = member == request.user
    seen_as = request.GET.get("as") if mine else None
    lines = ProfileLine.objects.filter(member=member)
    if seen_as in CIRCLES:
        lines = lines.open_to(CIRCLES[seen_as])
    else:
        seen_as, lines = None, lines.visible_to(request.user)
    context = {"member": member, "mine": mine, "seen_as": seen_as}
    context |= {line.field: line for line in lines}
    response = render(request, "accounts/profile.html", context)
    response.headers["X-Robots-Tag"] = "noindex"  # nobody is to be found here by a search engine
    return response


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """One's own space: the profile and who sees what of it, and the ways to the account."""
    if request.method != "POST":
        return _account(request, ProfileForm.of(request.user))
    form = ProfileForm(request.POST)
    if not form.is_valid():
        return _account(request, form, status=422)
    data = form.cleaned_data
    try:
        change_profile(
            request.user, version=data["version"], avatar=data["avatar"], lines=form.lines
        )
    except ChangedMeanwhile:
        now = User.objects.get(pk=request.user.pk)
        return _account(request, form, status=409, kept=form.over(now), changed=True)
    messages.success(request, _("Saved."))
    return redirect("accounts:account")


def _account(request: HttpRequest, form: ProfileForm, status: int = 200, **more) -> HttpResponse:
    return render(request, "accounts/account.html", {"form": form} | more, status=status)


@login_required
@reauthentication_required
def name(request: HttpRequest) -> HttpResponse:
    """Take another pseudonym. Nobody can follow from the old one to the new one."""
    form = NameForm(request.POST or None, member=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            change_name(request.user, form.cleaned_data["name"])
        except TooOften:
            return _name(request, form, status=429)
        except ValidationError as taken:
            form.add_error("name", taken)
        else:
            messages.success(request, _("This is your name from now on."))
            return redirect("accounts:account")
    return _name(request, form, status=422 if form.errors else 200)


def _name(request: HttpRequest, form: NameForm, status: int) -> HttpResponse:
    again = next_change(request.user)
    return render(request, "accounts/name.html", {"form": form, "again": again}, status=status)
