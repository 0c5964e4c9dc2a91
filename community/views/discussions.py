from datetime import timedelta
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.models import blocked_by
from core import clock

from .. import posting, reading
from ..drafting import with_draft
from ..forms import ReplyForm
from ..models import PAGE, Discussion, Post
from ..permissions import can_arrange, can_narrow, can_reply
from .log_in_first import lay_down
from .writing import (
    gone_with_words,
    keep_words,
    look_again,
    new_reply,
    opened_under_another_name,
    preview_of,
    send,
)

LONG_SILENT = timedelta(days=180)  # after that, who replies is told so first


def discussion(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One page of a discussion, with the form for a reply below it."""
    here = get_object_or_404(with_draft(_readable(request), request.user), pk=pk)
    if slug != here.slug:
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(here.get_absolute_url() + query, permanent=True)
    form = new_reply(request, here) if request.user.is_authenticated else None
    number = _number(request, here)
    page = _page(request, here, number, {"form": form})
    if _is_looked_at(request):
        reading.look(here, request.user, min(number * PAGE, here.last_number))
    return page


def _readable(request: HttpRequest):
    rows = Discussion.objects.visible_to(request.user).marked_for(request.user)
    return rows.for_reading()


def _is_looked_at(request: HttpRequest) -> bool:
    """Does a member see this page, or is a browser only fetching it in case she will?"""
    ahead = "prefetch" in request.headers.get("Sec-Purpose", "")
    return request.user.is_authenticated and request.method == "GET" and not ahead


def reply(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Send a reply; the page comes back with every word if it is refused."""
    here = _readable(request).filter(pk=pk).first()
    if here is None:
        return gone_with_words(request)
    if request.method != "POST":
        return redirect(here)
    form = ReplyForm(request.POST, discussion=here)
    context = {"form": form}
    last = _last(here)
    if not request.user.is_authenticated:
        form.asks_now = False
        context |= {"log_in_first": True, "carried": lay_down(request)}
        return _page(request, here, last, context, status=401)
    if opened_under_another_name(request):
        context |= look_again(request, form, here)
        form.answered = form.cleaned_data.get("reply_to")
        return _page(request, here, last, context, status=409)
    context |= keep_words(request, form, here)
    valid = form.is_valid()
    form.answered = form.cleaned_data.get("reply_to")
    if "preview" in request.POST:
        return _page(request, here, last, context | {"preview": preview_of(form)})
    if not valid:
        return _page(request, here, last, context, status=422)
    return _send(request, here, form, context)


def _send(request: HttpRequest, here: Discussion, form: ReplyForm, context: dict) -> HttpResponse:
    data = form.cleaned_data
    post, refused, status = send(
        form,
        posting.reply,
        here,
        by=request.user,
        text=data["body"],
        key=data["key"],
        answers=data["reply_to"],
        quote=data["quote"],
        content_notes=data["content_notes"],
    )
    if post is None:
        return _refused(request, here, context | refused, status)
    if post.state == Post.State.PUBLISHED:
        return redirect(address_of(post, sent=post.pk))
    return redirect(address_of(post))


def _refused(request: HttpRequest, here: Discussion, context: dict, status: int) -> HttpResponse:
    """The page again, unless it became one for fewer people while she wrote."""
    if not Discussion.objects.visible_to(request.user).filter(pk=here.pk).exists():
        return gone_with_words(request)
    return _page(request, here, _last(here), context, status=status)


def post(request: HttpRequest, pk: int) -> HttpResponse:
    """The permanent address of a post leads to its page in the discussion."""
    found = get_object_or_404(
        Post.objects.visible_to(request.user).select_related("discussion"), pk=pk
    )
    return redirect(address_of(found))


def address_of(post: Post, **more) -> str:
    """The page of a discussion that a post stands on, opened at that post."""
    page = post.page if post.number else _last(post.discussion)
    query = ({"page": page} if page > 1 else {}) | more
    start = f"?{urlencode(query)}" if query else ""
    return f"{post.discussion.get_absolute_url()}{start}#post-{post.pk}"


def _page(request, here: Discussion, number: int, context: dict, status: int = 200):
    posts = list(
        Post.objects.filter(discussion=here)
        .on_page(number)
        .for_reading()
        .reacted_to_by(request.user)
    )
    last = _last(here)
    pages = Paginator(range(last), 1)
    waiting = []
    if request.user.is_authenticated:
        waiting = Post.objects.filter(discussion=here).waiting_of(request.user)
    arranges = can_arrange(request.user, here)
    response = render(
        request,
        "community/discussion.html",
        {
            "discussion": here,
            "posts": posts,
            "waiting": waiting,
            "number": number,
            "last": last,
            "pages": list(pages.get_elided_page_range(number, on_each_side=1, on_ends=1)),
            "can_reply": can_reply(request.user, here),
            **_marks(here),
            "just_sent": request.GET.get("sent", ""),
            "just_saved": request.GET.get("saved", ""),
            "can_arrange": arranges,
            "can_narrow": can_narrow(request.user, here),
            "not_met": frozenset() if arranges else blocked_by(request.user),
            "section": "communities",
            **context,
        },
        status=status,
    )
    if not here.is_indexed:
        response.headers["X-Robots-Tag"] = "noindex"  # its starter did not give it free
    return response


def _marks(here: Discussion) -> dict:
    """Where the new posts begin for her, and whether the last one is from long ago."""
    first = reading.first_new(here)
    return {
        "first_new": first,
        "new_page": first and (first - 1) // PAGE + 1,
        "was_away": reading.was_away(here),
        "long_silent": clock.now() - here.last_posted_at > LONG_SILENT,
    }


def _last(here: Discussion) -> int:
    return (here.last_number - 1) // PAGE + 1


def _number(request: HttpRequest, here: Discussion) -> int:
    """The page asked for; what is no page of this discussion is not found."""
    asked = request.GET.get("page", "1")
    if not (
        asked.isascii() and asked.isdigit() and len(asked) < 7 and 1 <= int(asked) <= _last(here)
    ):
        raise Http404
    return int(asked)
