from typing import Self

from django.db import models

from core.querysets import Planned

from .article import Article
from .revision import Revision


class SectionQuerySet(Planned):
    def visible_to(self, user) -> Self:
        """A section is there as long as its article is, and as it stands in the live text."""
        return self.filter(
            article__state=Article.State.LIVE,
            article__place=Article.Place.LIBRARY,
            position__isnull=False,
        )

    def for_reading(self) -> Self:
        """With its article and what that is called now, without the text."""
        rows = self.planned("article__live")
        return rows.defer(*(f"article__live__{name}" for name in ("body", "html", "contents")))


class Section(models.Model):
    """One question heading of an article and what stands below it, with an address of its own.

    The row stays when its words change, so that discussions can point to it. One that is no
    longer in the live text has no position.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="sections")
    anchor = models.SlugField(max_length=80)
    title = models.CharField(max_length=300)
    opening = models.CharField(max_length=300, blank=True)  # its first lines, as plain words
    position = models.PositiveSmallIntegerField(null=True)
    digest = models.CharField(max_length=64)  # of its words: differs when they changed
    changed_in = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    objects = SectionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("article", "anchor", name="section_anchor")]
        ordering = ["article", "position"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{self.article.get_absolute_url()}#{self.anchor}"
