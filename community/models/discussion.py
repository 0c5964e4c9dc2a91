from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, F, FilteredRelation, OuterRef, StringAgg, Subquery, Value, When
from django.db.models.functions import Coalesce, Substr
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from accounts.models import FOLDED_AT_FIRST, blocked_by, folds
from articles.models import Revision, Section
from core import clock
from core.querysets import Planned
from topics.models import Topic

from .community import Audience, Community, joined, looks_after

OPENING = 400  # characters of the opening post that a list reads to make one line of them


def open_to(user, at: str = "") -> models.Q:
    """Discussions whose audience this reader belongs to; `at` leads to them from another table."""
    if not user.is_authenticated:
        return models.Q(**{f"{at}audience": Audience.EVERYONE})
    hers = joined(user) | looks_after(user)
    return models.Q(**{f"{at}audience__lte": Audience.MEMBERS}) | models.Q(
        **{f"{at}community__in": hers}
    )


def met_by(user, author: str, at: str = "", place: str = "") -> models.Q:
    """What this reader wants to meet: nothing of people she blocked, no notes she leaves out.

    Where she looks after a community she sees everybody; `place` leads to it, if `at` does not.
    """
    wanted = models.Q()
    if blocked := blocked_by(user):
        others = models.Q(**{f"{author}": None}) | ~models.Q(**{f"{author}__in": blocked})
        if places := looks_after(user):
            others |= models.Q(**{f"{place or at + 'community'}__in": places})
        wanted &= others
    if user.is_authenticated and user.leave_out_notes:
        # A plain comparison in front: else PostgreSQL expects one row in 200 and sorts them all.
        spared = Exact(F(f"{at}content_notes").bitand(user.leave_out_notes), 0)
        wanted &= models.Q(**{f"{at}content_notes": 0}) | models.Q(spared)
    return wanted


class DiscussionQuerySet(Planned):
    def visible_to(self, user) -> Self:
        """What is shown to her audience, one's own, and all of a community one looks after."""
        shown = models.Q(state=Discussion.State.SHOWN) & open_to(user)
        if not user.is_authenticated:
            return self.filter(shown)
        return self.filter(
            shown | models.Q(starter=user) | models.Q(community__in=looks_after(user))
        )

    def listed_to(self, user) -> Self:
        """What lists show this reader: the index knows `state`, and an OR would lose it."""
        shown = self.filter(state=Discussion.State.SHOWN)
        return shown.filter(open_to(user), met_by(user, "starter"))

    def indexed(self) -> Self:
        """What search engines may list: public, its starter said so, nothing in it is folded."""
        public = self.filter(state=Discussion.State.SHOWN, audience=Audience.EVERYONE, listed=True)
        folded = Exact(F("content_notes").bitand(int(FOLDED_AT_FIRST)), 0)
        return public.filter(models.Q(content_notes=0) | models.Q(folded))

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
        """With its section, the revision live when it began, and the first reply that helped.

        The reply is looked up only where there is one.
        """
        helpful = Discussion.objects.filter(
            pk=OuterRef("pk"), posts__helped=True, posts__state="published"
        )
        first = Subquery(helpful.order_by("posts__number").values("posts")[:1])
        then = Revision.objects.filter(
            article=OuterRef("section__article"), published_at__lte=OuterRef("started_at")
        ).order_by("-number")
        rows = self.planned("starter", "community", "section__article__live", prefetch=("topics",))
        return rows.annotate(
            first_helpful=Case(When(helped_count__gt=0, then=first)),
            read_then=Coalesce(Subquery(then.values("number")[:1]), 1),
        ).defer(*(f"section__article__live__{name}" for name in ("body", "html", "contents")))

    def marked_for(self, user) -> Self:
        """With how far this reader has read, and since when she is caught up where she joined."""
        if not user.is_authenticated:
            return self
        return self.annotate(
            hers=FilteredRelation("readings", condition=models.Q(readings__member=user)),
            place=FilteredRelation(
                "community__memberships", condition=models.Q(community__memberships__member=user)
            ),
            mark=F("hers__number"),
            seen_at=F("hers__seen_at"),
            following=F("hers__following"),
            caught_up=Coalesce("place__caught_up_at", "place__joined_at"),
        )

    def unread(self) -> Self:
        """Of those that `marked_for` loads, what `is_unread` says yes to."""
        behind = models.Q(mark__lt=F("last_number")) | models.Q(mark=None, caught_up__isnull=False)
        since = models.Q(caught_up=None) | models.Q(last_posted_at__gt=F("caught_up"))
        return self.filter(behind, since)


