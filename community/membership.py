from django.db import transaction

from accounts.log import record
from accounts.models import User

from .models import Community, Membership, Rank


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
