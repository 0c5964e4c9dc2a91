"""What editors do: publish a revision, restore an older one, check one that another wrote."""

from dataclasses import asdict, dataclass, fields
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.log import record
from accounts.models import User
from core import clock

from .finding import refresh
from .models import Article, Revision
from .permissions import can_check
from .sectioning import keep_sections
from .sections import render_sections, sections_of
from .telling import tell_of


class EditedMeanwhile(Exception):
    """Another revision went live since this one was begun; `live` is that one."""

    def __init__(self, live: Revision | None):
        super().__init__()
        self.live = live


class CheckedMeanwhile(Exception):
    """Somebody has checked this revision already."""


@dataclass
class Words:
    """All that readers see of one revision."""

    title: str
    summary: str
    body: str
    source: str
    disclaimer: str


@transaction.atomic
def publish(
    article: Article,
    words: Words,
    *,
    by: User | None,
    based_on: Revision | None,
    comment: str,
    author_name: str = "",
    at: datetime | None = None,
) -> Revision:
    """Put new words live, as a revision of their own; the ones before stay readable.

    `author_name` and `at` are for a text that was published elsewhere before. Raises
    EditedMeanwhile if `based_on` is not what is live now.
    """
    live = Article.objects.select_for_update(no_key=True).get(pk=article.pk)
    if live.live_id != (based_on.pk if based_on else None):
        raise EditedMeanwhile(live.live)
    at = at or clock.now()
    parts = sections_of(words.body)
    revision = Revision.objects.create(
        article=live,
        number=live.last_number + 1,
        based_on=based_on,
        author=by,
        author_name=author_name or (by.username if by else ""),
        html=render_sections(parts),
        contents=[[part.anchor, part.title] for part in parts if part.title],
        comment=comment,
        published_at=at,
        **asdict(words),
    )
    _put_live(live, revision)
    keep_sections(live, revision, parts)
    refresh(live, revision, parts)
    record("revision published", "revision", revision.pk, by=by)
    tell_of(revision)
    return revision


def restore(
    article: Article, number: int, *, by: User, based_on: Revision | None, comment: str = ""
) -> Revision:
    """Put the words of an older revision live again, as a new one. Raises EditedMeanwhile."""
    old = article.revisions.get(number=number)
    return publish(
        article,
        Words(**{one.name: getattr(old, one.name) for one in fields(Words)}),
        by=by,
        based_on=based_on,
        comment=comment or as_of(number),
    )


def as_of(number: int) -> str:
    """What the history says of a restored text where the editor says no more."""
    return _("As of revision %(number)s") % {"number": number}


def _put_live(article: Article, revision: Revision) -> None:
    Article.objects.filter(pk=article.pk).update(
        live=revision,
        last_number=revision.number,
        state=Article.State.LIVE,
        started_at=article.started_at or revision.published_at,
        started_by=article.started_by or revision.author_name,
        version=F("version") + 1,
    )


@transaction.atomic
def check(revision: Revision, *, by: User) -> None:
    """Say that one has read another editor's revision and found it right."""
    if not can_check(by, revision):
        raise PermissionDenied
    checked = Revision.objects.filter(pk=revision.pk, reviewer_name="", version=revision.version)
    if not checked.update(
        reviewer=by,
        reviewer_name=by.username,
        reviewed_at=clock.now(),
        version=F("version") + 1,
    ):
        raise CheckedMeanwhile
    record("revision checked", "revision", revision.pk, by=by, about=revision.author)
