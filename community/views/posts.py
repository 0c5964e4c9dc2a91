import re

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.models import notes_in
from core.access import require

from .. import changing
from ..drafting import draft_in, with_draft
from ..forms import EditForm
from ..models import Post, PostText
from ..moderation import waiting_text
from ..permissions import can_see_history
from ..posting import ChangedMeanwhile
from .discussions import address_of
from .writing import (
    gone_with_words,
    keep_words,
    log_in_first,
    look_again,
    opened,
    opened_under_another_name,
    preview_of,
)


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what one wrote; the page comes back with every word if that cannot be."""
    if not request.user.is_authenticated:
        if request.method != "POST":
            return redirect_to_login(request.get_full_path())
        context = {"form": EditForm(request.POST), "pk": pk}
        return log_in_first(request, "community/edit.html", context)
    if request.method == "POST" and _is_gone(request, pk):
        return gone_with_words(request)
    post = _seen(request, pk, with_draft)
    if request.method == "POST" and opened_under_another_name(request):
        return _another_name(request, post)
    require(post.author_id == request.user.pk and post.state in changing.HERS)
    waiting = waiting_text(post)
    context = {"post": post, "pk": pk, "waiting": waiting, "section": "communities"}
    if request.method != "POST":
        context["form"] = _form(request, post, waiting)
        return render(request, "community/edit.html", context)
    context["form"] = form = EditForm(request.POST)
    context |= keep_words(request, form, post)
    if "preview" in request.POST:
        return render(request, "community/edit.html", context | {"preview": preview_of(form)})
    if not form.is_valid():
        return render(request, "community/edit.html", context, status=422)
    return _save(request, post, form, context)


def _another_name(request: HttpRequest, post: Post) -> HttpResponse:
    """Her words again; the button only if the post is hers under the present name too."""
    form = EditForm(request.POST)
    context = {"post": post, "pk": post.pk, "section": "communities", "form": form}
    if post.author_id == request.user.pk and post.state in changing.HERS:
        context |= look_again(request, form, post)
    else:
        context |= {"another_name": True, "not_hers": True}
    return render(request, "community/edit.html", context, status=409)


def _form(request: HttpRequest, post: Post, waiting: PostText | None) -> EditForm:
    begun = {
        "body": waiting.text if waiting else post.text,
        "version": post.version,
        "content_notes": notes_in(post.content_notes),
    }
    form = EditForm(initial=begun, draft=draft_in(post, request.user))
    opened(form, request, post)
    return form


def _save(request: HttpRequest, post: Post, form: EditForm, context: dict) -> HttpResponse:
    data = form.cleaned_data
    try:
        post = changing.edit(
            post,
            by=request.user,
            text=data["body"],
            version=data["version"],
            content_notes=data["content_notes"],
        )
    except ChangedMeanwhile:
        return _changed(request, "community/edit.html", context, form)
    if waiting_text(post) or post.state != Post.State.PUBLISHED:
        messages.info(request, _("Your change is waiting for a moderator, usually under 3 hours."))
        return redirect(post)
    return redirect(address_of(post, saved=post.pk))


def _changed(request, template: str, context: dict, form) -> HttpResponse:
    """Show the post as it is now beside her words; sending again is then her decision."""
    post = _seen(request, context["post"].pk)
    form.data = form.data.copy()
    form.data["version"] = post.version
    context |= {"form": form, "post": post, "changed": True}
    return render(request, template, context, status=409)


@login_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a post back, after one question; for a day it can be undone here."""
    post = _seen(request, pk)
    require(post.author_id == request.user.pk)
    undo = changing.can_undo(post)
    if not undo and post.state not in changing.HERS:
        raise Http404
    context = {"post": post, "undo": undo, "section": "communities"}
    if request.method != "POST":
        return render(request, "community/withdraw.html", context)
    act = changing.undo_withdrawal if undo else changing.withdraw
    asked = request.POST.get("version", "")
    version = int(asked) if re.fullmatch(r"[0-9]{1,9}", asked) else 0
    try:
        act(
            post,
            by=request.user,
            version=version,
        )
    except ChangedMeanwhile:
        context |= {"changed": True, "post": _seen(request, pk)}
        return render(request, "community/withdraw.html", context, status=409)
    if undo:
        messages.success(request, _("Your post stands where it was."))
    else:
        messages.success(
            request, _("Your post is withdrawn. For a day you can undo it where it stood.")
        )
    return redirect(post)


@login_required
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """What a post said before; for its author and the moderators of its community."""
    post = _seen(request, pk)
    if not can_see_history(request.user, post):
        raise Http404
    past = post.texts.exclude(state=PostText.State.WAITING).order_by("-at", "-pk")
    context = {"post": post, "past": past, "section": "communities"}
    return render(request, "community/post_history.html", context)


def _is_gone(request: HttpRequest, pk: int) -> bool:
    """Was it hers to change when she opened the page, and is it no more?"""
    if not Post.objects.visible_to(request.user).filter(pk=pk).exists():
        return True
    mine = Post.objects.filter(pk=pk, author=request.user)
    return mine.exclude(state__in=changing.HERS).exists()


def _seen(request: HttpRequest, pk: int, more=lambda posts, user: posts) -> Post:
    posts = more(Post.objects.visible_to(request.user), request.user)
    return get_object_or_404(posts.planned("author", "discussion__community"), pk=pk)
