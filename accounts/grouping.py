"""How the page of notices puts things: what is about the same stands together."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from .models import Notice, User, folded_for, words_of
from .owners import Thing

LOOKS = {
    Notice.Kind.DECISION: ("shield-check", "warn"),
    Notice.Kind.ANSWER: ("reply", "brand"),
    Notice.Kind.MENTION: ("message-square-text", "brand"),
    Notice.Kind.REPLY: ("messages-square", "voice"),
    Notice.Kind.DISCUSSION: ("messages-square", "voice"),
    Notice.Kind.ARTICLE: ("book-open", "brand"),
}


@dataclass
class Group:
    """Notices of one kind about one thing, all new or all read, the latest first."""

    notices: list[Notice]
    thing: Thing  # of the latest
    folded: int  # the notes of it that this reader wants folded

    @property
    def latest(self) -> Notice:
        return self.notices[0]

    @property
    def count(self) -> int:
        return len(self.notices)

    @property
    def is_new(self) -> bool:
        return self.latest.seen_at is None

    @property
    def is_of_today(self) -> bool:
        return timezone.localdate(self.latest.at) == timezone.localdate()

    @property
    def look(self) -> tuple[str, str]:
        return LOOKS[Notice.Kind(self.latest.kind)]

    @property
    def title(self) -> str:
        """What it is about: its title or, where she keeps that folded, its content notes."""
        if self.folded:
            return _("something you keep folded (%(notes)s)") % {"notes": words_of(self.folded)}
        return _("“%(title)s”") % {"title": self.thing.title}


def groups_of(rows: list[Notice], things: dict[int, Thing], user: User) -> list[Group]:
    """The rows of a page put together, without those whose thing she may not see now."""
    groups: dict[tuple, Group] = {}
    for notice in rows:
        if thing := things.get(notice.pk):
            about = notice.thread or notice.pk
            folded = thing.content_notes & folded_for(user)
            group = Group([], thing, folded)
            key = (about, notice.kind, notice.seen_at is None)
            groups.setdefault(key, group).notices.append(notice)
    return list(groups.values())
