from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from .. import posting
from ..drafting import draft_in, with_draft
from ..forms import ReplyForm
from ..models import PAGE, Audience, Community, Discussion, Post
from ..permissions import can_arrange, can_reply
from ..start_form import StartForm, section_of
from .log_in_first import lay_down
from .writing import (
    about,
    going_on_from,
    gone_with_words,
    keep_words,
    log_in_first,
    new_reply,
    number_in,
    opened,
    preview_of,
    send,
)


def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Start a discussion; a form that is refused comes back with every word."""
    communities = with_draft(Community.objects.visible_to(request.user), request.user)
    community = get_object_or_404(communities, slug=slug)
    context = {"community": community, "section": "communities"}
    if not request.user.is_authenticated:
        form = StartForm(request.POST or None, community=community)
        return log_in_first(request, "community/start.html", context | {"form": form})
    if request.method != "POST":
        context["form"] = _new_discussion(request, community)
        return render(request, "community/start.html", context)
    context["form"] = form = StartForm(request.POST, community=community)
    context |= keep_words(request, form, community)
    valid = form.is_valid()
    form.about = form.cleaned_data.get("section")
    if "preview" in request.POST:
        return render(request, "community/start.html", context | {"preview": preview_of(form)})
    if not valid:
        return render(request, "community/start.html", context, status=422)
    data = form.cleaned_data
    post, refused, status = send(
        form,
        posting.start_discussion,
        community,
        by=request.user,
        title=data["title"],
        text=data["body"],
        topics=data["topics"],
        key=data["key"],
        about=about(data),
    )
    if post is None:
        return render(request, "community/start.html", context | refused, status=status)
    if post.state == Post.State.PUBLISHED:
        messages.success(request, _said_to(post.discussion.audience))
    return redirect(post.discussion)


def _new_discussion(request: HttpRequest, community: Community) -> StartForm:
    """An empty form, or what she has begun; about a section, or going on from a discussion."""
    begun = going_on_from(request)
    draft = None if begun else draft_in(community, request.user)
    form = StartForm(initial=begun, community=community, draft=draft)
    asked = request.GET.get("section") or form.initial.get("section") or ""
    form.about = section_of(number_in(asked))
    form.initial["section"] = form.about.pk if form.about else None
    opened(form, request, community)
    return form


def _said_to(audience: int) -> str:
    if audience == Audience.EVERYONE:
        return _("Your discussion is now public.")
    return _("Your discussion is there now, for %(readers)s.") % {
        "readers": Audience(audience).label
    }


def discussion(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One page of a discussion, with the form for a reply below it."""
    seen = Discussion.objects.visible_to(request.user).for_reading()
    here = get_object_or_404(with_draft(seen, request.user), pk=pk)
    if slug != here.slug:
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(here.get_absolute_url() + query, permanent=True)
    form = new_reply(request, here) if request.user.is_authenticated else None
    return _page(request, here, _number(request, here), {"form": form})


def reply(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Send a reply; the page comes back with every word if it is refused."""
    here = Discussion.objects.visible_to(request.user).for_reading().filter(pk=pk).first()
    if here is None:
        return gone_with_words(request)
    if request.method != "POST":
        return redirect(here)
    form = ReplyForm(request.POST, discussion=here)
    context = {"form": form}
    last = _last(here)
    if not request.user.is_authenticated:
        context |= {"log_in_first": True, "carried": lay_down(request)}
        return _page(request, here, last, context, status=401)
    context |= keep_words(request, form, here)
    valid = form.is_valid()
    form.answered = form.cleaned_data.get("reply_to")
    if "preview" in request.POST:
        return _page(request, here, last, context | {"preview": preview_of(form)})
    if not valid:
        return _page(request, here, last, context, status=422)
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
        return _page(request, here, last, context | refused, status=status)
    if post.state == Post.State.PUBLISHED:
        return redirect(address_of(post, sent=post.pk))
    return redirect(address_of(post))


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
    posts = list(Post.objects.filter(discussion=here).on_page(number).for_reading())
    last = _last(here)
    pages = Paginator(range(last), 1)
    waiting = []
    if request.user.is_authenticated:
        waiting = Post.objects.filter(discussion=here).waiting_of(request.user)
    return render(
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
            "just_sent": request.GET.get("sent", ""),
            "just_saved": request.GET.get("saved", ""),
            "can_arrange": can_arrange(request.user, here),
            "section": "communities",
            **context,
        },
        status=status,
    )


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
