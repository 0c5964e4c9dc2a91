from django.db import transaction

from accounts.log import record
from accounts.models import User

from .models import Community, Membership, Rank


def join(member: User, community: Community) -> None:
    """Belong to a community, and read what is said among those who do."""
    Membership.objects.get_or_create(member=member, community=community)


def leave(member: User, community: Community) -> None:
    """Belong to it no more. Who looks after it is asked to hand that over first."""
    Membership.objects.filter(member=member, community=community, rank=Rank.MEMBER).delete()


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
