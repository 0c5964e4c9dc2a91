from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContentNote(models.IntegerChoices):
    """What a post may be hard to read for; each is one bit, so a post can have several."""

    END_OF_LIFE = 1, _("end of life")
    RECURRENCE = 2, _("cancer that spread or came back")
    SUICIDAL_THOUGHTS = 4, _("suicidal thoughts")
    SURGERY = 8, _("surgery and wounds")
    LOSS = 16, _("fertility and pregnancy loss")
    SEX = 32, _("sex")
    NEEDLES = 64, _("needles")
    FOOD = 128, _("food and weight")
    FAITH = 256, _("faith")
    CELEBRATION = 512, _("celebration")


ALL_NOTES = sum(ContentNote)
# What is folded for who has not chosen: for strangers, and for members at first.
FOLDED_AT_FIRST = (
    ContentNote.END_OF_LIFE
    | ContentNote.RECURRENCE
    | ContentNote.SUICIDAL_THOUGHTS
    | ContentNote.SURGERY
)


def notes_in(mask: int) -> list[ContentNote]:
    """The notes of which a mask consists."""
    return [note for note in ContentNote if mask & note]


def folded_for(user) -> int:
    """The notes whose words this reader wants folded, the ones she wants left out among them."""
    if not user.is_authenticated:
        return int(FOLDED_AT_FIRST)
    return user.fold_notes | user.leave_out_notes


def folds(user, mask: int, by: int | None = None) -> bool:
    """Does this reader want to choose before she meets what a mask names? Not what she wrote."""
    hers = by is not None and by == user.pk
    return bool(mask & folded_for(user)) and not hers


def words_of(mask: int) -> str:
    """The notes of a mask in words: end of life, needles."""
    return ", ".join(str(note.label) for note in notes_in(mask))


def mask_of(names: Iterable[str]) -> int:
    """The mask of notes that are given by their names in lower case, as files of the demo do."""
    return int(sum(ContentNote[name.upper()] for name in names))
