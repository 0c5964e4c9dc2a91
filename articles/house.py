"""The house's own pages, its help lines and its terms, as a new site is given them."""

import tomllib
from pathlib import Path

from django.db import transaction

from accounts.models import User

from . import publishing
from .manuscripts import files, read
from .models import Article, HelpLine, Term
from .wording import changed


@transaction.atomic
def furnish(folder: Path, *, by: User | None, author_name: str) -> tuple[list[str], int]:
    """Write the pages that are missing, and help lines and terms where there are none at all.

    What editors have written since stays as it is. Gives the addresses of the new pages and the
    number of new lines.
    """
    made = []
    for manuscript in map(read, files(folder)):
        if Article.objects.filter(slug=manuscript.slug).exists():
            continue
        page = Article.objects.create(slug=manuscript.slug, place=Article.Place.HOUSE)
        publishing.publish(
            page,
            manuscript.words,
            by=by,
            based_on=None,
            comment=manuscript.head["comment"],
            author_name=author_name,
        )
        made.append(manuscript.slug)
    _list_terms(folder / "terms.toml")
    return made, _list_help_lines(folder / "help_lines.toml")


def _list_help_lines(path: Path) -> int:
    """The numbers begin unchecked: nobody here has rung them yet."""
    if HelpLine.objects.exists():
        return 0
    rows = tomllib.loads(path.read_text("utf-8"))["lines"]
    lines = [HelpLine(position=position, **row) for position, row in enumerate(rows, 1)]
    return len(HelpLine.objects.bulk_create(lines))


def _list_terms(path: Path) -> None:
    """The words people use for one thing, so that a search finds all of them."""
    if not Term.objects.exists():
        groups = tomllib.loads(path.read_text("utf-8"))["terms"]
        terms = [Term(word=word, also="\n".join(also)) for word, also in groups.items()]
        Term.objects.bulk_create(terms)
        changed()
