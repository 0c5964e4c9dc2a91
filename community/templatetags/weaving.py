"""What leads from an article to what members say about it, and from one community to the next."""

from dataclasses import dataclass, field
from datetime import timedelta

from django import template
from django.db.models import Count, F, OuterRef, Subquery, Window
from django.db.models.functions import Coalesce, RowNumber

from core import clock

from ..models import Community, Discussion

register = template.Library()
MOST_HELPED = 3  # discussions shown of one section
NEARBY = 5  # discussions shown of a community nearby
# Twelve months, not the calendar's year: on the second of January people still talk.
THIS_YEAR = timedelta(days=365)


@dataclass
class SectionTalk:
    """A section of the live text, and what this reader may see that members say about it."""

    anchor: str
    title: str
    this_year: int = 0
    discussions: list[Discussion] = field(default_factory=list)


@register.simple_tag(takes_context=True)
def talks_by_section(context, article) -> list[SectionTalk]:
    """Each section of an article with its discussions that helped most, in one statement."""
    shown = Discussion.objects.listed_to(context["request"].user)
    cited = shown.filter(section__article=article, section__position__isnull=False)
    lately = shown.filter(
        section=OuterRef("section"), last_posted_at__gte=clock.now() - THIS_YEAR
    ).order_by()
    count = lately.values("section").annotate(count=Count("pk")).values("count")
    best = _first_of_each(cited, "section", MOST_HELPED, "-helped_count", "-last_posted_at", "-pk")
    rows = best.planned().annotate(
        anchor=F("section__anchor"), this_year=Coalesce(Subquery(count), 0)
    )
    talks = {anchor: SectionTalk(anchor, title) for anchor, title in article.live.contents}
    for row in rows:
        talks[row.anchor].this_year = row.this_year
        talks[row.anchor].discussions.append(row)
    return list(talks.values())


def _first_of_each(rows, part: str, most: int, *order: str):
    """The first few rows of each part, in this order; the ranking stays inside a subquery."""
    by = [F(one.removeprefix("-")).desc() for one in order]
    place = Window(RowNumber(), partition_by=part, order_by=by)
    first = rows.annotate(place=place).filter(place__lte=most)
    return Discussion.objects.filter(pk__in=first.values("pk")).order_by(*order)


@register.simple_tag(takes_context=True)
def communities_to_talk_in(context, article) -> list[Community]:
    """Where a discussion about an article can start; those it sends its readers to come first."""
    invites = Community.objects.filter(pk=OuterRef("pk"), invited_from=article)
    rows = Community.objects.visible_to(context["request"].user)
    rows = rows.annotate(invited=Count(Subquery(invites.values("pk"))))
    return list(rows.order_by("-invited", "position", "name"))


@register.inclusion_tag("community/_also_in.html", takes_context=True)
def also_in(context, topic, community=None, shown=()) -> dict:
    """What is said about a topic in communities near this one; on its hub, near each other.

    `shown` are the discussions that the page has already.
    """
    rows = Discussion.objects.listed_to(context["request"].user).about([topic])
    near = {"community__near": community} if community else {"community__near__isnull": False}
    rows = rows.filter(**near).exclude(pk__in=[one.pk for one in shown]).distinct()
    latest = _first_of_each(rows, "community", NEARBY, "-last_posted_at", "-pk").for_rows()
    places: dict[Community, list[Discussion]] = {}
    for row in latest:
        places.setdefault(row.community, []).append(row)
    return {
        "places": sorted(places.items(), key=lambda pair: pair[0].position),
        "topic": topic,
        "request": context["request"],
        "user": context["request"].user,
    }
