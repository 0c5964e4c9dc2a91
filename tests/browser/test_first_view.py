"""Somebody comes for the first time, on an old phone with a slow connection."""

import gzip

import pytest
from playwright.sync_api import Response

from community.models import Discussion

pytestmark = pytest.mark.browser

MOST = 60_000  # bytes of one first view, with nothing kept from before
NEEDED = {"text/html", "text/css", "font/woff2", "image/svg+xml"}


def kind(answer: Response) -> str:
    return answer.headers["content-type"].partition(";")[0]


def weight(answer: Response) -> int:
    """The bytes on the way: what stands before the site presses text as gzip does."""
    body = answer.body()
    return len(body) if kind(answer) == "font/woff2" else len(gzip.compress(body, 6))


@pytest.mark.parametrize("name", ["front page", "community", "discussion", "article"])
def test_a_first_view_is_light(visit, name):
    longest = Discussion.objects.filter(state="shown").order_by("-reply_count").first()
    address = {
        "front page": "/",
        "community": "/communities/breast-cancer/",
        "discussion": longest.get_absolute_url(),
        "article": "/articles/metastatic-breast-cancer/",
    }[name]
    page, answers = visit(), []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(address, wait_until="networkidle")
    weights = {answer.url: weight(answer) for answer in answers}
    assert {kind(answer) for answer in answers} >= NEEDED
    assert sum(weights.values()) <= MOST, weights
