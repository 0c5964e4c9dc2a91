"""Content notes on a page: their words, and whether this reader wants to choose first."""

from django import template

from ..models import folds, words_of

register = template.Library()
register.filter("notes", words_of)


@register.filter("folds")
def folds_filter(user, mask: int) -> bool:
    return folds(user, mask)


@register.filter
def folded_for(thing, user) -> bool:
    """Is a post or a discussion folded for this reader? Her own is not."""
    return bool(thing) and thing.is_folded_for(user)
