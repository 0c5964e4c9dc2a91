from django.db import models
from django.utils.translation import gettext_lazy as _

from topics.models import Topic


class Term(models.Model):
    """A word of the illness, and the other words people use for it: editors keep the list."""

    word = models.CharField(_("word"), max_length=80, unique=True)
    also = models.TextField(
        _("also written"),
        blank=True,
        help_text=_("Abbreviations, everyday words and frequent slips of spelling, one a line."),
    )
    meaning = models.TextField(_("what it means"), blank=True)
    topic = models.ForeignKey(
        Topic,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="terms",
        verbose_name=_("topic"),
    )

    class Meta:
        ordering = ["word"]
        verbose_name = _("term")
        verbose_name_plural = _("terms")

    def __str__(self) -> str:
        return self.word

    @property
    def other_words(self) -> list[str]:
        """What else people write for it, one entry a line."""
        return [line.strip() for line in self.also.splitlines() if line.strip()]
