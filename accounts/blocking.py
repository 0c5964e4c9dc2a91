"""A member decides whom she does not want to meet here. It is hers alone, so no log has it."""

from .models import Block, User


def block(whom: User, *, by: User) -> None:
    """Meet this member no more: no posts unfolded, no mentions, no reactions. Nobody is told."""
    Block.objects.get_or_create(by=by, whom=whom)


def unblock(whom: User, *, by: User) -> None:
    """Meet this member again, as if nothing had been."""
    Block.objects.filter(by=by, whom=whom).delete()
