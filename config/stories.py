"""What happened in the demo's discussions, told by the functions that people use."""

import tomllib
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import uuid4

from django.core.management.base import CommandError

from accounts.models import ContentNote, User
from community import changing, moderation, posting, reporting
from community.models import Audience, Community, Discussion, Post, Report, ReviewItem
from core import clock
from topics.models import Topic

LOOKED_AT = timedelta(hours=1)  # when leah reads a newcomer's published post
STILL_NEW = timedelta(hours=12)  # such posts stay in the queue to be seen there
UNITS = {"d": "days", "h": "hours", "m": "minutes"}


def before(now: datetime, ago: str) -> datetime:
    """The moment that "3d 4h 5m" before now names."""
    return now - timedelta(**{UNITS[word[-1]]: int(word[:-1]) for word in ago.split()})


def member(name: str) -> User:
    return User.objects.get(username=name)


def told(path: Path, now: datetime) -> list[tuple]:
    """What happened in one discussion, as (moment, function) pairs."""
    story = tomllib.loads(path.read_text("utf-8"))
    written: list[Post] = []
    events = []
    for number, row in enumerate(story["posts"]):
        events.append((before(now, row["ago"]), partial(write, story, row, written)))
        events += [
            (before(now, report["ago"]), partial(send_report, written, number, report))
            for report in row.get("reports", [])
        ]
        for verb, act in (("decision", decide), ("edit", edit)):
            if change := row.get(verb):
                events.append(
                    (
                        before(now, change["ago"]),
                        partial(act, written, number, {"by": row["by"]} | change),
                    )
                )
        if "withdrawn" in row:
            events.append((before(now, row["withdrawn"]), partial(withdraw, written, number, row)))
    for verb in ("locked", "pinned"):
        if change := story.get(verb):
            events.append((before(now, change["ago"]), partial(arrange, written, verb, change)))
    return events


def about(story: dict) -> posting.About:
    """What its starter says of a discussion besides its words."""
    return posting.About(
        wants=story.get("kind", ""),
        content_notes=noted(story),
        audience=Audience[story.get("audience", "everyone").upper()],
        listed=story.get("listed", False),
    )


def noted(row: dict) -> int:
    return sum(ContentNote[name.upper()] for name in row.get("notes", []))


def write(story: dict, row: dict, written: list[Post]) -> None:
    words = {"by": member(row["by"]), "text": row["text"].strip(), "key": uuid4()}
    if not written:
        community = Community.objects.get(slug=story["community"])
        topics = Topic.objects.filter(slug__in=story["topics"])
        words |= {"topics": topics, "about": about(story)}
        post = posting.start_discussion(community, title=story["title"], **words)
    else:
        answers = written[row["answers"] - 1] if "answers" in row else None
        discussion = Discussion.objects.select_related("community").get(
            pk=written[0].discussion_id
        )
        quote = " ".join(row.get("quote", "").split())
        words |= {"answers": answers, "quote": quote, "content_notes": noted(row)}
        post = posting.reply(discussion, **words)
    expected = row.get("state") == "held" or row.get("decision", {}).get("verb") in {
        "publish",
        "send_back",
    }
    if expected != (post.state == Post.State.HELD):
        raise CommandError(f"{story['title']}: the post of {row['by']} is {post.state}")
    written.append(post)


def send_report(written: list[Post], number: int, row: dict) -> None:
    by = member(row["by"]) if "by" in row else None
    reporting.report(
        written[number], by=by, reason=row["reason"], words=row.get("words", ""), address="demo"
    )


def decide(written: list[Post], number: int, row: dict) -> None:
    by, post = member(row["by"]), written[number]
    item = ReviewItem.objects.filter(post=post).first()
    if item is None:
        reporting.report(post, by=by, reason=Report.Reason.OTHER)
        item = ReviewItem.objects.get(post=post)
    act = moderation.DECISIONS[row["verb"]]
    act(
        item,
        by=by,
        version=item.version,
        reason=row.get("reason", ""),
        message=row.get("words", ""),
    )


def edit(written: list[Post], number: int, row: dict) -> None:
    post = Post.objects.get(pk=written[number].pk)
    changing.edit(post, by=member(row["by"]), text=row["text"].strip(), version=post.version)


def withdraw(written: list[Post], number: int, row: dict) -> None:
    post = Post.objects.get(pk=written[number].pk)
    changing.withdraw(post, by=member(row["by"]), version=post.version)


def arrange(written: list[Post], verb: str, row: dict) -> None:
    here = Discussion.objects.get(pk=written[0].discussion_id)
    if verb == "pinned":
        moderation.pin(here, by=member(row["by"]), version=here.version)
    else:
        by = member(row["by"])
        moderation.lock(here, by=by, version=here.version, words=row["words"])


def look_after_newcomers(now: datetime) -> None:
    """Leah has read what newcomers published, except in the last hours."""
    leah = member("leah")
    items = ReviewItem.objects.filter(open=True, opened_at__lt=now - STILL_NEW)
    for item in items.exclude(reports__reason__in=[*Report.Reason.values, Report.HELD]):
        with clock.at(item.opened_at + LOOKED_AT):
            moderation.no_action(item, by=leah, version=item.version)
