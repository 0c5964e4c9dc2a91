"""A form that was sent when the log-in had ended is kept, and goes on after the next log-in."""

from base64 import b64decode, b64encode
from datetime import datetime, timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import resolve, reverse

from core import clock
from core.sealed import CannotOpen, seal, unseal

from ..drafting import FIELDS, opened_by, who_opened

KEPT = timedelta(hours=1)
ROOM = 150_000  # bytes
NAME = "sent_before_log_in"


def lay_down(request: HttpRequest) -> bool:
    """Keep a form in the session of this browser, if a member of ours opened it.

    So nobody without an account can fill the house with words.
    """
    if who_opened(request.POST.get("opened", "")) is None:
        return False
    names = (*FIELDS, "key", "seen", "opened", "preview")
    fields = {name: request.POST.getlist(name) for name in names if name in request.POST}
    sealed = seal({"path": request.path, "fields": fields}, NAME)
    if len(sealed) > ROOM:
        return False
    at = clock.now().isoformat()
    request.session[NAME] = {"at": at, "sealed": b64encode(sealed).decode()}
    request.session["after_log_in"] = reverse("community:carry_on")
    return True


def _taken_up(request: HttpRequest) -> dict | None:
    kept = request.session.get(NAME)
    if not kept or clock.now() - datetime.fromisoformat(kept["at"]) > KEPT:
        request.session.pop(NAME, None)
        return None
    try:
        return unseal(b64decode(kept["sealed"]), NAME)
    except CannotOpen:
        return None


@login_required
def carry_on(request: HttpRequest) -> HttpResponse:
    """After the log-in, send what this member had sent in vain, as if she pressed it now.

    The words of a form that somebody else opened wait for one more press: a device may be shared.
    Only what this browser sent itself within the hour is here, and its key makes it one post.
    """
    kept = _taken_up(request)
    if kept is None:
        return redirect("community:drafts")
    sent = QueryDict(mutable=True)
    for name, values in kept["fields"].items():
        sent.setlist(name, values)
    member, place = who_opened(sent.get("opened", "")) or (None, {})
    if member == request.user.pk:
        answer = _send(request, kept["path"], sent)
    else:
        sent["opened"] = opened_by(request.user, place)
        sent["seen"] = ""
        fields = [(name, value) for name, values in sent.lists() for value in values]
        words = sent.get("body", "")
        context = {"action": kept["path"], "fields": fields, "words": words}
        answer = render(request, "community/one_more_press.html", context)
    request.session.pop("after_log_in", None)
    request.session.pop(NAME, None)  # last: were we stopped before, it would all be done again
    return answer


def _send(request: HttpRequest, path: str, sent: QueryDict) -> HttpResponse:
    view = resolve(path)
    request.method, request.POST = "POST", sent
    request.path = request.path_info = path
    return view.func(request, *view.args, **view.kwargs)
