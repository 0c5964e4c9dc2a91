from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.querysets import Planned
from topics.models import Topic

# The house's own pages; each has its address at the front of the site: /privacy/.
HOUSE = ("about", "guidelines", "help-now", "privacy", "accessibility")


class ArticleQuerySet(Planned):
    def visible_to(self, user) -> Self:
        """Everybody reads what is live; nobody reads the rest here."""
        return self.filter(state=Article.State.LIVE)

    def library(self) -> Self:
        """What editors write about the illness: lists, hubs and invitations show nothing else."""
        return self.filter(place=Article.Place.LIBRARY)

    def found(self, *, in_house: bool) -> Self:
        """The house's own pages have addresses of their own; other texts live in /articles/."""
        house = models.Q(place=Article.Place.HOUSE)
        return self.filter(house if in_house else ~house)

    def about(self, topics) -> Self:
        return self.filter(topics__in=topics).distinct()

    def latest_first(self) -> Self:
        return self.order_by("-live__published_at", "-pk")

    def for_rows(self) -> Self:
        """Title, summary and last revision, without the text."""
        return self.planned("live").defer("live__body", "live__html", "live__contents")

    def for_reading(self) -> Self:
        return self.planned("live", prefetch=("topics",))

    def marked_for(self, user) -> Self:
        """With whether this reader follows it."""
        if not user.is_authenticated:
            return self
        hers = Article.followers.through.objects.filter(article=models.OuterRef("pk"), user=user)
        return self.annotate(following=models.Exists(hers))


class Article(models.Model):
    """What readers find under one address; its words are in the live revision."""

    class State(models.TextChoices):
        UNPUBLISHED = "unpublished", _("not published")
        LIVE = "live", _("live")

    class Place(models.TextChoices):
        LIBRARY = "library", _("the library")
        HOUSE = "house", _("a page of the house")
        COMMUNITY = "community", _("the About text of a community")

    place = models.CharField(_("belongs to"), max_length=12, choices=Place, default=Place.LIBRARY)
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    state = models.CharField(max_length=12, choices=State, default=State.UNPUBLISHED)
    live = models.OneToOneField(
        "articles.Revision", models.PROTECT, null=True, blank=True, related_name="live_in"
    )
    last_number = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(null=True)
    started_by = models.CharField(max_length=150, blank=True)
    needs_change = models.TextField(
        _("needs a change"),
        blank=True,
        help_text=_("One calm sentence that readers see above the text. Empty: no such line."),
    )
    topics = models.ManyToManyField(Topic, related_name="articles", verbose_name=_("topics"))
    see_also = models.ManyToManyField("self", blank=True, verbose_name=_("see also"))
    followers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, editable=False, related_name="followed_articles"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="unpublished")
                | models.Q(live__isnull=False, started_at__isnull=False),
                name="article_live_has_words",
            ),
        ]

    def __str__(self) -> str:
        return self.live.title if self.live else self.slug.replace("-", " ").capitalize()

    def get_absolute_url(self) -> str:
        return self.page("article")

    def page(self, name: str, *more: int) -> str:
        """The address of one of its pages: article, history, revision or compare."""
        where = "house" if self.place == self.Place.HOUSE else "articles"
        return reverse(f"{where}:{name}", args=[self.slug, *more])

    @property
    def history(self) -> str:
        return self.page("history")

    @property
    def comparison(self) -> str:
        return self.page("compare")
