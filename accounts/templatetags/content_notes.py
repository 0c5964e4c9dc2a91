"""Content notes on a page: their words, and whether this reader wants to choose first."""

from django import template

from ..models import folds, words_of

register = template.Library()
register.filter("notes", words_of)


@register.filter
def unfolded_for(thing, user) -> bool:
    """May the words of a post, a discussion or a mask stand open for this reader?

    Asked this way round, a page that forgets to say who reads shows the note, not the words.
    """
    if isinstance(thing, int):
        return not folds(user, thing)
    return not thing.is_folded_for(user)
