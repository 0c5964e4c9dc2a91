"""A member decides whom she does not want to meet here. It is hers alone, so no log has it."""

from django.db import transaction

from core import clock

from .models import Block, Notice, User

DECISION = Notice.Kind.DECISION  # what moderators decided is told whoever decided it


def block(whom: User, *, by: User) -> None:
    """Meet this member no more: no posts unfolded, no mentions, no notices. Nobody is told."""
    with transaction.atomic():
        Block.objects.get_or_create(by=by, whom=whom)
        about_him = Notice.objects.filter(receiver=by, actor=whom).exclude(kind=DECISION)
        about_him.unseen().update(seen_at=clock.now())


def unblock(whom: User, *, by: User) -> None:
    """Meet this member again, as if nothing had been."""
    Block.objects.filter(by=by, whom=whom).delete()
