"""The blocks of data in the heads of pages of communities, topics and discussions."""

from django import template

from .. import describing

register = template.Library()


@register.simple_tag(takes_context=True)
def about_community(context, community) -> dict:
    return describing.describe_community(context["request"], community)


@register.simple_tag(takes_context=True)
def about_topic(context, topic) -> dict:
    return describing.describe_topic(context["request"], topic)


@register.simple_tag(takes_context=True)
def about_discussion(context, discussion, posts) -> dict | None:
    return describing.describe_discussion(context["request"], discussion, posts)
