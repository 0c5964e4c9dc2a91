"""Who wants to meet whom? Asked of the database now, at the moment something is done."""

from .models import Block, User


def has_blocked(person: User | None, other: User) -> bool:
    """Does this person want nothing of the other? Then the other's reactions are refused."""
    return person is not None and Block.objects.filter(by=person.pk, whom=other.pk).exists()


def blockers_of(person: User) -> frozenset[int]:
    """Those whom this person cannot call by name, write to or cause a notice for."""
    return frozenset(Block.objects.filter(whom=person.pk).values_list("by", flat=True))
