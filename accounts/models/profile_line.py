from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ProfileLineQuerySet(models.QuerySet):
    def open_to(self, circle: int) -> Self:
        """What everybody in this circle sees of it, and whoever is nearer."""
        return self.filter(seen_by__lte=circle).exclude(text="")

    def visible_to(self, user) -> Self:
        if not user.is_authenticated:
            return self.open_to(ProfileLine.SeenBy.EVERYONE)
        hers = self.filter(member=user).exclude(text="")
        return self.open_to(ProfileLine.SeenBy.MEMBERS) | hers


class ProfileLine(models.Model):
    """One thing a member says about herself, and who sees it."""

    class Field(models.TextChoices):
        HERE_AS = "here_as", _("Here as")
        ABOUT = "about", _("About me")

    class SeenBy(models.IntegerChoices):
        EVERYONE = 0, _("Everyone")
        MEMBERS = 1, _("Members")
        ME = 9, _("Only me")

    class HereAs(models.TextChoices):
        PATIENT = "patient", _("Patient")
        CARER = "carer", _("Partner, family or friend")
        BEREAVED = "bereaved", _("Somebody who has lost someone")
        PROFESSIONAL = "professional", _("Somebody who works in health care")
        OTHER = "other", _("Something else")

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="profile_lines"
    )
    field = models.CharField(max_length=20, choices=Field)
    text = models.TextField(blank=True)
    seen_by = models.PositiveSmallIntegerField(choices=SeenBy, default=SeenBy.ME)

    objects = ProfileLineQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("member", "field", name="profile_line_once")]

    def __str__(self) -> str:
        return f"{self.field} of {self.member_id}"

    @property
    def words(self) -> str:
        """What is shown: her own words, or what the chosen code says."""
        is_code = self.field == self.Field.HERE_AS
        return str(self.HereAs(self.text).label) if is_code else self.text
