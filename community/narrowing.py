"""Who reads what is said can become fewer, and never more: people wrote for those they saw."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F

from accounts.log import record
from accounts.models import User

from .finding import all_narrowed, narrowed
from .models import Audience, Community, Discussion
from .permissions import can_narrow
from .posting import ChangedMeanwhile


class WouldWiden(Exception):
    """More people would read what was written for fewer."""


@transaction.atomic
def narrow(discussion: Discussion, audience: int, *, by: User, version: int) -> None:
    """Let fewer people read a discussion, from now on and with all that stands in it."""
    by = User.objects.get(pk=by.pk)  # asked at the write: a role may have been lost
    if not can_narrow(by, discussion):
        raise PermissionDenied
    here = Discussion.objects.filter(pk=discussion.pk, version=version)
    if here.filter(audience__gt=audience).exists():
        raise WouldWiden
    if not here.update(audience=audience, version=F("version") + 1):
        raise ChangedMeanwhile
    narrowed(Discussion.objects.get(pk=discussion.pk))
    _record("audience narrowed", "discussion", discussion, audience, by, discussion.community_id)


@transaction.atomic
def set_audience(community: Community, audience: int, *, by: User) -> None:
    """Choose who reads a community. Its discussions are narrowed with it and never widened."""
    seen = Community.objects.filter(pk=community.pk, version=community.version)
    if not seen.update(audience=audience, version=F("version") + 1):
        raise ChangedMeanwhile
    Discussion.objects.filter(community=community, audience__lt=audience).update(
        audience=audience, version=F("version") + 1
    )
    all_narrowed(community, audience)
    _record("audience set", "community", community, audience, by, community.pk)


def _record(verb: str, kind: str, what, audience: int, by: User, place: int) -> None:
    reason = Audience(audience).name.lower()
    record(
        verb,
        kind,
        what.pk,
        by=by,
        about=getattr(what, "starter", None),
        place=place,
        reason=reason,
    )
