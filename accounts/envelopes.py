"""A letter about a notice. It lies open on a kitchen table, so it says that something is there.

No word of what was written, no title, no topic, no community, and no name but that of the site.
"""

from email.policy import default
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy

from .models import Notice

LONGEST = 998  # signs in a line of a letter
SALT = "no letters of this kind"
Kind = Notice.Kind
SUBJECTS = {
    Kind.DECISION: gettext_lazy("A moderator has written to you on %(site)s"),
    Kind.ANSWER: gettext_lazy("Somebody answered you on %(site)s"),
    Kind.MENTION: gettext_lazy("Somebody called you by name on %(site)s"),
    Kind.REPLY: gettext_lazy("There is a new reply for you on %(site)s"),
    Kind.DISCUSSION: gettext_lazy("There is something new for you on %(site)s"),
    Kind.ARTICLE: gettext_lazy("There is something new for you on %(site)s"),
}
KINDS = {  # as her choices name them
    Kind.DECISION: gettext_lazy("what moderators decide about your posts"),
    Kind.ANSWER: gettext_lazy("answers to you"),
    Kind.MENTION: gettext_lazy("posts that call you by name"),
    Kind.REPLY: gettext_lazy("replies in what you follow"),
    Kind.DISCUSSION: gettext_lazy("new discussions in what you follow"),
    Kind.ARTICLE: gettext_lazy("new revisions of what you follow"),
}


class Envelope(EmailMultiAlternatives):
    """A letter whose long header lines stay whole: no mail program reads a folded link."""

    def message(self, *, policy=default):
        return super().message(policy=policy.clone(max_line_length=LONGEST))


def letter_of(notice: Notice, address: str) -> EmailMultiAlternatives:
    """The letter to this address; sent twice it carries the same Message-ID."""
    kind = Kind(notice.kind)
    stop = _whole("accounts:unsubscribe", token_of(notice.receiver_id, kind))
    subject = str(SUBJECTS[kind]) % {"site": settings.SITE_NAME}
    words = {
        "subject": subject,
        "kind": KINDS[kind],
        "site_name": settings.SITE_NAME,
        "page": _whole("accounts:open", notice.pk),
        "choices": _whole("accounts:notices"),
        "stop": stop,
    }
    headers = {
        "Message-ID": f"<notice.{notice.pk}@{urlsplit(settings.SITE_URL).hostname}>",
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    text = render_to_string("accounts/letter.txt", words)
    letter = Envelope(subject, text, to=[address], headers=headers)
    letter.attach_alternative(render_to_string("accounts/letter.html", words), "text/html")
    return letter


def _whole(name: str, *args) -> str:
    """The address with the site in front: a letter is read elsewhere."""
    return settings.SITE_URL + reverse(name, args=args)


def token_of(receiver: int, kind: str) -> str:
    """What a link carries that stops one person's letters of one kind; it does not expire."""
    return signing.dumps([receiver, kind], salt=SALT)


def named_by(token: str) -> tuple[int, str] | None:
    """Whose letters of which kind a link is about; nothing if it was not made here."""
    try:
        receiver, kind = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return receiver, kind
