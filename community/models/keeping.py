"""What a member keeps for herself: places she wants to find again, and words not sent yet."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models import Section
from core import clock
from core.querysets import Planned
from core.sealed import seal, unseal

from .community import Community
from .discussion import Discussion
from .post import Post


class Hers(Planned):
    """Rows that are there for their owner and for nobody else, whatever her role."""

    owner = "member"

    def visible_to(self, user) -> Self:
        return self.filter(**{self.owner: user}) if user.is_authenticated else self.none()


class Bookmark(models.Model):
    """A post or a section that a member wants to find again, with a note of her own."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="bookmarks")
    post = models.ForeignKey(Post, models.CASCADE, null=True, related_name="bookmarks")
    section = models.ForeignKey(Section, models.CASCADE, null=True, related_name="bookmarks")
    sealed = models.BinaryField(default=b"")  # her note
    at = models.DateTimeField(default=clock.now, editable=False)

    objects = Hers.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(post=None) ^ Q(section=None), name="bookmark_of_one_thing"
            ),
            models.UniqueConstraint("member", "post", name="bookmark_post_once"),
            models.UniqueConstraint("member", "section", name="bookmark_section_once"),
        ]
        indexes = [models.Index(fields=["member", "-at", "-id"], name="bookmark_page")]

    def __str__(self) -> str:
        return f"bookmark {self.pk}"

    @property
    def note(self) -> str:
        return unseal(self.sealed, *self._place) if self.sealed else ""

    @note.setter
    def note(self, words: str) -> None:
        self.sealed = seal(words, *self._place) if words else b""

    @property
    def _place(self) -> tuple:
        """For whom and of what: a note moved to another row does not open."""
        return "community.Bookmark", self.member_id, self.post_id or 0, self.section_id or 0


class Drafts(Hers):
    owner = "author"


class Draft(models.Model):
    """What a member has typed and not sent: the whole form, under the form's one-time key."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    key = models.UUIDField()
    community = models.ForeignKey(Community, models.CASCADE, null=True, related_name="drafts")
    discussion = models.ForeignKey(Discussion, models.CASCADE, null=True, related_name="drafts")
    post = models.ForeignKey(Post, models.CASCADE, null=True, related_name="drafts")
    sealed = models.BinaryField()
    saved_at = models.DateTimeField(default=clock.now)

    objects = Drafts.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(community__isnull=False, discussion=None, post=None)
                | Q(community=None, discussion__isnull=False, post=None)
                | Q(community=None, discussion=None, post__isnull=False),
                name="draft_of_one_thing",
            ),
            models.UniqueConstraint("author", "key", name="draft_key"),
            models.UniqueConstraint("author", "community", name="draft_community"),
            models.UniqueConstraint("author", "discussion", name="draft_discussion"),
            models.UniqueConstraint("author", "post", name="draft_post"),
        ]
        indexes = [models.Index(fields=["author", "-saved_at"], name="draft_page")]

    def __str__(self) -> str:
        return f"draft {self.pk}"

    @property
    def fields(self) -> dict:
        """What stands in each field of the form."""
        return unseal(self.sealed, *self._place)

    @fields.setter
    def fields(self, typed: dict) -> None:
        self.sealed = seal(typed, *self._place)

    @property
    def _place(self) -> tuple:
        return "community.Draft", self.author_id, self.key