class Discussion(models.Model):
    """A conversation in a community; everything written in it is a post."""

    class State(models.TextChoices):
        HELD = "held", _("waits for a moderator")
        SHOWN = "shown", _("shown")
        HIDDEN = "hidden", _("hidden")

    class Wants(models.TextChoices):
        """What its starter hopes for, so that others answer in that way."""

        ADVICE = "advice", _("Advice wanted")
        EXPERIENCE = "experience", _("Your experience wanted")
        LISTENING = "listening", _("Just listening")
        GOOD_NEWS = "good_news", _("Good news")

    community = models.ForeignKey(Community, models.PROTECT, related_name="discussions")
    title = models.CharField(_("title"), max_length=160)
    slug = models.SlugField(max_length=80)
    starter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="discussions"
    )
    state = models.CharField(max_length=8, choices=State)
    audience = models.PositiveSmallIntegerField(choices=Audience, default=Audience.EVERYONE)
    content_notes = models.PositiveIntegerField(default=0)  # a mask: those of its opening post
    wants = models.CharField(max_length=12, choices=Wants, blank=True)
    listed = models.BooleanField(default=False)  # may search engines list it? Its starter says so
    topics = models.ManyToManyField(Topic, related_name="discussions", verbose_name=_("topics"))
    section = models.ForeignKey(  # of an article, which it is about
        Section, models.SET_NULL, null=True, blank=True, related_name="discussions"
    )
    started_at = models.DateTimeField(default=clock.now)
    locked_at = models.DateTimeField(null=True)
    locked_words = models.CharField(max_length=500, blank=True)
    pinned = models.BooleanField(default=False)
    last_number = models.PositiveIntegerField(default=1)
    reply_count = models.PositiveIntegerField(default=0)
    last_posted_at = models.DateTimeField(default=clock.now)
    unanswered_since = models.DateTimeField(null=True)
    helped_count = models.PositiveIntegerField(default=0)  # replies its starter marked
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
            models.Index(
                fields=["section", "-last_posted_at"],
                condition=models.Q(section__isnull=False),
                name="discussion_of_section",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("community:discussion", args=[self.pk, self.slug])

    @property
    def is_indexed(self) -> bool:
        """May search engines list it? As `indexed` says of many."""
        public = self.state == self.State.SHOWN and self.audience == Audience.EVERYONE
        return self.listed and public and not self.content_notes & FOLDED_AT_FIRST

    @property
    def is_locked(self) -> bool:
        return self.locked_at is not None

    def is_folded_for(self, user) -> bool:
        """Does this reader want to choose before she meets its opening words?"""
        return folds(user, self.content_notes, by=self.starter_id)

    @property
    def is_unread(self) -> bool:
        """Does it hold something new for the reader whose mark it was loaded with?

        What she never opened is new where she joined, since she joined or caught up last.
        """
        mark, caught_up = self.__dict__.get("mark"), self.__dict__.get("caught_up")
        if caught_up and self.last_posted_at <= caught_up:
            return False
        return mark < self.last_number if mark is not None else caught_up is not None

    @property
    def new_count(self) -> int:
        """How many posts came since she was here; 0 where she never was."""
        mark = self.__dict__.get("mark")
        return self.last_number - mark if mark and self.is_unread else 0

    @property
    def topic_names(self) -> str:
        """Its topics in words, as `for_rows` loaded them; SQLite cannot sort them by itself."""
        return ", ".join(sorted((self.__dict__.get("topics_in_row") or "").split(", ")))

    @staticmethod
    def slug_of(title: str) -> str:
        """The words of the address; letters outside the alphabet leave a plain one."""
        return slugify(title)[:80].strip("-") or "discussion"
