from datetime import datetime

from django.db import transaction
from django.db.models import Q

from accounts.log import record
from accounts.models import User
from core import clock

from .models import Community, Membership, Rank


class HasRole(Exception):
    """She looks after this community; only a lead moderator may take that from her."""


def join(community: Community, *, by: User) -> Membership:
    """Make a community one of hers: what is new in it is new for her from now on."""
    return Membership.objects.get_or_create(member=by, community=community)[0]


def leave(community: Community, *, by: User) -> None:
    """Be no member of it any more; what she wrote stays. HasRole for who looks after it."""
    hers = Membership.objects.filter(member=by, community=community)
    hers.filter(rank=Rank.MEMBER).delete()
    if hers.exists():
        raise HasRole


def catch_up(community: Community, *, by: User, until: datetime) -> None:
    """Take all that was said here until then as read; never back, and never ahead of now."""
    until = min(until, clock.now())
    hers = Membership.objects.filter(member=by, community=community)
    hers.filter(Q(caught_up_at=None) | Q(caught_up_at__lt=until)).update(caught_up_at=until)


@transaction.atomic
def appoint(member: User, community: Community, rank: Rank, *, by: User | None) -> Membership:
    """Give a person a role in a community, or take it from her (rank MEMBER)."""
    membership, _ = Membership.objects.update_or_create(
        member=member, community=community, defaults={"rank": rank}
    )
    record(
        "appointed",
        "community",
        community.pk,
        by=by,
        about=member,
        place=community.pk,
        reason=Rank(rank).name.lower(),
    )
    return membership
