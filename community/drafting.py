"""What members have typed and not sent yet is kept, whatever happens to their device."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.core import signing
from django.db import transaction
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet

from accounts.models import User, one_at_a_time
from core import clock
from core.text import LONGEST, clean_words

from .models import Community, Discussion, Draft, Post, PostText

KEPT = timedelta(days=180)  # without a word being added
MOST = 100  # drafts of one member
ROOM = 10 * LONGEST  # characters of one draft
BESIDE = "beside"  # words for the same place from another window
FIELDS = (  # of the forms that write; what else a form carries is no words of hers
    *("title", "body", "topics", "reply_to", "quote", "version"),
    *("kind", "content_notes", "audience", "listed", "section"),
)
PLACES = {"community_id": Community, "discussion_id": Discussion, "post_id": Post}
SIGNER = signing.Signer(salt="community.opened")


class ChangedElsewhere(Exception):
    """She wrote something else for this place in another window; `draft` has both."""

    def __init__(self, draft: Draft):
        super().__init__(draft.pk)
        self.draft = draft


class NoRoom(Exception):
    """More than we can keep."""


class SentAlready(Exception):
    """This form became a post; there is nothing left to keep."""


def place_of(thing: Community | Discussion | Post) -> dict[str, int]:
    """What a draft is for: a new discussion in a community, a reply, or a change of a post."""
    name = next(name for name, kind in PLACES.items() if isinstance(thing, kind))
    return {name: thing.pk}


def place_of_draft(draft: Draft) -> dict[str, int]:
    return {name: pk for name in PLACES if (pk := getattr(draft, name)) is not None}


def opened_by(member: User, place: dict[str, int]) -> str:
    """What a form carries to prove later who opened it, and for which place."""
    [(name, pk)] = place.items()
    return SIGNER.sign_object([member.pk, name, pk, clock.now().isoformat()])


def who_opened(
    words: str, *, within: timedelta | None = None
) -> tuple[int, dict[str, int]] | None:
    """The member and the place of a form, if one of our own pages made it, and lately enough.

    How long ago only matters where no log-in vouches for her: a page may stand open for weeks.
    """
    try:
        member, name, pk, at = SIGNER.unsign_object(words)
    except (signing.BadSignature, ValueError):
        return None
    if within is not None and clock.now() - datetime.fromisoformat(at) > within:
        return None
    return member, {name: pk}


def typed(data) -> dict[str, list[str]]:
    """What stands in a form that was sent, its words and its choices."""
    return {name: data.getlist(name) for name in FIELDS if name in data}


def version_of(draft: Draft | None) -> str:
    """A save names the state of the draft that it began from."""
    return draft.saved_at.isoformat() if draft else ""


def words_of(fields: dict) -> str:
    return clean_words("".join(fields.get("body", []))).strip()


def save_draft(
    by: User, place: dict[str, int], fields: dict, *, key: UUID, seen: str
) -> Draft | None:
    """Keep what she typed for one place; None where there is nothing to keep.

    Raises ChangedElsewhere, NoRoom and SentAlready. Words that come from an older state of the
    draft than it has now do not take its place, they are laid beside it.
    """
    draft, newer = _save(by, place, fields, key, seen)
    if newer:
        raise ChangedElsewhere(newer)
    return draft


@transaction.atomic
def _save(by, place, fields, key, seen) -> tuple[Draft | None, Draft | None]:
    one_at_a_time(by)  # her windows queue
    if sum(len(value) for values in fields.values() for value in values) > ROOM:
        raise NoRoom
    if Post.objects.filter(author=by, key=key).exists():
        raise SentAlready
    hers = Draft.objects.filter(author=by)
    near = list(hers.filter(Q(**place) | Q(key=key)))
    draft = next((one for one in near if place_of_draft(one) == place), None)
    if any(one.key == key and one is not draft for one in near):
        key = draft.key if draft else uuid4()  # it is the key of what she wrote elsewhere
    before = draft.fields if draft else {}
    if _stands(place, fields) or not (words_of(fields) or "".join(fields.get("title", []))):
        if draft and version_of(draft) == seen and BESIDE not in before:
            draft.delete()
            draft = None
        return draft, None
    beside = before.pop(BESIDE, None)
    if draft and version_of(draft) != seen and before != fields:
        draft.fields = before | {BESIDE: fields}
        draft.save()
        return None, draft
    if not draft and hers.count() >= MOST:
        raise NoRoom
    draft = draft or Draft(author=by, **place)
    draft.key, draft.saved_at = key, clock.now()
    draft.fields = fields | ({BESIDE: beside} if beside else {})
    draft.save()
    return draft, None


def _stands(place: dict[str, int], fields: dict) -> bool:
    """A change that says what the post says already, or what waits to be said, is none."""
    if "post_id" not in place:
        return False
    waiting = PostText.objects.filter(state=PostText.State.WAITING, **place)
    said = waiting.values_list("text", flat=True).first()
    if said is None:
        said = Post.objects.values_list("text", flat=True).get(pk=place["post_id"])
    return words_of(fields) == said.strip()


def is_kept(fields: dict, *, by: User, place: dict[str, int]) -> bool:
    """Has she typed exactly this for this place while she was logged in, choices and all?"""
    draft = Draft.objects.filter(author=by, **place).first()
    if draft is None:
        return False
    before = draft.fields
    before.pop(BESIDE, None)
    return _cleaned(before) == _cleaned(fields)


def _cleaned(fields: dict) -> dict[str, list[str]]:
    said = {name: [clean_words(one).strip() for one in fields[name]] for name in fields}
    return {name: values for name, values in said.items() if any(values)}


def sent(text: str, *, by: User, place: dict[str, int]) -> None:
    """What is sent needs no keeping; other words for the same place stay kept.

    Called inside the transaction that makes the words a post.
    """
    draft = Draft.objects.filter(author=by, **place).first()
    if draft is None:
        return
    fields = draft.fields
    beside = fields.pop(BESIDE, None)
    left = [one for one in (fields, beside) if one and words_of(one) != text.strip()]
    if not left:
        draft.delete()
        return
    draft.key = uuid4()  # a post of their own, if they are sent as well
    draft.fields = left[0] | ({BESIDE: left[1]} if left[1:] else {})
    draft.save()


def throw_away(draft: Draft) -> None:
    """She does not want these words any more."""
    Draft.objects.filter(pk=draft.pk).delete()


def with_draft(rows: QuerySet, user) -> QuerySet:
    """Each thing together with what this reader has begun to write for it, in one statement."""
    if not user.is_authenticated:
        return rows
    return rows.annotate(
        begun=FilteredRelation("drafts", condition=Q(drafts__author=user)),
        draft_pk=F("begun__pk"),
        draft_key=F("begun__key"),
        draft_sealed=F("begun__sealed"),
        draft_saved_at=F("begun__saved_at"),
    )


def draft_in(row, user) -> Draft | None:
    """What `with_draft` loaded with this thing."""
    if getattr(row, "draft_pk", None) is None:
        return None
    loaded = {name: getattr(row, f"draft_{name}") for name in ("pk", "key", "sealed", "saved_at")}
    return Draft(author=user, **place_of(row), **loaded)


def listed_for(user) -> QuerySet:
    """All her drafts, latest first; `open` says whether she may still go to what each is for."""
    gone = [Post.State.REMOVED, Post.State.WITHDRAWN]
    hers = Post.objects.filter(author=user).exclude(state__in=gone)
    seen = [
        Exists(Community.objects.visible_to(user).filter(pk=OuterRef("community"))),
        Exists(Discussion.objects.visible_to(user).filter(pk=OuterRef("discussion"))),
        Exists(hers.filter(pk=OuterRef("post"))),
    ]
    drafts = Draft.objects.visible_to(user).planned(
        "community", "discussion__community", "post__discussion__community"
    )
    return drafts.annotate(open=seen[0] | seen[1] | seen[2]).order_by("-saved_at", "-pk")


def forget_old_drafts() -> int:
    """Drafts that nobody touched for half a year go. How many."""
    return Draft.objects.filter(saved_at__lt=clock.now() - KEPT).delete()[0]
