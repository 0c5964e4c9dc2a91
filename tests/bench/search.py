# ruff: noqa: E402, T201
"""How long a search takes among 100,000 posts: figures for docs/performance.md.

    DATABASE_URL=… python -m tests.bench.search texts.jsonl.gz

The database must be an empty one made for this alone. The file holds one JSON object a line, its
paragraphs under "a"; MedQuAD is such a collection of medical texts. Without DATABASE_URL an
SQLite file in VAR_DIR is used. A second run uses the posts that are there.
"""

import gzip
import json
import os
import random
import statistics
import sys
from datetime import timedelta
from pathlib import Path
from time import perf_counter, process_time
from uuid import uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command
from django.db import connection

from accounts.models import Block, User
from articles.house import furnish
from articles.wording import wording
from community import finding
from community.models import Community, Discussion, Membership, Post
from community.views.search import PAGE, _results
from config.settings import BASE_DIR
from core import clock
from search.asking import ask
from search.models import SearchRow

QUERIES = Path(__file__).parents[1] / "data" / "queries.txt"
POSTS, IN_ONE, PEOPLE, ROUNDS = 100_000, 12, 500, 5
NUMBERS = range(1, IN_ONE + 1)


def load(texts: Path) -> None:
    """Posts of 40 to 200 words, twelve in a discussion, in five communities."""
    dice = random.Random(1)  # noqa: S311 - the same posts every time
    with gzip.open(texts, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    passages = [text.lstrip("- ") for row in rows for text in row["a"] if len(text) > 60]
    titles = [row["q"][:160] for row in rows]
    places = [
        Community(name=f"Place {n}", slug=f"place-{n}", audience=(0, 0, 0, 1, 2)[n])
        for n in range(5)
    ]
    Community.objects.bulk_create(places)
    people = [User(username=f"m{n}", email=f"m{n}@example.org") for n in range(PEOPLE)]
    for one in people:
        one.name_skeleton = one.username
    User.objects.bulk_create(people)
    Membership.objects.create(member=people[0], community=places[4])
    Block.objects.bulk_create(Block(by=people[0], whom=one) for one in people[1:6])
    began = clock.now() - timedelta(days=900)
    for first in range(0, POSTS, 6_000):
        talks = []
        for n in range(first, min(first + 6_000, POSTS), IN_ONE):
            place, at = dice.choice(places), began + timedelta(minutes=12 * n)
            talk = Discussion(
                community=place, title=dice.choice(titles), slug="talk", state="shown"
            )
            talk.starter, talk.audience, talk.started_at = dice.choice(people), place.audience, at
            talks.append(talk)
        Discussion.objects.bulk_create(talks)
        Post.objects.bulk_create(
            _post(dice, talk, number, people, passages)
            for talk in talks
            for number in range(1, 13)
        )
    posts = Post.objects.select_related("discussion").order_by("pk")
    for first in range(0, posts.count(), 5_000):
        finding._write(list(posts[first : first + 5_000]))


def _post(dice, talk, number, people, passages) -> Post:
    text = ""
    while len(text.split()) < dice.randint(40, 120):
        text += dice.choice(passages) + "\n\n"
    text = " ".join(text.split()[:200])
    at = talk.started_at + timedelta(minutes=number)
    notes = 64 if dice.random() < 0.05 else 0
    return Post(
        discussion=talk, number=number, author=dice.choice(people), state="published", text=text,
        html="", renderer=1, content_notes=notes, published_at=at, created_at=at, key=uuid4(),
    )  # fmt: skip


def worked() -> float:
    """Milliseconds that a processor has worked for us, in this process and in PostgreSQL's."""
    if connection.vendor == "sqlite":
        return process_time() * 1000
    pid = connection.connection.info.backend_pid
    return process_time() * 1000 + int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e6


def once(query: str, reader) -> tuple[float, float, int]:
    """Milliseconds by the clock and of work, and how much was found."""
    connection.ensure_connection()
    wall, work = perf_counter(), worked()
    asked = ask(query, wording())
    found = finding.everywhere(asked, finding.visible_to(reader))
    _results(found[:PAGE], asked, reader)
    return (perf_counter() - wall) * 1000, worked() - work, len(found)


def report(what: str, values: list[float]) -> None:
    values.sort()
    p50, p95 = statistics.median(values), values[int(len(values) * 0.95)]
    print(f"{connection.vendor} {what}: p50 {p50:.1f}, p95 {p95:.1f}, most {values[-1]:.1f} ms")


def main() -> None:
    call_command("migrate", verbosity=0)
    if not SearchRow.objects.exists():
        began = perf_counter()
        furnish(BASE_DIR / "demo" / "house", by=None, author_name="editor")
        load(Path(sys.argv[1]))
        print(f"loaded in {perf_counter() - began:.0f} s")
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    reader = User.objects.get(username="m0")
    reader.leave_out_notes = 64
    queries = [line for line in QUERIES.read_text("utf-8").splitlines() if line]
    for query in queries:
        once(query, reader)
    times = {query: [once(query, reader) for _ in range(ROUNDS)] for query in queries}
    runs = list(times.values())
    report("wall, every run", [one[0] for some in runs for one in some])
    report("wall, best of five", [min(one[0] for one in some) for some in runs])
    report("work, every run", [one[1] for some in runs for one in some])
    slow = sorted(times.items(), key=lambda pair: -statistics.median(one[0] for one in pair[1]))
    for query, runs in slow[:12]:
        print(f"{statistics.median(one[0] for one in runs):7.1f} ms  {runs[0][2]:5}  {query}")
    print(f"{SearchRow.objects.count()} rows; nothing found for:")
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(*(query for query, runs in times.items() if not runs[0][2]), sep=", ")


main()
