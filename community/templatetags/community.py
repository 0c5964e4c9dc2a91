from django import template

from core.paging import page_of

from ..changing import can_undo
from ..finding import similar_to
from ..models import Community, Discussion

register = template.Library()
register.filter(can_undo)
RELATED = 5  # discussions beside an article
LIST = 25  # discussions on one page of a topic


@register.inclusion_tag("community/_on_topic.html", takes_context=True)
def discussions_about(context, topic) -> dict:
    """Members' discussions about a topic, latest first, from every community."""
    asked = context["request"].GET
    user = context["request"].user
    rows = Discussion.objects.listed_to(user).about([topic]).for_rows()
    page = page_of(
        rows, "last_posted_at", LIST, before=asked.get("before", ""), after=asked.get("after", "")
    )
    return {"page": page, "topic": topic, "request": context["request"]}


@register.inclusion_tag("community/_related.html", takes_context=True)
def related_discussions(context, topics) -> dict:
    """Discussed in the community: what shares these topics, for the side of an article."""
    rows = Discussion.objects.listed_to(context["request"].user).about(topics)
    latest = rows.order_by("-last_posted_at", "-pk").for_rows()
    return {"discussions": latest[:RELATED], "topics": topics}


@register.inclusion_tag("community/_invitations.html", takes_context=True)
def invitations(context, article) -> dict:
    """The communities that an article sends its readers to."""
    user = context["request"].user
    return {"communities": Community.objects.visible_to(user).filter(invited_from=article)}


@register.inclusion_tag("community/_similar.html", takes_context=True)
def similar_discussions(context, community, title) -> dict:
    """What has been asked before, for somebody who is about to ask."""
    return {"similar": similar_to(title or "", context["request"].user, community)}
