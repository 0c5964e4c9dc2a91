"""What a member writes down for herself. Only whose it is, the unit and the days are in clear."""

from functools import cached_property
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.querysets import Planned
from core.sealed import CannotOpen, seal, unseal

from .weights import Unit, Weight


class TrackerQuerySet(Planned):
    def visible_to(self, user) -> Self:
        """Her own, and nobody else's: no role opens them."""
        return self.filter(owner=user) if user.is_authenticated else self.none()


class Tracker(models.Model):
    """One thing that one member keeps an eye on."""

    class Slug(models.TextChoices):
        WEIGHT = "weight", _("Weight")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="trackers")
    slug = models.CharField(max_length=20, choices=Slug)
    unit = models.CharField(max_length=2, choices=Unit, default=Unit.KG)
    sealed = models.BinaryField(null=True)  # her usual range

    objects = TrackerQuerySet.as_manager()

    class Meta:
        verbose_name = _("tracker")
        verbose_name_plural = _("trackers")
        constraints = [models.UniqueConstraint("owner", "slug", name="tracker_once")]

    def __str__(self) -> str:
        return self.slug

    @property
    def usual(self) -> tuple[Weight, Weight] | None:
        """The range she has set for herself, if she has."""
        try:
            words = unseal(self.sealed, *self._place) if self.sealed else None
        except CannotOpen:
            return None
        return (Weight(*words["low"]), Weight(*words["high"])) if words else None

    def write_usual(self, usual: tuple[Weight, Weight] | None) -> None:
        self.sealed = None
        if usual:
            low, high = ([weight.typed, weight.unit] for weight in usual)
            self.sealed = seal({"low": low, "high": high}, *self._place)

    @property
    def _place(self) -> tuple:
        return self._meta.db_table, self.owner_id, self.slug


class EntryQuerySet(Planned):
    def visible_to(self, user) -> Self:
        return self.filter(tracker__owner=user) if user.is_authenticated else self.none()

    def latest_first(self) -> Self:
        """By the day they are about; of one day, the last written first."""
        return self.order_by("-date", "-pk")


class Entry(models.Model):
    """One weight on one day, with a note if she likes."""

    tracker = models.ForeignKey(Tracker, models.CASCADE, related_name="entries")
    date = models.DateField()
    sealed = models.BinaryField()
    key = models.UUIDField()  # the form's one-time key, and the entry's address

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        constraints = [models.UniqueConstraint("tracker", "key", name="entry_once")]
        indexes = [models.Index(fields=["tracker", "date"], name="entry_chart")]

    def __str__(self) -> str:
        return str(self.date)

    def write(self, weight: Weight, note: str) -> None:
        self.sealed = seal({"weight": [weight.typed, weight.unit], "note": note}, *self._place)
        self.__dict__.pop("_words", None)

    @property
    def weight(self) -> Weight:
        return Weight(*self._words["weight"])

    @property
    def note(self) -> str:
        return self._words["note"]

    @property
    def opens(self) -> bool:
        """Is its key still on the ring?"""
        try:
            return bool(self._words)
        except CannotOpen:
            return False

    @cached_property
    def _words(self) -> dict:
        return unseal(self.sealed, *self._place)

    @property
    def _place(self) -> tuple:
        return self._meta.db_table, self.tracker.owner_id, self.key
