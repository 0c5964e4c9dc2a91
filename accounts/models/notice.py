from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock


class Told(models.TextChoices):
    """How a member wants to be told of one kind of thing."""

    HERE = "here", _("On this site")
    MAIL = "mail", _("On this site, and by e-mail at once")
    NEVER = "never", _("Not at all")


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        return self.filter(receiver=user) if user.is_authenticated else self.none()

    def unseen(self) -> Self:
        return self.filter(seen_at=None)


class Notice(models.Model):
    """One line to one member about one event; the kind says which table the number is from."""

    class Kind(models.TextChoices):
        DECISION = "decision"  # number: a LogEntry about something she wrote
        ANSWER = "answer"  # number: a Post that answers her, or is in a discussion she began
        MENTION = "mention"  # number: a Post that calls her by name
        REPLY = "reply"  # number: a Post in a discussion she follows
        DISCUSSION = "discussion"  # number: the opening Post of one in a topic she follows
        ARTICLE = "article"  # number: a Revision of an article she follows

    class Mail(models.TextChoices):
        NONE = "none"  # stays on the site
        DUE = "due"  # must leave, from `due_at` on
        HANDED = "handed"  # a worker has it; found so after `due_at`, nobody knows if it left
        SENT = "sent"
        DROPPED = "dropped"  # she may not see it any more, or does not want letters now

    receiver = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=20, choices=Kind)
    number = models.BigIntegerField()
    thread = models.CharField(max_length=40, blank=True)  # what the page groups by: discussion:77
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="notices_caused"
    )
    at = models.DateTimeField(default=clock.now, editable=False)
    seen_at = models.DateTimeField(null=True)
    mail = models.CharField(max_length=8, choices=Mail, default=Mail.NONE)
    due_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("receiver", "kind", "number", name="notice_once"),
            models.CheckConstraint(
                condition=models.Q(due_at=None) | models.Q(mail__in=["due", "handed"]),
                name="notice_due_leaves",
            ),
        ]
        indexes = [
            models.Index(fields=["receiver", "-id"], name="notice_page"),
            models.Index(
                fields=["receiver"], condition=models.Q(seen_at=None), name="notice_unseen"
            ),
            models.Index(
                fields=["due_at", "id"],
                condition=models.Q(due_at__isnull=False),
                name="notice_outbox",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
