"""Letters that tell a member that something waits for her, and never what it is.

The notice is the outbox. Right before a letter leaves, all is asked again: may she see it, does
she still want letters, has she seen it already? Taken is not handed: a worker that dies between
the two has sent nothing, and the letter is due again after the lease. One that dies while it talks
to the mail server leaves a doubt; then the letter is sent once more, under the same Message-ID.
"""

import logging

from allauth.account.models import EmailAddress
from django.db import connection, transaction
from django.db.models import Q
from django.tasks import task

from core import clock

from .envelopes import letter_of
from .models import Notice, Told, User
from .outbox import BATCH, GIVEN_UP, LEASE, pause, wake_at
from .owners import things_of

DUE, HANDED = Notice.Mail.DUE, Notice.Mail.HANDED
SENT, DROPPED = Notice.Mail.SENT, Notice.Mail.DROPPED
log = logging.getLogger(__name__)


@task
def post_notices() -> None:
    """Send the letters that are due, each if its receiver still wants it and may still see."""
    taken = _take()
    for notice in taken:
        _post(notice)
    waiting = Notice.objects.filter(due_at__isnull=False).order_by("due_at", "pk").first()
    if taken and waiting:
        wake_at(post_notices, waiting.due_at)


@transaction.atomic
def _take() -> list[Notice]:
    """Lease a batch, so that no second worker has it too, and ask to be woken if we die."""
    now = clock.now()
    skip = connection.features.has_select_for_update_skip_locked
    rows = Notice.objects.filter(due_at__lte=now).order_by("due_at", "pk")
    taken = list(rows.select_for_update(skip_locked=skip)[:BATCH])
    Notice.objects.filter(pk__in=[one.pk for one in taken]).update(due_at=now + LEASE)
    for one in taken:
        one.due_at = now + LEASE
    if taken:
        wake_at(post_notices, now + LEASE)
    return taken


def _post(notice: Notice) -> None:
    address = _where_to(notice)
    if not address:
        _settle(notice, mail=DROPPED, due_at=None)
        return
    if not _hand(notice):
        return
    try:
        letter_of(notice, address).send()
    # OSError: the mail server is away or refuses. ValueError: an address that is none.
    except (OSError, ValueError) as error:
        _settle(notice, mail=DUE, due_at=clock.now() + pause(notice.tries))
        kind = type(error).__name__
        log.warning("notice %s not sent, try %s: %s", notice.pk, notice.tries, kind)
    else:
        _settle(notice, mail=SENT, due_at=None)


def _where_to(notice: Notice) -> str:
    """Her verified address, if this letter is still for her; else nothing."""
    receiver = User.objects.filter(pk=notice.receiver_id, is_active=True).first()
    if receiver is None or receiver.told_by(notice.kind) != Told.MAIL:
        return ""
    if clock.now() - notice.at > GIVEN_UP or not things_of(receiver, [notice]):
        return ""
    verified = EmailAddress.objects.filter(user=receiver, verified=True, primary=True)
    return verified.values_list("email", flat=True).first() or ""


def _hand(notice: Notice) -> bool:
    """Say that this letter leaves now. No, if another worker has it or she has seen it since.

    A letter found handed may have left: its second time has no time after it, so it is the last.
    """
    in_doubt = notice.mail == HANDED
    if in_doubt:
        log.warning("notice %s may have left already; it is sent once more", notice.pk)
    due_at = None if in_doubt else clock.now() + LEASE
    still = _as_taken(notice)
    if not still.unseen().update(mail=HANDED, due_at=due_at, tries=notice.tries + 1):
        still.filter(seen_at__isnull=False).update(mail=DROPPED, due_at=None)
        return False
    notice.mail, notice.due_at, notice.tries = HANDED, due_at, notice.tries + 1
    return True


def _settle(notice: Notice, **change) -> None:
    _as_taken(notice).update(**change)


def _as_taken(notice: Notice):
    """The row, if it is still as this worker has it."""
    same = Q(due_at=notice.due_at) if notice.due_at else Q(due_at=None)
    return Notice.objects.filter(same, pk=notice.pk, mail=notice.mail)
