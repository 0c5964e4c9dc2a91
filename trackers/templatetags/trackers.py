from django import template

register = template.Library()


@register.inclusion_tag("trackers/_card.html")
def tracker_card() -> dict:
    """The way to the Weight Tracker, beside articles and discussions."""
    return {}
