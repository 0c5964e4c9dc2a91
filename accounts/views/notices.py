import re

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from core.paging import page_of
from core.views import back

from ..choices import NoticesForm
from ..envelopes import KINDS, named_by
from ..grouping import groups_of
from ..models import Notice, User
from ..notifying import choose, open_notice, put_all_away, put_away, stop_letters
from ..owners import things_of

LIST = 50  # notices on one page, before those about the same are put together


@login_required
def notifications(request: HttpRequest) -> HttpResponse:
    """What others answered, said and decided that concerns this reader, newest first."""
    asked = request.GET
    rows = Notice.objects.visible_to(request.user).select_related("actor")
    page = page_of(rows, "at", LIST, before=asked.get("before", ""), after=asked.get("after", ""))
    groups = groups_of(page.rows, things_of(request.user, page.rows), request.user)
    latest = max((notice.pk for notice in page.rows), default=0)
    context = {"page": page, "groups": groups, "latest": latest}
    return render(request, "accounts/notifications.html", context)


@login_required
@require_POST
def seen(request: HttpRequest, pk: int) -> HttpResponse:
    """Put away a note that one has read."""
    put_away(get_object_or_404(Notice.objects.visible_to(request.user), pk=pk))
    messages.success(request, _("Marked as read."))
    return redirect(back(request))


@login_required
@require_POST
def all_seen(request: HttpRequest) -> HttpResponse:
    """Put away all that stood on the page; what came since stays new."""
    latest = request.POST.get("latest", "")
    put_all_away(request.user, int(latest) if re.fullmatch(r"[0-9]{1,18}", latest) else 0)
    messages.success(request, _("Everything on that page is marked as read."))
    return redirect("accounts:notifications")


@login_required
def open_(request: HttpRequest, pk: int) -> HttpResponse:
    """Go to what a notice is about. The link in a letter changes nothing; the button marks it."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    thing = things_of(request.user, [notice]).get(notice.pk)
    if thing is None:
        raise Http404
    if request.method == "POST":
        first = open_notice(notice)
        thing = things_of(request.user, [first]).get(first.pk, thing)
    return redirect(thing.address)


@login_required
def notices(request: HttpRequest) -> HttpResponse:
    """How a member wants to be told, for each kind of thing."""
    form = NoticesForm(request.POST or None, member=request.user)
    if request.method == "POST" and form.is_valid():
        choose(request.user, form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("accounts:notices")
    status = 422 if form.errors else 200
    return render(request, "accounts/notices.html", {"form": form}, status=status)


@csrf_exempt  # a mail program presses this button without cookies; the token says whose it is
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Stop letters of one kind, without logging in. Following the link asks first."""
    named = named_by(token)
    if named is None:
        raise Http404
    receiver, kind = named
    member = get_object_or_404(User, pk=receiver)
    done = request.method == "POST"
    if done:
        stop_letters(member, kind)
    context = {"kind": KINDS[kind], "done": done}
    response = render(request, "accounts/unsubscribe.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
