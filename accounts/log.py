from django.conf import settings

from .models import LogEntry, Notice, User
from .notifying import tell


def record(
    verb: str,
    kind: str,
    number: int,
    *,
    by: User | None,
    about: User | None = None,
    place: int | None = None,
    reason: str = "",
    words: str = "",
) -> LogEntry:
    """Write into the log who did what; in the transaction of the deed itself."""
    return LogEntry.objects.create(
        verb=verb,
        kind=kind,
        number=number,
        actor=by,
        subject=about,
        place=place,
        reason=reason,
        words=words,
    )


def notify(receiver: User, entry: LogEntry) -> None:
    """Tell a member about a decision; she sees it on her next visit."""
    thread = f"decision:{entry.pk}"
    tell([(receiver, Notice.Kind.DECISION)], entry.pk, thread=thread, by=entry.actor)


def record_consent(user: User) -> None:
    """Keep that this person agreed, to which words, and when."""
    for verb in ("age stated", "terms accepted", "health words accepted"):
        record(verb, "user", user.pk, by=user, about=user, words=settings.TERMS_VERSION)
