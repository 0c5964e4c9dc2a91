"""What machines ask of the whole site: search engines, those who found a hole, keepers of keys."""

from datetime import UTC, timedelta

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemaps
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.generic import RedirectView

from articles.sitemaps import ArticleSitemap
from community.sitemaps import DiscussionSitemap, PlaceSitemap
from core import clock

SITEMAPS: dict[str, type[Sitemap] | Sitemap] = {
    "places": PlaceSitemap,
    "articles": ArticleSitemap,
    "discussions": DiscussionSitemap,
}
# Nothing here is for a list of results. What must never be in one, profiles and discussions that
# their starters did not give free, is not named: a crawler has to read that it may not list them.
NOT_FOR_CRAWLERS = (
    *("account", "accounts", "admin", "bookmarks", "drafts", "health", "messages"),
    *("moderation", "notifications", "posts", "preferences", "preview", "search", "welcome"),
)
SECURITY_STANDS = timedelta(days=180)  # the standard wants less than a year


def sitemap(request: HttpRequest) -> HttpResponse:
    """Every address that search engines may list."""
    return sitemaps.sitemap(request, SITEMAPS)


def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers need not ask for, and where the list of addresses is."""
    lines = [
        "User-agent: *",
        *(f"Disallow: /{place}/" for place in NOT_FOR_CRAWLERS),
        "",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    ]
    return _text(lines)


def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell about a hole in our defences (RFC 9116)."""
    until = (clock.now().astimezone(UTC) + SECURITY_STANDS).replace(microsecond=0)
    lines = [
        f"Contact: mailto:{settings.CONTACT_EMAIL}",
        f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {settings.LANGUAGE_CODE}",
        f"Canonical: {request.build_absolute_uri(reverse('security'))}",
    ]
    return _text(lines)


def _text(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


# Where a keeper of passwords sends a member who wants a new one.
change_password = RedirectView.as_view(pattern_name="account_change_password")
