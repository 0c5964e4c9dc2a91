"""What a member says about herself, and whom she lets see it."""

from typing import NamedTuple

from django.db import transaction
from django.db.models import F

from .models import ProfileLine, User


class Said(NamedTuple):
    """One line of a profile as its owner wants it."""

    text: str
    seen_by: int = ProfileLine.SeenBy.ME


class ChangedMeanwhile(Exception):
    """She saved it somewhere else since this form was opened."""


def change_profile(member: User, *, version: int, avatar: str, lines: dict[str, Said]) -> None:
    """Save her picture and her lines, if the profile is still as she saw it."""
    with transaction.atomic():
        seen = User.objects.filter(pk=member.pk, version=version)
        if not seen.update(version=F("version") + 1, avatar=avatar):
            raise ChangedMeanwhile
        for field, said in lines.items():
            ProfileLine.objects.update_or_create(
                member=member, field=field, defaults=said._asdict()
            )


def lines_of(member: User) -> dict[str, ProfileLine]:
    """All her lines by their field, also those that are empty or only for her."""
    return {line.field: line for line in ProfileLine.objects.filter(member=member)}
