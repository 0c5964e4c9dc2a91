from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.querysets import Planned

from .article import Article


class RevisionQuerySet(Planned):
    def visible_to(self, user) -> Self:
        """A text that was once live stays readable, as long as its article is."""
        return self.filter(article__state=Article.State.LIVE)


class Revision(models.Model):
    """The words of an article as they stood at one time.

    The database refuses to change them afterwards. The names of editors are kept as words: they
    stay true when a person leaves.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    based_on = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="revisions"
    )
    author_name = models.CharField(_("editor"), max_length=150)
    title = models.CharField(_("title"), max_length=160)
    summary = models.CharField(_("summary"), max_length=300, blank=True)
    body = models.TextField(_("text"))
    html = models.TextField()
    contents = models.JSONField(default=list)
    source = models.TextField(_("source"))
    disclaimer = models.TextField(_("disclaimer"), blank=True)
    comment = models.CharField(_("what changed, and why"), max_length=300)
    published_at = models.DateTimeField(default=clock.now)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="reviews"
    )
    reviewer_name = models.CharField(max_length=150, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        permissions = [("check_revision", _("Can say that a revision is right"))]
        constraints = [
            models.UniqueConstraint("article", "number", name="revision_number"),
            models.CheckConstraint(
                condition=Q(reviewer=None) | Q(author=None) | ~Q(reviewer=models.F("author")),
                name="revision_checked_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    def get_absolute_url(self) -> str:
        return self.article.page("revision", self.number)
