"""The articles that are live already get their sections, as publishing makes them from now on."""

import re
from hashlib import sha256

from django.db import migrations
from django.utils.text import Truncator, slugify

HEADING = re.compile(r"^##[ \t]+(?P<title>.+?)(?:[ \t]*\{#(?P<anchor>[a-z0-9-]+)\})?[ \t]*$", re.M)
WORD = re.compile(r"\d+(?:[.,:/–-]\d+)*|[^\W\d_]+|[%<>±°]")
MARKS = re.compile(r"[*_`#>~]+|^\s*[-+]\s+|\]\([^)]*\)|[\[\]]", re.MULTILINE)


def build(apps, editor):
    """As many times as it runs: an article that has sections is left alone."""
    Article = apps.get_model("articles", "Article")
    Section = apps.get_model("articles", "Section")
    rows = Article.objects.filter(state="live", place="library", sections=None)
    for article in rows.select_related("live"):
        marks = list(HEADING.finditer(article.live.body))
        ends = [*[mark.start() for mark in marks], len(article.live.body)][1:]
        taken = set()
        for position, (mark, end) in enumerate(zip(marks, ends, strict=True)):
            text = article.live.body[mark.end() : end]
            words = " ".join(WORD.findall(text.casefold()))
            Section.objects.create(
                article=article,
                anchor=free(mark["anchor"] or slugify(mark["title"])[:60] or "section", taken)[
                    :80
                ],
                title=mark["title"][:300],
                opening=Truncator(" ".join(MARKS.sub(" ", text).split())).chars(300),
                position=position,
                digest=sha256(words.encode()).hexdigest(),
                changed_in=article.live,
                changed_at=article.live.published_at,
            )


def free(anchor, taken):
    wanted, n = anchor, 2
    while anchor in taken:
        anchor, n = f"{wanted}-{n}", n + 1
    taken.add(anchor)
    return anchor


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_sections_terms_followers")]

    operations = [migrations.RunPython(build, migrations.RunPython.noop)]
