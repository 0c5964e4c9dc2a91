from django import template
from django.utils.translation import gettext_lazy as _

from core.paging import page_of

from ..changing import can_undo
from ..finding import similar_to
from ..models import Community, Discussion, ReactionKind
from ..permissions import can_mark_helped

register = template.Library()
register.filter(can_undo)
RELATED = 5  # discussions beside an article
LIST = 25  # discussions on one page of a topic
SENT = {
    ReactionKind.HUG: _("Hug sent"),
    ReactionKind.THANKS: _("Thank you sent"),
    ReactionKind.HELPFUL: _("Helpful sent"),
    ReactionKind.ME_TOO: _("Me too sent"),
}
WANTS_ICONS = {
    Discussion.Wants.ADVICE: "circle-help",
    Discussion.Wants.EXPERIENCE: "messages-square",
    Discussion.Wants.LISTENING: "ear",
    Discussion.Wants.GOOD_NEWS: "sun",
}


@register.filter
def wants_icon(discussion: Discussion) -> str:
    """The drawing beside what the starter of a discussion hopes for."""
    return WANTS_ICONS[Discussion.Wants(discussion.wants)]


@register.inclusion_tag("community/_reactions.html", takes_context=True)
def reactions(context, post, discussion) -> dict:
    """Hug, Thank you, Helpful, Me too: to press, or for the post's own author to see."""
    user = context["request"].user
    mine = (getattr(post, "my_reactions", "") or "").split(",")
    buttons = [
        {
            "kind": kind.value,
            "words": kind.label,
            "count": post.reactions.get(kind.value, 0),
            "pressed": kind.value in mine,
            "sent": SENT[kind],
        }
        for kind in ReactionKind
    ]
    hers = user.is_authenticated and post.author_id == user.pk
    return {
        "post": post,
        "buttons": buttons,
        "open": discussion.state == Discussion.State.SHOWN and not hers,
        "marks": can_mark_helped(user, discussion, post),
        "in_place": user.is_authenticated,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("community/_on_topic.html", takes_context=True)
def discussions_about(context, topic) -> dict:
    """Members' discussions about a topic, latest first, from every community."""
    asked = context["request"].GET
    user = context["request"].user
    rows = Discussion.objects.listed_to(user).about([topic]).marked_for(user).for_rows()
    page = page_of(
        rows, "last_posted_at", LIST, before=asked.get("before", ""), after=asked.get("after", "")
    )
    return {"page": page, "topic": topic, "request": context["request"], "user": user}


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
