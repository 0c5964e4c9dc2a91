from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from .. import posting
from ..drafting import draft_in, with_draft
from ..models import Audience, Community, Post
from ..permissions import reads_there
from ..start_form import StartForm, section_of
from .writing import (
    about,
    going_on_from,
    keep_words,
    log_in_first,
    look_again,
    number_in,
    opened,
    opened_under_another_name,
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
    context["join_first"] = not reads_there(request.user, community)
    if request.method != "POST":
        context["form"] = _new_discussion(request, community)
        return render(request, "community/start.html", context)
    context["form"] = form = StartForm(request.POST, community=community)
    if opened_under_another_name(request):
        context |= look_again(request, form, community)
        form.about = form.cleaned_data.get("section")
        return render(request, "community/start.html", context, status=409)
    context |= keep_words(request, form, community)
    form.asks_now = not context["join_first"]
    valid = form.is_valid()
    form.about = form.cleaned_data.get("section")
    if "preview" in request.POST:
        return render(request, "community/start.html", context | {"preview": preview_of(form)})
    if context["join_first"]:
        return render(request, "community/start.html", context, status=403)
    if not valid:
        return render(request, "community/start.html", context, status=422)
    return _send(request, form, community, context)


def _send(request: HttpRequest, form: StartForm, community: Community, context: dict):
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
    """An empty form, or what she has begun; about a section, or going on from a discussion.

    What she has begun about something else stays as it is: the new section has to wait for it.
    """
    begun = going_on_from(request)
    draft = None if begun else draft_in(community, request.user)
    form = StartForm(initial=begun, community=community, draft=draft)
    asked = section_of(number_in(request.GET.get("section", "")))
    form.about = section_of(number_in(form.initial.get("section") or "")) if draft else asked
    form.waits = asked if draft and asked != form.about else None
    form.initial["section"] = form.about.pk if form.about else None
    opened(form, request, community)
    return form


def _said_to(audience: int) -> str:
    if audience == Audience.EVERYONE:
        return _("Your discussion is now public.")
    return _("Your discussion is there now, for %(readers)s.") % {
        "readers": Audience(audience).label
    }
