from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock
from core.querysets import Planned

from .community import Community, looks_after
from .post import Post


class Priority(models.IntegerChoices):
    """How soon a person should look; the promise counts from the first report."""

    DANGER = 0, _("someone may be in danger")
    HARM = 1, _("private details, unkindness")
    RULES = 2, _("rules")
    HELD = 3, _("waiting post")
    LOOK_AFTER = 4, _("a newcomer's post")


PROMISE = {
    Priority.DANGER: timedelta(minutes=30),
    Priority.HARM: timedelta(hours=2),
    Priority.RULES: timedelta(hours=4),
    Priority.HELD: timedelta(hours=3),
    Priority.LOOK_AFTER: timedelta(hours=24),
}


class ReviewItemQuerySet(Planned):
    def visible_to(self, user) -> Self:
        """Items of the communities one looks after, never one about oneself."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(community__in=looks_after(user)).exclude(subject=user)

    def waiting(self) -> Self:
        """Possible danger first, then what is due first: nothing starves."""
        danger = models.Case(models.When(priority=Priority.DANGER, then=0), default=1)
        return self.filter(open=True).order_by(danger, "due_at", "pk")

    def for_queue(self) -> Self:
        return self.planned("community", "post__author", "post__discussion").prefetch_related(
            models.Prefetch("reports", Report.objects.order_by("pk"))
        )


class ReviewItem(models.Model):
    """The file about one post: opened, decided, and opened again when something new comes."""

    class Outcome(models.TextChoices):
        PUBLISHED = "publish", _("published")
        SENT_BACK = "send_back", _("sent back")
        HIDDEN = "hide", _("hidden")
        RESTORED = "restore", _("restored")
        REMOVED = "remove", _("removed")
        NO_ACTION = "no_action", _("nothing to do")
        WITHDRAWN = "withdrawn", _("withdrawn by its author")

    community = models.ForeignKey(Community, models.PROTECT, related_name="items")
    post = models.OneToOneField(Post, models.CASCADE, related_name="item")
    subject = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="items_about"
    )
    open = models.BooleanField(default=True)
    priority = models.PositiveSmallIntegerField(choices=Priority)
    opened_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="items_closed"
    )
    closed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ReviewItemQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["community", "due_at"],
                condition=models.Q(open=True),
                name="item_queue",
            )
        ]

    def __str__(self) -> str:
        return f"item {self.pk} about post {self.post_id}"


class Report(models.Model):
    """Why an object should be looked at: a member's or a stranger's words, or the house policy."""

    class Reason(models.TextChoices):
        WORRIED = "worried", _("I am worried about this person")
        UNSAFE_ADVICE = "unsafe_advice", _("Unsafe advice")
        UNKIND = "unkind", _("Unkind, or unsafe to others")
        SELLING = "selling", _("Selling or asking for money")
        PRIVATE_DETAILS = "private_details", _("Private details")
        OTHER = "other", _("Something else")

    # Reasons of the house itself: this post waits; this one is a newcomer's.
    HELD = "held"
    LOOK_AFTER = "look_after"
    EDITED = "edited"  # its author changed it, and the change should be read

    item = models.ForeignKey(ReviewItem, models.CASCADE, related_name="reports")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="reports_made"
    )
    origin = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=20)
    words = models.TextField(blank=True)
    seen_version = models.PositiveIntegerField()
    seen_text = models.TextField()
    at = models.DateTimeField(default=clock.now)
    outcome = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "item", "by", "seen_version", "reason", "origin", name="report_once"
            )
        ]
        indexes = [
            models.Index(fields=["origin", "-at"], name="report_origin"),
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"
