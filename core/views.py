from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from .context import TEXTS, THEMES

A_YEAR = 365 * 24 * 3600  # seconds
CARRIED = {
    *("title", "body", "topics", "reply_to", "key", "preview"),
    *("reason", "words", "message", "decision", "version"),
    *("avatar", "about", "about_seen_by", "here_as", "here_as_seen_by"),
    *("quote", "kind", "content_notes", "audience", "listed", "section", "seen", "opened"),
    *("value", "unit", "date", "note", "low", "high"),
    *("kept", "take_out"),
}
WORDS = (
    "body",
    "words",
    "message",
    "about",
    "value",
    "low",
    "note",
)  # what a person knows a form by


def back(request: HttpRequest) -> str:
    """Where a small form came from, if that is a page of ours; else the front page."""
    target = request.POST.get("next", "/")
    ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    return target if ours and target.startswith("/") else "/"


def back_or(request: HttpRequest, here) -> HttpResponse:
    """Lead her back to where a small form stood, or to what it was about."""
    return redirect(back(request) if request.POST.get("next") else here)


def pressed(request: HttpRequest, here, act: Callable, words: str) -> HttpResponse:
    """A small button does one thing with what stands here, says so, and leads back to it."""
    if request.method == "POST":
        act(here, request.user)
        messages.success(request, words)
    return back_or(request, here)


@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Keep the reader's Font Size and colours, and lead her back to where she was."""
    response = redirect(back(request))
    for name, allowed in (("text", TEXTS), ("theme", THEMES)):
        if request.POST.get(name) in allowed:
            response.set_cookie(
                name,
                request.POST[name],
                max_age=A_YEAR,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old, often after logging in in another tab: give the words back.

    Only to a form of our own: another site's words are never shown here.
    """
    fields = [(n, v) for n in sorted(CARRIED & set(request.POST)) for v in request.POST.getlist(n)]
    words = next((request.POST[n] for n in WORDS if request.POST.get(n)), "")
    shown = words and _is_ours(request)
    context = {"action": request.path, "fields": fields, "words": words} if shown else {}
    return render(request, "403_csrf.html", context, status=403)


def _is_ours(request: HttpRequest) -> bool:
    """Did one of our own pages send this form? Old browsers say so by Origin or Referer only."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    sender = request.headers.get("Origin") or request.headers.get("Referer") or ""
    ours = f"{request.scheme}://{request.get_host()}"
    return sender == ours or sender.startswith(f"{ours}/")


@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """The program answers."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """The program answers, and so does its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
