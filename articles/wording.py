"""The words of the illness, as searches know them."""

from django.core.cache import cache

from search.wording import Wording
from topics.models import Topic

from .models import Term

KEY, KEPT = "wording", 60  # seconds, until every process has what an editor changed


def wording() -> Wording:
    """All terms with their other words, and all topics, kept in memory."""
    return cache.get_or_set(KEY, _load, KEPT)


def changed() -> None:
    """An editor has changed the list of terms."""
    cache.delete(KEY)


def topics() -> dict[str, Topic]:
    """The topics to choose from, by their addresses, kept in memory too."""
    return cache.get_or_set("topics", lambda: {one.slug: one for one in Topic.objects.all()}, KEPT)


def _load() -> Wording:
    terms = Term.objects.all()
    groups = [[term.word, *term.other_words] for term in terms]
    return Wording.of(groups, list(Topic.objects.values_list("name", flat=True)))
