from datetime import timedelta

from django.db import migrations
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone


def open_those_who_wait(apps, editor):
    """Newcomers who wrote before there was a board, and whom nobody has answered."""
    posts = apps.get_model("community", "Post").objects
    welcome = apps.get_model("community", "Welcome")
    published = posts.filter(state="published")
    before = published.filter(author=OuterRef("author"), published_at__lt=OuterRef("published_at"))
    first = Q(number=1) | ~Exists(before.filter(number__gt=1))
    later = published.filter(discussion=OuterRef("discussion"), number__gt=OuterRef("number"))
    answered = Exists(later.exclude(author=OuterRef("author")))
    lately = timezone.now() - timedelta(days=30)  # who came long ago is not greeted any more
    there = published.filter(published_at__gt=lately, discussion__state="shown")
    waiting = there.filter(first, ~answered, author__trust=0, welcome=None)
    welcome.objects.bulk_create(
        welcome(post=post, opened_at=post.published_at) for post in waiting
    )


class Migration(migrations.Migration):
    dependencies = [
        ("community", "0005_reactions_have_a_day"),
        ("accounts", "0006_blocks_notes_and_outbox"),
    ]
    operations = [migrations.RunPython(open_those_who_wait, migrations.RunPython.noop)]
