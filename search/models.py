from django.db import models

from core import clock


class SearchRow(models.Model):
    """What can be found: the words of one post, or of one part of an article.

    It names what it stands for by word and number, like the log does, so that posts and articles
    can both be written here. It is there only while its words can be read, and carries what
    decides who may read them: finding asks no other table.
    """

    class Kind(models.TextChoices):
        POST = "post"
        ARTICLE = "article"

    kind = models.CharField(max_length=8, choices=Kind)
    number = models.PositiveBigIntegerField()  # of the post or the article
    slug = models.CharField(max_length=120, blank=True)  # of the article
    anchor = models.CharField(max_length=80, blank=True)  # of its part
    discussion = models.PositiveBigIntegerField(null=True)
    community = models.PositiveBigIntegerField(null=True)
    author = models.PositiveBigIntegerField(null=True)
    starter = models.PositiveBigIntegerField(null=True)  # of the discussion
    audience = models.PositiveSmallIntegerField(default=0)
    content_notes = models.PositiveIntegerField(default=0)  # of the post and of its discussion
    at = models.DateTimeField(default=clock.now)
    title = models.CharField(max_length=300, blank=True)  # replies have none of their own
    above = models.CharField(max_length=300, blank=True)  # the article's title, above a part's
    text = models.TextField(blank=True)  # plain words

    class Meta:
        constraints = [
            models.UniqueConstraint("kind", "number", "anchor", name="search_row_once"),
        ]
        indexes = [models.Index(fields=["discussion"], name="search_row_discussion")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
