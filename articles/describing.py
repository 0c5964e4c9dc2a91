"""What machines are told about an article."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from core.describing import graph, person, publisher, way_to

from .models import Article


def describe(request: HttpRequest, article: Article) -> dict:
    """A page of medical information: who wrote it, who checked it, and when."""
    live, path = article.live, article.get_absolute_url()
    address = request.build_absolute_uri(path)
    page = {
        "@type": "MedicalWebPage",
        "@id": address,
        "url": address,
        "name": live.title,
        "headline": live.title,
        "description": live.summary,
        "datePublished": article.started_at.isoformat(),
        "dateModified": live.published_at.isoformat(),
        "author": person(live.author_name),
        "publisher": publisher(request),
        "about": [{"@type": "Thing", "name": topic.name} for topic in article.topics.all()],
        "isAccessibleForFree": True,
    }
    if live.reviewer_name:
        page |= {
            "reviewedBy": person(live.reviewer_name),
            "lastReviewed": live.reviewed_at.date().isoformat(),
        }
    steps = (_("Articles"), reverse("articles:articles")), (live.title, path)
    return graph(page, way_to(request, *steps))
