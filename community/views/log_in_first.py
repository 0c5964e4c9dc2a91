"""A form that was sent when the log-in had ended is kept, and goes on after the next log-in."""

from base64 import b64decode, b64encode
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import resolve, reverse
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.sealed import CannotOpen, seal, unseal

from ..drafting import FIELDS, is_kept, typed, who_opened
from ..models import Audience, Community, Discussion, Post

KEPT = timedelta(hours=1)
FRESH = timedelta(days=7)  # how long ago the form may have been opened
MOST = 20  # forms of one member in an hour
ROOM = 150_000  # bytes
NAME = "sent_before_log_in"
ANSWERED = ("kept", "take_out")  # what she said of private details in her words


def lay_down(request: HttpRequest) -> bool:
    """Keep a form in the session of this browser, for the member of ours who opened it.

    So nobody without an account can fill the house with words. It opens for her alone.
    """
    opened = who_opened(request.POST.get("opened", ""), within=FRESH)
    if opened is None or not User.objects.filter(pk=opened[0], is_active=True).exists():
        return False
    member = str(opened[0])
    names = (*FIELDS, *ANSWERED, "key", "seen", "opened", "preview")
    fields = {name: request.POST.getlist(name) for name in names if name in request.POST}
    sealed = seal({"path": request.path, "fields": fields}, NAME, member)
    if len(sealed) > ROOM or not _may_still(member):
        return False
    laid = {"at": clock.now().isoformat(), "sealed": b64encode(sealed).decode()}
    request.session[NAME] = _still_laid(request) | {member: laid}
    request.session["after_log_in"] = reverse("community:carry_on")
    return True


def _still_laid(request: HttpRequest) -> dict:
    """By member, what was laid down within the hour."""
    since = clock.now() - KEPT
    laid = request.session.get(NAME, {})
    return {by: one for by, one in laid.items() if datetime.fromisoformat(one["at"]) >= since}


def _may_still(member: str) -> bool:
    name = f"laid_down:{member}"
    cache.add(name, 0, int(KEPT.total_seconds()))
    try:
        return cache.incr(name) <= MOST
    except ValueError:
        return True  # the hour ended in this moment


def _taken_up(request: HttpRequest) -> dict | None:
    member = str(request.user.pk)
    laid = _still_laid(request).get(member)
    try:
        return unseal(b64decode(laid["sealed"]), NAME, member) if laid else None
    except CannotOpen:
        return None


def _let_go(request: HttpRequest) -> None:
    laid = _still_laid(request)
    laid.pop(str(request.user.pk), None)
    request.session[NAME] = laid


@login_required
def carry_on(request: HttpRequest) -> HttpResponse:
    """After the log-in, go on with what this member had sent in vain.

    The form proves who opened it, not who typed in it: a device may be shared. So it is sent by
    itself only if she had typed the same while she was logged in; else she looks at it first.
    Of a form that somebody else opened she learns nothing, it goes on waiting for its hour.
    """
    kept = _taken_up(request)
    if kept is None:
        others = _still_laid(request).keys() - {str(request.user.pk)}
        if not others:
            request.session.pop("after_log_in", None)
        return redirect(settings.LOGIN_REDIRECT_URL if others else "community:drafts")
    sent = QueryDict(mutable=True)
    for name, values in kept["fields"].items():
        sent.setlist(name, values)
    __, place = who_opened(sent["opened"]) or (None, {})
    request.session.pop("after_log_in", None)
    if not is_kept(typed(sent), by=request.user, place=place):
        return _ask(request, kept["path"], sent, place)
    answer = _send(request, kept["path"], sent)
    _let_go(request)  # last: were we stopped before, it would all be done again
    return answer


def _ask(request: HttpRequest, path: str, sent: QueryDict, place: dict) -> HttpResponse:
    """Show her all of it that others would read; it is hers to send, and stays for the hour."""
    labels = {"title": _("Title"), "quote": _("What is quoted"), "body": _("What was written")}
    context = {
        "action": path,
        "fields": [(name, value) for name, values in sent.lists() for value in values],
        "worded": [(label, sent[name]) for name, label in labels.items() if sent.get(name)],
        "preview": "preview" in sent,
        **_who_reads(request.user, sent, place),
    }
    return render(request, "community/one_more_press.html", context)


def _who_reads(user, sent: QueryDict, place: dict) -> dict:
    """Who could read it; nothing is said of a place that is not there for her any more."""
    [(name, pk)] = place.items()
    if name == "community_id":
        rows = Community.objects.visible_to(user).filter(pk=pk).values_list("audience", flat=True)
        asked = [value for value in Audience.values if str(value) == sent.get("audience")]
    elif name == "discussion_id":
        rows = Discussion.objects.visible_to(user).filter(pk=pk).values_list("audience", flat=True)
        asked = []
    else:
        rows = Post.objects.visible_to(user).filter(pk=pk)
        rows, asked = rows.values_list("discussion__audience", flat=True), []
    widest = rows.first()
    if widest is None:
        return {}
    audience = Audience(max([widest, *asked]))
    listed = audience == Audience.EVERYONE and bool(sent.get("listed"))
    return {"readers": audience.label, "listed": listed and name == "community_id"}


def _send(request: HttpRequest, path: str, sent: QueryDict) -> HttpResponse:
    view = resolve(path)
    request.method, request.POST = "POST", sent
    request.path = request.path_info = path
    return view.func(request, *view.args, **view.kwargs)
