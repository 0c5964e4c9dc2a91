"""What the two writing pages share: nothing that somebody typed may get lost."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.nudging import looks_of
from core.private_details import find
from core.text import LONGEST, clean_words
from core.text import render as render_text

from ..models import Discussion, Post
from ..posting import NotOpen, SentBefore
from ..screening import TooFast


def log_in_first(request: HttpRequest, template: str, context: dict) -> HttpResponse:
    """A stranger, or someone whose log-in ended while she wrote, keeps her words."""
    return render(request, template, context | {"log_in_first": True}, status=401)


def send(form, act, place, **words) -> tuple[Post | None, dict, int]:
    """Send what a valid form holds: the post, or what the page says instead and its status."""
    try:
        return act(place, **words), {}, 302
    except TooFast as limit:
        return None, {"refusal": str(limit)}, 429
    except NotOpen:
        closed = _(
            "This discussion takes no replies any more. Your words are below, to keep or to "
            "use elsewhere."
        )
        return None, {"refusal": closed, "closed": True}, 409
    except SentBefore as earlier:
        form.with_new_key()
        return None, {"earlier": earlier.post}, 409


def gone_with_words(request: HttpRequest) -> HttpResponse:
    """The place a reply was for is not there any more: the words are."""
    words = request.POST.get("body", "")[:LONGEST]
    return render(request, "404.html", {"words": words}, status=404)


def preview_of(form) -> SafeString | str:
    """What the words will look like; empty if there are none yet."""
    body = clean_words(form.data.get("body", ""))[:LONGEST]
    try:
        return render_text(body)
    except ValidationError as error:
        return error.messages[0]


def answer_to(request: HttpRequest, here: Discussion) -> tuple[int | None, Post | None]:
    """The post that the reader pressed Answer at."""
    asked = request.GET.get("answer", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        return None, None
    published = Post.objects.filter(discussion=here, state=Post.State.PUBLISHED)
    post = published.select_related("author").filter(pk=asked).first()
    return (post.pk, post) if post else (None, None)


def quote_of(request: HttpRequest, answered: Post | None) -> dict:
    """The words of the post answered, to cut down to the passage she means."""
    return {"quote": answered.text} if answered and "quote" in request.GET else {}


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
