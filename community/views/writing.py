"""What the writing pages share: nothing that somebody typed may get lost."""

from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.nudging import looks_of
from core.private_details import find
from core.text import LONGEST, clean_words
from core.text import render as render_text

from .. import drafting
from ..forms import ReplyForm
from ..models import Discussion, Draft, Post
from ..posting import About, NotOpen, SentBefore
from ..screening import TooFast
from .log_in_first import lay_down


def log_in_first(request: HttpRequest, template: str, context: dict) -> HttpResponse:
    """A stranger, or someone whose log-in ended while she wrote, keeps her words."""
    carried = request.method == "POST" and lay_down(request)
    context |= {"log_in_first": True, "carried": carried}
    context["form"].asks_now = False
    return render(request, template, context, status=401)


def key_in(data) -> UUID:
    """The one-time key of a form; a new one where there is none that can be read."""
    try:
        return UUID(data.get("key", ""))
    except ValueError:
        return uuid4()


def opened(form, request: HttpRequest, thing) -> None:
    """Let a new form say who opened it, and for what."""
    form.initial["opened"] = drafting.opened_by(request.user, drafting.place_of(thing))


def keep(request: HttpRequest, data, place: dict[str, int]) -> Draft | None:
    """Keep what stands in a form as her draft for this place; raises as `save_draft` does."""
    words = {"key": key_in(data), "seen": data.get("seen", "")}
    return drafting.save_draft(request.user, place, drafting.typed(data), **words)


def keep_words(request: HttpRequest, form, thing) -> dict:
    """Keep what she typed before anything else is done with it, and tell the page of it."""
    place = drafting.place_of(thing)
    form.data = form.data.copy()
    form.data["opened"] = drafting.opened_by(request.user, place)
    try:
        form.draft = keep(request, form.data, place)
    except drafting.ChangedElsewhere as other:
        form.data["seen"] = drafting.version_of(other.draft)
        return {"elsewhere": drafting.words_of(other.draft.fields)}
    except (drafting.NoRoom, drafting.SentAlready):
        return {}
    form.data["seen"] = drafting.version_of(form.draft)
    return {}


def opened_under_another_name(request: HttpRequest) -> bool:
    """Did another member open this form, in a tab that was still there when this one logged in?"""
    opened = drafting.who_opened(request.POST.get("opened", ""))
    return opened is not None and opened[0] != request.user.pk


def look_again(request: HttpRequest, form, thing) -> dict:
    """The form as her own from here on; it is no draft of hers before she presses."""
    form.with_new_key()
    form.data["opened"] = drafting.opened_by(request.user, drafting.place_of(thing))
    form.data["seen"] = ""
    form.is_valid()
    return {"another_name": True}


def send(form, act, place, **words) -> tuple[Post | None, dict, int]:
    """Send what a valid form holds: the post, or what the page says instead and its status."""
    try:
        return act(place, **words), {}, 302
    except TooFast as limit:
        return None, {"refusal": str(limit)}, 429
    except NotOpen:
        closed = _(
            "This discussion takes no replies any more. Your words are below, and kept among "
            "your drafts."
        )
        return None, {"refusal": closed, "closed": True}, 409
    except SentBefore as earlier:
        form.with_new_key()
        return None, {"earlier": earlier.post}, 409


def gone_with_words(request: HttpRequest) -> HttpResponse:
    """The place a reply was for is not there any more: the words are."""
    context: dict = {"words": request.POST.get("body", "")[:LONGEST], "carried": True}
    if not request.user.is_authenticated and lay_down(request):
        return render(request, "community/log_in_first.html", context, status=401)
    context["kept"] = _kept_of(request)
    return render(request, "404.html", context, status=404)


def _kept_of(request: HttpRequest) -> bool:
    """Keep the words of a form whose place is gone; only its own mark proves she opened it."""
    member, place = drafting.who_opened(request.POST.get("opened", "")) or (None, {})
    if not request.user.is_authenticated or member != request.user.pk:
        return False
    try:
        keep(request, request.POST, place)
    except drafting.ChangedElsewhere:
        return True  # beside the other words
    except (drafting.NoRoom, drafting.SentAlready):
        return False
    return True


def preview_of(form) -> SafeString | str:
    """What the words will look like; empty if there are none yet."""
    body = clean_words(form.data.get("body", ""))[:LONGEST]
    try:
        return render_text(body)
    except ValidationError as error:
        return error.messages[0]


def about(data: dict) -> About:
    """What the start form says of a discussion besides its words."""
    return About(
        audience=data["audience"],
        content_notes=data["content_notes"],
        wants=data["kind"],
        listed=data["listed"],
        section=data["section"],
    )


def new_reply(request: HttpRequest, here: Discussion) -> ReplyForm:
    """An empty form or what she has begun, as an answer to the post she pressed Answer at."""
    form = ReplyForm(discussion=here, draft=drafting.draft_in(here, request.user))
    form.answered = _answered(request.GET.get("answer", ""), here)
    if form.answered:
        quoted = form.answered.text if "quote" in request.GET else ""
        if form.initial.get("reply_to") != str(form.answered.pk) or quoted:
            form.initial["quote"] = quoted
        form.initial["reply_to"] = form.answered.pk
    else:
        form.answered = _answered(form.initial.get("reply_to") or "", here)
    opened(form, request, here)
    return form


def number_in(words: str) -> int | None:
    """A number as it stands in an address, small enough for every database."""
    return int(words) if words.isascii() and words.isdigit() and len(words) < 19 else None


def _answered(asked: str, here: Discussion) -> Post | None:
    pk = number_in(asked)
    if pk is None:
        return None
    published = Post.objects.filter(discussion=here, state=Post.State.PUBLISHED)
    return published.select_related("author").filter(pk=pk).first()


def going_on_from(request: HttpRequest) -> dict:
    """The words kept for a discussion that is closed now, with a link to it.

    The link names no title: who may not read the other discussion must not learn it here.
    """
    pk = number_in(request.GET.get("from", ""))
    here = Discussion.objects.visible_to(request.user)
    earlier = drafting.with_draft(here, request.user).filter(pk=pk).first() if pk else None
    if earlier is None:
        return {}
    draft = drafting.draft_in(earlier, request.user)
    words = drafting.words_of(draft.fields) if draft else ""
    address = reverse("community:discussion", args=[earlier.pk, "talk"])
    link = _("This goes on from %(address)s") % {"address": request.build_absolute_uri(address)}
    return {"body": f"{words}\n\n{link}".strip()}


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """The rendered HTML of a text, below it what may say who somebody is; nothing around it."""
    body = clean_words(request.POST.get("body", ""))
    if len(body) > LONGEST:
        return HttpResponse(_("This is longer than we can take."), status=413)
    try:
        html = render_text(body)
    except ValidationError as error:
        return HttpResponse(error.messages[0], status=422, content_type="text/plain")
    context = {"preview": html, "nudges": looks_of(find(body))}
    return render(request, "community/_writing_notes.html#told", context)
