"""Letters leave through an outbox: a mail server that is down delays them and loses none."""

import logging

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import transaction
from django.db.models import F
from django.tasks import task

from core import clock

from .models import Letter
from .outbox import BATCH, GIVEN_UP, LEASE, pause, wake, wake_at

log = logging.getLogger(__name__)


def write(message: EmailMessage) -> None:
    """Put a letter into the outbox and wake the worker."""
    html = getattr(message, "alternatives", None)
    with transaction.atomic():
        for receiver in message.to:
            Letter.objects.create(
                receiver=receiver,
                subject=str(message.subject),
                text=str(message.body),
                html=html[0][0] if html else "",
            )
        wake(post_letters)


@task
def post_letters() -> None:
    """Send what is due; what fails stays in the outbox and is tried again later."""
    Letter.objects.filter(written_at__lt=clock.now() - GIVEN_UP).delete()
    taken = _take()
    for letter in taken:
        try:
            _send(letter)
        # OSError: the mail server is away or refuses. ValueError: an address that is none.
        except (OSError, ValueError) as error:
            letter.due_at = clock.now() + pause(letter.tries)
            letter.save(update_fields=["due_at"])
            kind = type(error).__name__
            log.warning("letter %s not sent, try %s: %s", letter.pk, letter.tries, kind)
        else:
            letter.delete()
    waiting = Letter.objects.order_by("due_at").first()
    if taken and waiting:
        wake_at(post_letters, waiting.due_at)


def _take() -> list[Letter]:
    """Lease a batch of due letters, so that no second worker sends them too."""
    now = clock.now()
    taken = []
    for letter in Letter.objects.filter(due_at__lte=now).order_by("due_at", "pk")[:BATCH]:
        mine = Letter.objects.filter(pk=letter.pk, due_at=letter.due_at)
        if mine.update(due_at=now + LEASE, tries=F("tries") + 1):
            letter.tries += 1
            taken.append(letter)
    return taken


def _send(letter: Letter) -> None:
    message = EmailMultiAlternatives(letter.subject, letter.text, to=[letter.receiver])
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    message.send()
