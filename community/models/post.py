from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, F, OuterRef, Q, StringAgg, Subquery, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import folds
from core import clock
from core.querysets import Planned

from .community import looks_after
from .discussion import Discussion, met_by, open_to
from .reading import Reaction

PAGE = 20  # posts
UNDO = timedelta(hours=24)  # so long a withdrawn post can be put back
GREETED = timedelta(days=30)  # so long others see that it is a first post, or one after a while


class PostQuerySet(Planned):
    def visible_to(self, user) -> Self:
        """Published ones in discussions open to her, one's own, and where one looks after."""
        shown = Q(state=Post.State.PUBLISHED, discussion__state=Discussion.State.SHOWN)
        audience = open_to(user, "discussion__")
        if not user.is_authenticated:
            return self.filter(shown & audience)
        published = shown & (audience | Q(discussion__starter=user))
        return self.filter(
            published | Q(author=user) | Q(discussion__community__in=looks_after(user))
        )

    def met_by(self, user) -> Self:
        """Without people this reader blocked and notes she leaves out, in the talk or the post."""
        talk = met_by(user, "discussion__starter", "discussion__")
        return self.filter(talk & met_by(user, "author", place="discussion__community"))

    def on_page(self, page: int) -> Self:
        """The posts with a number of one page, in order; LIMIT helps PostgreSQL plan."""
        first, last = PAGE * (page - 1) + 1, PAGE * page
        return self.filter(number__range=(first, last)).order_by("number")[:PAGE]

    def waiting_of(self, user) -> Self:
        """Her own that stand nowhere: only she sees them, under the last page.

        What she took back before it had a place is there as long as she can undo that.
        """
        undoable = Q(state=Post.State.WITHDRAWN, number=None, state_at__gt=clock.now() - UNDO)
        waits = Q(state__in=[Post.State.HELD, Post.State.SENT_BACK])
        return self.filter(waits | undoable, author=user).order_by("created_at")

    def for_reading(self) -> Self:
        """Finished HTML with author and the post answered; what is not published stays empty."""
        return (
            self.planned("author", "answers__author")
            .annotate(
                shown_html=Case(
                    When(state=Post.State.PUBLISHED, then=F("html")),
                    default=Value(""),
                    output_field=models.TextField(),
                )
            )
            .defer("text", "html", "answers__text", "answers__html")
        )

    def reacted_to_by(self, user) -> Self:
        """With the reactions of this reader; nobody's else are told apart."""
        if not user.is_authenticated:
            return self
        hers = Reaction.objects.filter(post=OuterRef("pk"), member=user.pk).order_by()
        kinds = hers.values("post").annotate(kinds=StringAgg("kind", Value(","))).values("kinds")
        return self.annotate(my_reactions=Subquery(kinds))

    def helpful(self) -> Self:
        """Replies that the starter marked and everybody can read."""
        return self.filter(state=Post.State.PUBLISHED, helped=True)


class Post(models.Model):
    """What one person wrote in a discussion: its opening or a reply."""

    class Greeting(models.TextChoices):
        """Others are kind to who writes for the first time, or after a long while."""

        FIRST = "first", _("First post")
        BACK = "back", _("Back after a while")

    class State(models.TextChoices):
        HELD = "held", _("waits for a moderator")
        PUBLISHED = "published", _("published")
        SENT_BACK = "sent_back", _("sent back")
        HIDDEN = "hidden", _("hidden")
        REMOVED = "removed", _("removed")
        WITHDRAWN = "withdrawn", _("withdrawn by its author")

    discussion = models.ForeignKey(Discussion, models.PROTECT, related_name="posts")
    number = models.PositiveIntegerField(null=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="posts"
    )
    state = models.CharField(max_length=10, choices=State)
    before = models.CharField(max_length=10, blank=True)  # the state that undo leads back to
    text = models.TextField(_("text"))
    html = models.TextField()
    renderer = models.PositiveSmallIntegerField()
    answers = models.ForeignKey("self", models.SET_NULL, null=True, related_name="answered_by")
    quote = models.TextField(blank=True)  # a passage of the post it answers
    mentions = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="mentioned_in")
    greeting = models.CharField(max_length=5, choices=Greeting, blank=True)
    content_notes = models.PositiveIntegerField(default=0)  # a mask over ContentNote
    reactions = models.JSONField(default=dict)  # kind -> how many, from the rows of Reaction
    helped = models.BooleanField(default=False)  # so its discussion's starter marked it
    created_at = models.DateTimeField(default=clock.now)
    published_at = models.DateTimeField(null=True)
    edited_at = models.DateTimeField(null=True)
    state_at = models.DateTimeField(default=clock.now)
    key = models.UUIDField()
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        constraints = [
            models.UniqueConstraint("discussion", "number", name="post_number"),
            models.UniqueConstraint("author", "key", name="post_key"),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "hidden"]) | Q(number__isnull=False),
                name="post_shown_has_number",
            ),
        ]
        indexes = [
            models.Index(fields=["author", "-created_at"], name="post_of_author"),
            models.Index(
                fields=["state_at"], condition=Q(state="withdrawn"), name="post_withdrawn"
            ),
        ]

    def __str__(self) -> str:
        return f"post {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("community:post", args=[self.pk])

    @property
    def is_opening(self) -> bool:
        return self.number == 1

    @property
    def is_greeted(self) -> bool:
        """Is it a first post, or one after a long while, and is that not long ago?"""
        lately = self.published_at and self.published_at > clock.now() - GREETED
        return bool(self.greeting and lately)

    def is_folded_for(self, user) -> bool:
        """Does this reader want to choose before she meets its words? Her own she knows."""
        return folds(user, self.content_notes, by=self.author_id)

    @property
    def page(self) -> int:
        """The page of its discussion that it stands on."""
        return ((self.number or 1) - 1) // PAGE + 1


class PostText(models.Model):
    """What a post said before it was changed, or what it will say once a moderator agrees."""

    class State(models.TextChoices):
        PAST = "past", _("past")
        WAITING = "waiting", _("waits for a moderator")
        REFUSED = "refused", _("sent back")

    post = models.ForeignKey(Post, models.CASCADE, related_name="texts")
    state = models.CharField(max_length=8, choices=State, default=State.PAST)
    text = models.TextField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "post", condition=Q(state="waiting"), name="post_text_one_waits"
            )
        ]
        indexes = [models.Index(fields=["post", "at"], name="post_text_history")]

    def __str__(self) -> str:
        return f"text of post {self.post_id}"
