from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, F, FilteredRelation, OuterRef, StringAgg, Subquery, Value, When
from django.db.models.functions import Substr
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from core import clock
from core.querysets import Planned
from topics.models import Topic

from .community import Community, looks_after

OPENING = 400  # characters of the opening post that a list reads to make one line of them


class DiscussionQuerySet(Planned):
    def visible_to(self, user) -> Self:
        """What is shown, one's own, and what waits in a community one looks after."""
        shown = models.Q(state=Discussion.State.SHOWN)
        if not user.is_authenticated:
            return self.filter(shown)
        return self.filter(
            shown | models.Q(starter=user) | models.Q(community__in=looks_after(user))
        )

    def listed(self) -> Self:
        """What lists show: the index knows these, and an OR would lose it."""
        return self.filter(state=Discussion.State.SHOWN)

    def unanswered(self) -> Self:
        return self.filter(unanswered_since__isnull=False)

    def about(self, topics) -> Self:
        shared = Discussion.topics.through.objects.filter(
            discussion=OuterRef("pk"), topic__in=topics
        )
        return self.filter(models.Exists(shared))

    def waiting_of(self, user) -> Self:
        """Her own that nobody else can read yet."""
        return self.filter(starter=user, state=Discussion.State.HELD)

    def for_rows(self) -> Self:
        """Title, starter, topics in words and the opening line, in one statement."""
        names = (
            Topic.objects.filter(discussions=OuterRef("pk"))
            .order_by()
            .values("discussions")
            .annotate(names=StringAgg("name", Value(", ")))
        )
        return self.planned("starter", "community").annotate(
            first=FilteredRelation("posts", condition=models.Q(posts__number=1)),
            opening=Case(
                When(first__state="published", then=Substr("first__text", 1, OPENING)),
                default=Value(""),
            ),
            opening_state=F("first__state"),
            topics_in_row=Subquery(names.values("names")),
        )

    def for_reading(self) -> Self:
        return self.planned("starter", "community", prefetch=("topics",))


class Discussion(models.Model):
    """A conversation in a community; everything written in it is a post."""

    class State(models.TextChoices):
        HELD = "held", _("waits for a moderator")
        SHOWN = "shown", _("shown")
        HIDDEN = "hidden", _("hidden")

    community = models.ForeignKey(Community, models.PROTECT, related_name="discussions")
    title = models.CharField(_("title"), max_length=160)
    slug = models.SlugField(max_length=80)
    starter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="discussions"
    )
    state = models.CharField(max_length=8, choices=State)
    topics = models.ManyToManyField(Topic, related_name="discussions", verbose_name=_("topics"))
    started_at = models.DateTimeField(default=clock.now)
    locked_at = models.DateTimeField(null=True)
    locked_words = models.CharField(max_length=500, blank=True)
    pinned = models.BooleanField(default=False)
    last_number = models.PositiveIntegerField(default=1)
    reply_count = models.PositiveIntegerField(default=0)
    last_posted_at = models.DateTimeField(default=clock.now)
    unanswered_since = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DiscussionQuerySet.as_manager()

    class Meta:
        verbose_name = _("discussion")
        verbose_name_plural = _("discussions")
        indexes = [
            models.Index(
                fields=["community", "-pinned", "-last_posted_at", "-id"],
                condition=models.Q(state="shown"),
                name="discussion_list",
            ),
            models.Index(
                fields=["-last_posted_at", "-id"],
                condition=models.Q(state="shown"),
                name="discussion_latest",
            ),
            models.Index(
                fields=["community", "-unanswered_since", "-id"],
                condition=models.Q(unanswered_since__isnull=False),
                name="discussion_unanswered",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("community:discussion", args=[self.pk, self.slug])

    @property
    def is_locked(self) -> bool:
        return self.locked_at is not None

    @property
    def topic_names(self) -> str:
        """Its topics in words, as `for_rows` loaded them; SQLite cannot sort them by itself."""
        return ", ".join(sorted((self.__dict__.get("topics_in_row") or "").split(", ")))

    @staticmethod
    def slug_of(title: str) -> str:
        """The words of the address; letters outside the alphabet leave a plain one."""
        return slugify(title)[:80].strip("-") or "discussion"
