"""Fill an empty site from the readable files in demo/, by the functions that people use."""

import tomllib
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from accounts import notifying
from accounts.log import record_consent
from accounts.models import Notice, ProfileLine, Trust, User
from accounts.profiles import Said, change_profile
from articles import house, manuscripts, publishing
from articles.models import Article, Revision
from community import drafting
from community.membership import appoint, join
from community.models import Community, Discussion, Post, Rank
from core import clock
from topics.models import Topic
from trackers import recording
from trackers.weights import parse

from ...readers import load_readers
from ...stories import before, keep_and_block, look_after_newcomers, member, told

FOLDER = settings.BASE_DIR / "demo"
PASSWORD = "alongside-demo"  # noqa: S105 - made only where DEBUG is on
OPENED = "330d"  # ago, when the house was furnished
ROLES = {"welcomes": Rank.WELCOMER, "moderates": Rank.MODERATOR, "leads": Rank.LEAD}


class Command(BaseCommand):
    help = "Load the demo content once, on a developer's machine."

    def handle(self, *args, **options):
        if not settings.DEBUG:
            raise CommandError(
                "The demo accounts share a public password: only where DEBUG is on."
            )
        if User.objects.exists():
            raise CommandError("There are members here already: the demo is for an empty site.")
        self.stdout.write("Loading the demo content …")
        with transaction.atomic():
            load(timezone.now())
        self.stdout.write(
            f"{User.objects.count()} members, {Article.objects.library().count()} articles, "
            f"{Discussion.objects.count()} discussions, {Post.objects.count()} posts."
        )


def load(now: datetime) -> None:
    """All of demo/, told as if it ended at this moment."""
    topics = [Topic(position=n, **one) for n, one in enumerate(read("topics.toml")["topics"])]
    Topic.objects.bulk_create(topics)
    load_members(read("members.toml")["members"], now)
    load_profiles(read("profiles.toml")["profiles"])
    load_articles(now)
    with clock.at(before(now, OPENED)):
        house.furnish(FOLDER / "house", by=member("edith"), author_name="edith")
    load_communities(read("communities.toml")["communities"], now)
    load_roles(read("members.toml")["members"], now)
    told_by = read("notices.toml")
    for username, chosen in told_by["choices"].items():
        notifying.choose(member(username), chosen)
    events = [event for path in files("discussions") for event in told(path, now)]
    for moment, event in sorted(events, key=lambda pair: pair[0]):
        with clock.at(moment):
            event()
    look_after_newcomers(now)
    load_readers(read("readers.toml")["readers"], now)
    read_what_was_told(before(now, told_by["unread_since"]))
    keep_and_block(read("kept.toml"), now)
    load_trackers(read("trackers.toml")["trackers"], now)
    load_drafts(read("drafts.toml")["drafts"], now)


def read(name: str) -> dict:
    return tomllib.loads((FOLDER / name).read_text("utf-8"))


def files(folder: str) -> list[Path]:
    return sorted(path for path in (FOLDER / folder).iterdir() if path.suffix in {".toml", ".md"})


def load_members(rows: list[dict], now: datetime) -> None:
    password = make_password(PASSWORD)
    for row in rows:
        joined = before(now, row["joined"])
        with clock.at(joined):
            user = User.objects.create(
                username=row["username"],
                email=f"{row['username']}@example.org",
                password=password,
                avatar=row["avatar"],
                trust=Trust.ESTABLISHED if ROLES.keys() & row.keys() else Trust.NEW,
                is_staff=bool({"group", "operator", "leads"} & row.keys()),
                is_superuser=row.get("operator", False),
            )
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
            record_consent(user)
        if "profile" in row:
            load_profiles([row["profile"] | {"username": user.username}])
        if "group" in row:
            user.groups.add(Group.objects.get(name=row["group"]))


def load_profiles(rows: list[dict]) -> None:
    """What people say about themselves; who sees it is everyone, members or me."""
    for row in rows:
        user = member(row["username"])
        lines = {
            field: Said(row[field], ProfileLine.SeenBy[row["seen"][field].upper()])
            for field in ProfileLine.Field.values
        }
        change_profile(user, version=user.version, avatar=user.avatar, lines=lines)


