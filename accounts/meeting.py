"""What a member wants to meet here: which content notes are shown, folded or left out for her."""

from django.db.models import F

from .models import ALL_NOTES, User
from .profiles import ChangedMeanwhile


def choose_notes(member: User, *, version: int, fold: int, leave_out: int) -> None:
    """Save which notes she wants folded, and which not to meet at all; the rest she sees."""
    fold, leave_out = fold & ALL_NOTES & ~leave_out, leave_out & ALL_NOTES
    seen = User.objects.filter(pk=member.pk, version=version)
    if not seen.update(fold_notes=fold, leave_out_notes=leave_out, version=F("version") + 1):
        raise ChangedMeanwhile
