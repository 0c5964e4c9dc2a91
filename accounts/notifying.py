"""Members are told what concerns them: on the site, and by mail where they chose it."""

from collections.abc import Iterable

from django.db import transaction

from core import clock

from .mailing import post_notices
from .models import Notice, Told, User, one_at_a_time
from .models.notice import NoticeQuerySet
from .outbox import wake


def tell(
    people: Iterable[tuple[User, str]], number: int, *, thread: str, by: User | None
) -> list[Notice]:
    """Tell each of these people, who are there with the kind that concerns them most.

    In the transaction of what is told. Who has been told of it before is not told again, and who
    wants to hear nothing of this kind hears nothing.
    """
    now = clock.now()
    notices = []
    for person, kind in people:
        how = person.told_by(kind)
        if how == Told.NEVER:
            continue
        by_mail = {"mail": Notice.Mail.DUE, "due_at": now} if how == Told.MAIL else {}
        about = {"kind": kind, "number": number, "thread": thread, "actor": by, "at": now}
        notices.append(Notice(receiver=person, **about, **by_mail))
    told = Notice.objects.bulk_create(notices, ignore_conflicts=True)
    if any(notice.mail == Notice.Mail.DUE for notice in told):
        wake(post_notices)
    return told


def open_notice(notice: Notice) -> Notice:
    """She goes where a notice leads; the first of its kind there that she had not seen."""
    first = _beside(notice).unseen().order_by("pk").first()
    put_away(notice)
    return first or notice


def put_away(notice: Notice) -> None:
    """She has read it, and what was said of the same before it; newer ones stay."""
    _beside(notice).unseen().update(seen_at=clock.now())


def _beside(notice: Notice) -> NoticeQuerySet:
    """This notice, and the earlier ones of its kind in the same thread."""
    hers = Notice.objects.filter(receiver=notice.receiver_id, pk__lte=notice.pk)
    if not notice.thread:
        return hers.filter(pk=notice.pk)
    return hers.filter(thread=notice.thread, kind=notice.kind)


def put_all_away(user: User, up_to: int) -> None:
    """She has read all that stood on her page; what came since stays new."""
    Notice.objects.visible_to(user).unseen().filter(pk__lte=up_to).update(seen_at=clock.now())


@transaction.atomic
def choose(user: User, chosen: dict[str, str]) -> None:
    """How she wants to be told of some kinds; the others stay as they are."""
    member = one_at_a_time(user)
    User.objects.filter(pk=member.pk).update(told=member.told | chosen)


def stop_letters(user: User, kind: str) -> None:
    """No letters of this kind any more; on the site she is told as before."""
    if user.told_by(kind) == Told.MAIL:
        choose(user, {kind: Told.HERE})
