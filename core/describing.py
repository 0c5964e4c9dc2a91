"""What machines are told about a page, in the words of schema.org."""

from django.conf import settings
from django.http import HttpRequest


def graph(*things: dict) -> dict:
    return {"@context": "https://schema.org", "@graph": list(things)}


def way_to(request: HttpRequest, *steps: tuple[str, str]) -> dict:
    """The way from the front page to here: names and addresses, the last one is this page."""
    places = [(settings.SITE_NAME, "/"), *steps]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": str(name),
                "item": request.build_absolute_uri(path),
            }
            for position, (name, path) in enumerate(places, 1)
        ],
    }


def publisher(request: HttpRequest) -> dict:
    return {
        "@type": "Organization",
        "name": settings.SITE_NAME,
        "url": request.build_absolute_uri("/"),
    }


def person(name: str) -> dict:
    """Somebody by the name that readers see, and nothing else about her."""
    return {"@type": "Person", "name": name}
