from typing import Self

from django.conf import settings
from django.db import models

from core import clock


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        return self.filter(receiver=user) if user.is_authenticated else self.none()

    def unseen(self) -> Self:
        return self.filter(seen_at=None)


class Notice(models.Model):
    """One line to one member about one event; the kind says which table the number is from."""

    class Kind(models.TextChoices):
        DECISION = "decision"  # number: a LogEntry about something she wrote

    receiver = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=20, choices=Kind)
    number = models.BigIntegerField()
    at = models.DateTimeField(default=clock.now, editable=False)
    seen_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("receiver", "kind", "number", name="notice_once"),
        ]
        indexes = [
            models.Index(fields=["receiver", "-id"], name="notice_page"),
            models.Index(
                fields=["receiver"], condition=models.Q(seen_at=None), name="notice_unseen"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

    def put_away(self) -> None:
        """She has read it; it is not shown again by itself."""
        Notice.objects.filter(pk=self.pk, seen_at=None).update(seen_at=clock.now())
