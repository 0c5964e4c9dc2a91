from django import template

from core.paging import place_of

register = template.Library()


@register.filter
def said_until(discussion) -> str:
    """The moment of its last post, for a form to name."""
    return place_of(discussion, "last_posted_at")
