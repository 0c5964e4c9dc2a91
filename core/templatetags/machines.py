"""What a page says in its head to search engines and feed readers."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ..text import data_block

register = template.Library()


@register.simple_tag(takes_context=True)
def canonical(context, path: str, page: int = 1) -> SafeString:
    """The one address of what the page shows, whatever stood behind it when it was asked for."""
    address = context["request"].build_absolute_uri(path)
    return format_html('<link rel="canonical" href="{}{}">', address, paged(page))


def paged(page: int) -> str:
    return f"?page={page}" if page > 1 else ""


@register.simple_tag
def feed_link(path: str, title: str) -> SafeString:
    """Where a feed reader finds what is new here."""
    link = '<link rel="alternate" type="application/atom+xml" title="{}" href="{}">'
    return format_html(link, title, path)


@register.simple_tag
def described(data: dict | None) -> SafeString | str:
    """What the page is about, in the words of schema.org; nothing if nothing is to be said."""
    return data_block(data) if data else ""
