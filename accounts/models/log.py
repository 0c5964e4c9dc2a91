from django.conf import settings
from django.db import models

from core import clock


class LogEntry(models.Model):
    """Who did what to what, when and why: written once, changed by nobody.

    The object is named by word and number, so that the entry outlives it. The database itself
    refuses to delete an entry, and to change one except for emptying what names a person.
    """

    at = models.DateTimeField(default=clock.now, editable=False)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="acts"
    )
    verb = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    number = models.BigIntegerField()
    place = models.BigIntegerField(null=True)
    subject = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="decisions_about"
    )
    reason = models.CharField(max_length=20, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "-id"], name="log_subject"),
            models.Index(fields=["actor", "-id"], name="log_actor"),
            models.Index(fields=["kind", "number", "-id"], name="log_object"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.kind} {self.number}"
