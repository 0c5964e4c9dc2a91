from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Topic(models.Model):
    """What articles and discussions have in common: lymphedema, biopsy, genetics and so on."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    about = models.TextField(_("about"), blank=True)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)
    followers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, editable=False, related_name="followed_topics"
    )

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("topics:topic", args=[self.slug])
