from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import blocked_by
from core import clock
from core.querysets import Planned

from .community import welcomes
from .discussion import Discussion


class ReadingQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        """How far somebody read is known to herself alone."""
        return self.filter(member=user) if user.is_authenticated else self.none()


class Reading(models.Model):
    """How far a member has read in a discussion, and whether she follows it."""

    pk = models.CompositePrimaryKey("member", "discussion")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="readings")
    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="readings")
    number = models.PositiveIntegerField(default=0)  # of the last post she has seen
    seen_at = models.DateTimeField(null=True)  # when she was here last
    following = models.BooleanField(default=False)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["discussion"],
                condition=models.Q(following=True),
                name="reading_followers",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member_id} read {self.discussion_id} to {self.number}"


class ReactionKind(models.TextChoices):
    """The warm ones; there is no other kind."""

    HUG = "hug", _("Hug")
    THANKS = "thanks", _("Thank you")
    HELPFUL = "helpful", _("Helpful")
    ME_TOO = "me_too", _("Me too")


class Reaction(models.Model):
    """One member answers a post with a hug, thanks, helpful or me too."""

    pk = models.CompositePrimaryKey("post", "member", "kind")
    post = models.ForeignKey("community.Post", models.CASCADE, related_name="reacted")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="reactions", db_index=False
    )
    kind = models.CharField(max_length=8, choices=ReactionKind)
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        indexes = [models.Index(fields=["member", "at"], name="reaction_of_member")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.member_id} for {self.post_id}"


READABLE = models.Q(post__state="published", post__discussion__state="shown")


class WelcomeQuerySet(Planned):
    def of(self, user) -> Self:
        """Those of the communities where she greets newcomers."""
        return self.filter(post__discussion__community__in=welcomes(user))

    def waiting_or_answered(self) -> Self:
        """Without what nobody can answer because it cannot be read."""
        return self.filter(models.Q(answered_at__isnull=False) | READABLE)

    def visible_to(self, user) -> Self:
        """The board: who waits where she greets, not herself, and nobody she blocked."""
        waiting = self.of(user).filter(READABLE, answered_at=None)
        hers = {user.pk, *blocked_by(user)} if user.is_authenticated else set()
        return waiting.exclude(post__author=None).exclude(post__author__in=hers)

    def for_board(self) -> Self:
        """Who waits longest comes first."""
        rows = self.planned("post__author", "post__discussion__community", "taken_by")
        return rows.defer("post__html").order_by("opened_at", "pk")


class Welcome(models.Model):
    """A newcomer's discussion or first reply, until another person has answered it.

    Who takes it has it for a while, so that five people do not greet her at once.
    """

    post = models.OneToOneField("community.Post", models.CASCADE, related_name="welcome")
    opened_at = models.DateTimeField(default=clock.now, editable=False)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="welcomes_taken"
    )
    taken_until = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="welcomes_given"
    )

    objects = WelcomeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["opened_at"],
                condition=models.Q(answered_at=None),
                name="welcome_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"welcome for post {self.post_id}"

    @property
    def is_taken(self) -> bool:
        """Somebody greets her just now; when her time is over, nobody does."""
        return self.taken_until is not None and self.taken_until > clock.now()