def load_articles(now: datetime) -> None:
    """Articles with all their revisions; See also, both ways, when all of them are there."""
    see_also = {}
    for manuscript in map(manuscripts.read, manuscripts.files(FOLDER / "articles")):
        row = manuscript.head
        article = Article.objects.create(slug=manuscript.slug, needs_change=row["needs_change"])
        article.topics.set(Topic.objects.filter(slug__in=row["topics"]))
        see_also[article] = row["see_also"]
        manuscripts.publish(manuscript, article, moment=partial(published, now))
        if checked := row.get("checked"):
            with clock.at(before(now, checked["ago"])):
                live = Revision.objects.get(live_in=article)
                publishing.check(live, by=member(checked["by"]))
    for article, slugs in see_also.items():
        article.see_also.add(*Article.objects.filter(slug__in=slugs))


def published(now: datetime, when: str) -> datetime:
    """A day like 2010-09-16, or how long before now, like 21d."""
    if when.endswith("d"):
        return before(now, when)
    return datetime.fromisoformat(when).replace(hour=12, tzinfo=UTC)


def load_communities(rows: list[dict], now: datetime) -> None:
    near = {row["slug"]: row.pop("near", []) for row in rows}
    for position, row in enumerate(rows):
        topics, invited = row.pop("topics"), row.pop("invited_from")
        community = Community.objects.create(position=position, **row)
        community.topics.set(Topic.objects.filter(slug__in=topics))
        community.invited_from.set(Article.objects.filter(slug__in=invited))
        community.about_page = write_about(community, now)
        community.save(update_fields=["about_page"])
    for slug, others in near.items():
        Community.objects.get(slug=slug).near.add(*Community.objects.filter(slug__in=others))


def write_about(community: Community, now: datetime) -> Article:
    """The About text as edith put it live, so that it has revisions."""
    page = Article.objects.create(slug=f"about-{community.slug}", place=Article.Place.COMMUNITY)
    words = publishing.Words(f"About {community}", community.summary, community.about, "", "")
    publishing.publish(
        page,
        words,
        by=member("edith"),
        based_on=None,
        comment="First published",
        at=before(now, OPENED),
    )
    return page


def load_roles(rows: list[dict], now: datetime) -> None:
    """Who looks after a community, and who joined it."""
    for row in rows:
        for role, rank in ROLES.items():
            for slug in row.get(role, []):
                community = Community.objects.get(slug=slug)
                appoint(member(row["username"]), community, rank, by=None)
        for slug in row.get("joins", []):
            with clock.at(before(now, row["joined"])):
                join(Community.objects.get(slug=slug), by=member(row["username"]))


def read_what_was_told(until: datetime) -> None:
    """Members have looked at what they were told before this moment."""
    for notice in Notice.objects.exclude(kind=Notice.Kind.DECISION).filter(at__lt=until):
        notifying.put_away(notice)


def load_trackers(rows: list[dict], now: datetime) -> None:
    for row in rows:
        owner, unit = member(row["owner"]), row["unit"]
        low, high = (parse(end, unit) for end in row["usual"])
        recording.settle(owner, unit=unit, usual=(low, high))
        for entry in row["entries"]:
            weight, on = parse(entry["value"], unit), before(now, entry["ago"]).date()
            note = entry.get("note", "")
            recording.record(owner, weight=weight, on=on, note=note, key=uuid4())


def load_drafts(rows: list[dict], now: datetime) -> None:
    """What members have begun to write and not sent."""
    for row in rows:
        if "discussion" in row:
            place: Discussion | Community = Discussion.objects.get(title=row["discussion"])
        else:
            place = Community.objects.get(slug=row["community"])
        fields = {"body": [row["text"].strip()]}
        if "title" in row:
            fields["title"] = [row["title"]]
        with clock.at(before(now, row["ago"])):
            drafting.save_draft(
                member(row["by"]), drafting.place_of(place), fields, key=uuid4(), seen=""
            )
