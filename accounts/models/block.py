from django.conf import settings
from django.db import models

from core import clock


class Block(models.Model):
    """One member does not want to meet another here. The other one never learns of it."""

    pk = models.CompositePrimaryKey("by", "whom")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="blocks_made")
    whom = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="blocks_suffered"
    )
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(by=models.F("whom")), name="block_another")
        ]

    def __str__(self) -> str:
        return f"{self.by_id} blocks {self.whom_id}"


def blocked_by(user) -> frozenset[int]:
    """The members this reader has blocked; the reader of a page has them loaded with herself."""
    if not user.is_authenticated:
        return frozenset()
    if not hasattr(user, "blocked"):
        rows = Block.objects.filter(by=user).values_list("whom", flat=True)
        user.blocked = frozenset(rows)
    return user.blocked
