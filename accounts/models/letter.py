from django.db import models

from core import clock


class Letter(models.Model):
    """A letter that must leave by e-mail; the row goes when the letter has gone."""

    receiver = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    written_at = models.DateTimeField(default=clock.now, editable=False)
    due_at = models.DateTimeField(default=clock.now)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["due_at", "id"], name="letter_outbox")]

    def __str__(self) -> str:
        return f"letter {self.pk}"
