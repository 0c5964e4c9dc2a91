from collections import Counter

from django.utils import timezone

from accounts.models import notes_in
from community.models import Discussion, Post, Reaction, ReactionKind
from config.management.commands.demo import load


def test_the_demo_shows_every_kind_of_kindness_and_its_counts_are_those_of_its_rows(db):
    load(timezone.now())
    rows = Counter(Reaction.objects.values_list("post", "kind"))
    counts = Post.objects.exclude(reactions={}).values_list("pk", "reactions")
    assert {(pk, kind): n for pk, kinds in counts for kind, n in kinds.items()} == rows
    assert {kind for _, kind in rows} == set(ReactionKind)
    assert not Reaction.objects.filter(at__gt=timezone.now()).exists()
    for discussion in Discussion.objects.all():
        assert discussion.helped_count == discussion.posts.helpful().count()
    assert Discussion.objects.filter(helped_count__gt=0).count() >= 8
    assert {"advice", "experience", "listening"} <= set(
        Discussion.objects.values_list("wants", flat=True)
    )
    masks = Post.objects.exclude(content_notes=0).values_list("content_notes", flat=True)
    assert len({note for mask in masks for note in notes_in(mask)}) >= 5
