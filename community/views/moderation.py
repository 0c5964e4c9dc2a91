from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import LogEntry
from core.access import require
from core.text import clean_line

from ..forms import ArrangeForm, DecisionForm, ReportForm
from ..models import Discussion, Post, ReviewItem, looks_after
from ..moderation import ARRANGEMENTS, TooManyPinned
from ..permissions import can_arrange, can_moderate, can_report
from ..posting import ChangedMeanwhile
from ..reporting import report as send_report
from ..screening import TooFast

SHOWN = 50  # waiting items on one page; the rest follows as these are decided


def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a post should be looked at; also without an account."""
    posts = Post.objects.visible_to(request.user).select_related("discussion", "author")
    post = get_object_or_404(posts, pk=pk)
    require(can_report(request.user, post))
    form = ReportForm(request.POST or None)
    context = {"form": form, "post": post}
    if request.method != "POST" or not form.is_valid():
        return render(
            request, "community/report.html", context, status=422 if form.errors else 200
        )
    try:
        made = send_report(
            post,
            by=request.user if request.user.is_authenticated else None,
            reason=form.cleaned_data["reason"],
            words=form.cleaned_data["words"],
            address=get_adapter().get_client_ip(request),
        )
    except TooFast as limit:
        return render(request, "community/report.html", context | {"refusal": limit}, status=429)
    if can_moderate(request.user, post):
        return redirect("community:item", made.item_id)
    messages.success(
        request,
        _("Thank you. A moderator will read your report. We do not tell anyone who reported."),
    )
    return redirect(post.discussion)


@login_required
@require_POST
def arrange(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Close, open, pin or unpin a discussion."""
    here = get_object_or_404(Discussion.objects.visible_to(request.user), pk=pk)
    require(can_arrange(request.user, here))
    form = ArrangeForm(request.POST)
    if not form.is_valid():
        for words in form.errors.values():
            messages.error(request, words[0])
        return redirect(here)
    data = form.cleaned_data
    more = {"words": clean_line(data["words"])} if data["act"] == "lock" else {}
    try:
        ARRANGEMENTS[data["act"]](here, by=request.user, version=data["version"], **more)
    except ChangedMeanwhile:
        messages.error(request, _("Somebody changed this meanwhile. Please look again."))
    except TooManyPinned:
        messages.error(request, _("Three discussions are pinned here already. Unpin one first."))
    else:
        messages.success(request, _("Done."))
    return redirect(here)


@login_required
def queue(request: HttpRequest) -> HttpResponse:
    """Everything that waits in the communities one looks after, on one page."""
    if not looks_after(request.user):
        raise Http404
    items = ReviewItem.objects.visible_to(request.user).waiting().for_queue()
    context = {"items": items[:SHOWN], "section": "moderation"}
    return render(request, "community/moderation/queue.html", context)


@login_required
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """One file: what was reported, the post, what came before it, and the decision."""
    # One's own file is refused on its address too, not only left out of the queue.
    mine = ReviewItem.objects.filter(community__in=looks_after(request.user), subject=request.user)
    require(not mine.filter(pk=pk).exists())
    here = get_object_or_404(ReviewItem.objects.visible_to(request.user).for_queue(), pk=pk)
    seen = request.POST.get("version", "")
    if seen.isdecimal() and seen != str(here.version):
        return _look_again(request, here)
    form = DecisionForm(request.POST or None, item=here)
    if request.method != "POST" or not form.is_valid():
        return _item(request, here, form, status=422 if form.errors else 200)
    data = form.cleaned_data
    try:
        form.act(
            here,
            by=request.user,
            version=data["version"],
            reason=data["reason"],
            message=data["message"],
        )
    except ChangedMeanwhile:
        return _look_again(
            request, ReviewItem.objects.visible_to(request.user).for_queue().get(pk=pk)
        )
    told = data["decision"] != "no_action"
    messages.success(
        request, _("Done. The author sees it on the next visit.") if told else _("Done.")
    )
    return redirect("community:queue")


def _look_again(request, here: ReviewItem) -> HttpResponse:
    """Somebody was faster: how it stands now, with the moderator's own words kept."""
    kept = {name: request.POST.get(name, "") for name in ("reason", "message")}
    return _item(request, here, DecisionForm(item=here, initial=kept), status=409, changed=True)


def _item(request, here: ReviewItem, form: DecisionForm, *, status: int, changed: bool = False):
    earlier = Post.objects.filter(discussion=here.post.discussion, state=Post.State.PUBLISHED)
    if here.post.number:
        earlier = earlier.filter(number__lt=here.post.number)
    entries = LogEntry.objects.select_related("actor").order_by("-at", "-pk")
    others = ReviewItem.objects.visible_to(request.user).waiting().for_queue().exclude(pk=here.pk)
    return render(
        request,
        "community/moderation/item.html",
        {
            "item": here,
            "form": form,
            "changed": changed,
            "waiting": form.waiting,
            "before": earlier.select_related("author").order_by("-number")[:3],
            "history": entries.filter(kind="post", number=here.post_id),
            "about_author": entries.filter(
                subject=here.subject_id, place=here.community_id, kind="post"
            ).exclude(number=here.post_id)[:10],
            "others": others[:SHOWN],
            "section": "moderation",
        },
        status=status,
    )
