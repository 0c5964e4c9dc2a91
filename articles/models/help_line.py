from django.db import models
from django.utils.translation import gettext_lazy as _


class HelpLine(models.Model):
    """A number to ring, in one country; editors keep the list and say when they checked it."""

    class Kind(models.TextChoices):
        EMERGENCY = "emergency", _("in danger right now")
        TALK = "talk", _("someone to talk to")
        CANCER = "cancer", _("questions about cancer")

    kind = models.CharField(_("for"), max_length=12, choices=Kind, default=Kind.TALK)
    country = models.CharField(_("country"), max_length=60)
    name = models.CharField(_("name"), max_length=80)
    number = models.CharField(_("number"), max_length=30, help_text=_("As people write it."))
    takes_texts = models.BooleanField(_("answers text messages to the same number"), default=False)
    words = models.CharField(
        _("what to know"),
        max_length=160,
        blank=True,
        help_text=_("When somebody answers, what it costs, in which language."),
    )
    checked_on = models.DateField(
        _("checked on"),
        null=True,
        blank=True,
        help_text=_("The day on which one of us made sure of this number. Readers see it."),
    )
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)

    class Meta:
        ordering = ["position", "country", "name"]
        verbose_name = _("help line")
        verbose_name_plural = _("help lines")

    def __str__(self) -> str:
        return f"{self.country}: {self.name}, {self.number}"

    @property
    def dial(self) -> str:
        """The number as a telephone takes it."""
        return "".join(sign for sign in self.number if sign.isdigit() or sign == "+")
