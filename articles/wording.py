"""The words of the illness, as searches know them."""

from functools import partial

from django.core.cache import cache

from search.models import SearchRow
from search.wording import Wording
from topics.models import Topic

from .models import Term

KEY, KEPT = "wording", 60  # seconds, until every process has what an editor changed


def wording() -> Wording:
    """All terms with their other words, and all topics, kept in memory."""
    return cache.get_or_set(KEY, _load, KEPT) or Wording()


def changed() -> None:
    """An editor has changed the list of terms."""
    cache.delete(KEY)


def topics() -> dict[str, Topic]:
    """The topics to choose from, by their addresses, kept in memory too."""
    by_slug = partial(Topic.objects.in_bulk, field_name="slug")
    return cache.get_or_set("topics", by_slug, KEPT) or {}


def _load() -> Wording:
    """Words of terms, topics and articles only: no member's word is offered to anybody."""
    groups = [[term.word, *term.other_words] for term in Term.objects.all()]
    parts = SearchRow.objects.filter(kind=SearchRow.Kind.ARTICLE)
    titles = [
        *Topic.objects.values_list("name", flat=True),
        *parts.values_list("title", flat=True),
    ]
    return Wording.of(groups, titles)
