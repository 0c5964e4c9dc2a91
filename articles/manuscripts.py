"""Texts that are kept as files: TOML between two lines +++, then Markdown."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from accounts.models import User

from . import publishing
from .models import Article
from .publishing import Words


@dataclass
class Manuscript:
    """What a file says: the words of a first revision, and all that stands above them."""

    slug: str
    head: dict
    words: Words


def read(path: Path) -> Manuscript:
    _, head, body = path.read_text("utf-8").split("+++\n", 2)
    row = tomllib.loads(head)
    names = ("title", "summary", "source", "disclaimer")
    words = Words(body=body.strip(), **{name: row.get(name, "").strip() for name in names})
    return Manuscript(path.stem, row, words)


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.md"))


def publish(
    manuscript: Manuscript, article: Article, *, moment: Callable[[str], datetime]
) -> None:
    """Let all revisions of a file go live, one after the other, when it says they did."""
    words, live = manuscript.words, None
    for row in [manuscript.head, *manuscript.head.get("revisions", [])]:
        words = revised(words, row.get("replace", []))
        live = publishing.publish(
            article,
            words,
            by=User.objects.filter(username=row["author_name"]).first(),
            based_on=live,
            comment=row["comment"],
            author_name=row["author_name"],
            at=moment(row["published"]),
        )


def revised(words: Words, exchanges: list[list[str]]) -> Words:
    """The words with each old piece exchanged for the new one; a piece that is not there tells."""
    body = words.body
    for old, new in exchanges:
        if body.count(old) != 1:
            raise ValueError(f"{words.title}: not there once: {old}")
        body = body.replace(old, new)
    return replace(words, body=body)
