"""Choosing a pseudonym, and another one later, so that nobody can follow from the old name."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import clock

from . import names
from .log import record
from .models import HeldName, LogEntry, User
from .models.held_name import digest_of

YEAR = timedelta(days=365)
MOST = 2  # changes in a year: others want to know whom they are talking with
HELD = YEAR  # so long nobody else gets a name that somebody gave up
CHANGED = "name changed"  # the verb in the log, which never says which name


class TooOften(Exception):
    """She has changed her name as often as one can; from `again` on she can once more."""

    def __init__(self, again: datetime):
        super().__init__(again)
        self.again = again


def check(name: str, *, of: User | None = None) -> None:
    """Refuse a name that cannot be chosen, with a sentence that says what would work."""
    names.check(name)
    alike = User.objects.filter(name_skeleton=names.skeleton(name))
    held = HeldName.objects.called(name).filter(until__gt=clock.now())
    if of is not None:
        alike, held = alike.exclude(pk=of.pk), held.exclude(member=of)
    if alike.exists() or held.exists():
        raise taken()


def taken() -> ValidationError:
    """Equal words for a name in use, one that looks like it, and one given up lately."""
    return ValidationError(
        _(
            "This name, or one that looks very much like it, is not free. A word or a number "
            "more makes it another one."
        ),
        code="taken",
    )


def next_change(member: User) -> datetime | None:
    """From when she can choose another name; nothing if she can today."""
    entries = LogEntry.objects.filter(actor=member, verb=CHANGED, at__gt=clock.now() - YEAR)
    times = list(entries.order_by("-at").values_list("at", flat=True)[:MOST])
    return times[-1] + YEAR if len(times) == MOST else None


def change_name(member: User, name: str) -> None:
    """From now on everything she wrote stands under her new name, and the old one is nowhere."""
    try:
        with transaction.atomic():
            now = User.objects.select_for_update().get(pk=member.pk)  # her changes queue up
            if again := next_change(now):
                raise TooOften(again)
            check(name, of=now)
            _hold(now.username, now)
            HeldName.objects.called(name).delete()
            User.objects.filter(pk=now.pk).update(
                username=name, name_skeleton=names.skeleton(name)
            )
            record(CHANGED, "user", now.pk, by=now, about=now)
    except IntegrityError as error:
        raise taken() from error  # somebody took it in the same moment


def _hold(name: str, member: User) -> None:
    """Old holds that have run out go in the same breath."""
    HeldName.objects.filter(until__lte=clock.now()).delete()
    HeldName.objects.update_or_create(
        digest=digest_of(name), defaults={"member": member, "until": clock.now() + HELD}
    )
