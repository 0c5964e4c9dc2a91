"""What a member saves to find again, with a note that nobody else can read."""

from accounts.models import User
from articles.models import Section

from .models import Bookmark, Post


def keep(
    member: User, *, post: Post | None = None, section: Section | None = None, note: str = ""
) -> Bookmark:
    """Save a post or a section of an article; saved twice it is there once. Nobody is told."""
    bookmark, _ = Bookmark.objects.get_or_create(member=member, post=post, section=section)
    if note:
        annotate(bookmark, note)
    return bookmark


def annotate(bookmark: Bookmark, note: str) -> None:
    """Write down, change or empty one's note."""
    bookmark.note = note
    Bookmark.objects.filter(pk=bookmark.pk).update(sealed=bookmark.sealed)


def let_go(bookmark: Bookmark) -> None:
    """Save it no longer; the note goes too."""
    Bookmark.objects.filter(pk=bookmark.pk).delete()
