"""What the demo's members joined, read and follow, by the functions that people use."""

from datetime import datetime

from django.db.models import Max

from accounts.models import User
from articles import following as articles
from articles.models import Article
from community import membership, reading
from community.models import Community, Discussion, Post
from core import clock
from topics import following as topics
from topics.models import Topic

from .stories import before, member


def load_readers(rows: list[dict], now: datetime) -> None:
    for row in rows:
        reader = member(row["username"])
        for one in row["joined"]:
            join(reader, one, now)
        for one in row["read"]:
            read(reader, one, now)
        for title in row["follows"]:
            reading.follow(Discussion.objects.get(title=title), reader)
        for topic in Topic.objects.filter(slug__in=row["topics"]):
            topics.follow(topic, reader)
        for article in Article.objects.filter(slug__in=row["articles"]):
            articles.follow(article, reader)


def join(reader: User, row: dict, now: datetime) -> None:
    here = Community.objects.get(slug=row["community"])
    with clock.at(before(now, row["ago"])):
        membership.join(here, by=reader)
    membership.catch_up(here, by=reader, until=before(now, row["caught_up"]))


def read(reader: User, row: dict, now: datetime) -> None:
    here, then = Discussion.objects.get(title=row["title"]), before(now, row["ago"])
    stood = Post.objects.filter(discussion=here, published_at__lte=then)
    with clock.at(then):
        reading.mark_read(here, reader, stood.aggregate(last=Max("number"))["last"])
