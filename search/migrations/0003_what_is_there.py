"""What was written before there was a search is found, too."""

import re

from django.db import migrations

MARKS = re.compile(r"[*_`#>~]+|^\s*[-+]\s+|\]\([^)]*\)|[\[\]]", re.MULTILINE)
HEADING = re.compile(r"^##[ \t]+(.+?)(?:[ \t]*\{#([a-z0-9-]+)\})?[ \t]*$", re.M)
BATCH = 500


def plain(text):
    return " ".join(MARKS.sub(" ", text).split())


def write(apps, schema_editor):
    SearchRow = apps.get_model("search", "SearchRow")
    SearchRow.objects.bulk_create(articles(apps, SearchRow), BATCH)
    batch = []
    for row in posts(apps, SearchRow):
        batch.append(row)
        if len(batch) == BATCH:
            SearchRow.objects.bulk_create(batch)
            batch = []
    SearchRow.objects.bulk_create(batch)


def articles(apps, row):
    """One row each; their parts get rows of their own when a revision goes live."""
    live = apps.get_model("articles", "Article").objects.filter(state="live", place="library")
    return [
        row(
            kind="article",
            number=article.pk,
            slug=article.slug,
            title=article.live.title,
            text=plain(f"{article.live.summary}\n\n{HEADING.sub(r'\1', article.live.body)}"),
            at=article.live.published_at,
        )
        for article in live.select_related("live")
    ]


def posts(apps, row):
    shown = apps.get_model("community", "Post").objects.filter(
        state="published", discussion__state="shown"
    )
    for post in shown.select_related("discussion").order_by("published_at", "pk").iterator(BATCH):
        talk = post.discussion
        yield row(
            kind="post",
            number=post.pk,
            discussion=talk.pk,
            community=talk.community_id,
            author=post.author_id,
            starter=talk.starter_id,
            audience=talk.audience,
            content_notes=post.content_notes | talk.content_notes,
            at=post.published_at,
            title=talk.title if post.number == 1 else "",
            text=plain(post.text),
        )


def forget(apps, schema_editor):
    apps.get_model("search", "SearchRow").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0002_words"),
        ("community", "0004_words"),
        ("articles", "0004_sections_terms_followers"),
    ]
    operations = [migrations.RunPython(write, forget)]
