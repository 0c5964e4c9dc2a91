from django import template

from ..describing import describe
from ..models import Article

register = template.Library()
RELATED = 5  # articles beside a discussion


@register.simple_tag(takes_context=True)
def about_article(context, article) -> dict:
    """What machines are told about it."""
    return describe(context["request"], article)


@register.inclusion_tag("articles/_on_topic.html", takes_context=True)
def articles_about(context, topic) -> dict:
    """Every article about a topic, as rows."""
    articles = Article.objects.visible_to(context["request"].user).library().about([topic])
    return {"articles": articles.latest_first().for_rows()}


@register.inclusion_tag("articles/_related.html", takes_context=True)
def related_articles(context, topics) -> dict:
    """Reviewed information on the same topics, for the side of a discussion."""
    articles = Article.objects.visible_to(context["request"].user).library().about(topics)
    return {"articles": articles.latest_first().for_rows()[:RELATED]}
