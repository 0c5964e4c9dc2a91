"""The house's pages, comparing and restoring keep nobody out; an article prints as a text."""

import pytest

from articles.models import Article

from ..factories import make_article, revise
from .walking import person, press, walk

pytestmark = pytest.mark.browser
ARTICLE = "/articles/metastatic-breast-cancer/"


def test_what_a_stranger_reads_of_the_house(visit, filled):
    revise(
        Article.objects.get(slug="metastatic-breast-cancer"),
        by=person("edith"),
        body="## What is Metastatic Breast Cancer? {#what-it-is}\n\nOther.\n\n## New?\n\nYes.",
    )
    walk(
        visit(),
        ("/help-now/", "In danger right now"),
        ("/guidelines/", "What do we ask of each other?"),
        ("/privacy/", "Who can read what I write?"),
        ("/accessibility/", "What does not work well yet?"),
        ("/about/", "Who looks after it?"),
        ("/privacy/history/", "First published"),
        ("/privacy/compare/", "no change"),
        (f"{ARTICLE}history/", "What changed"),
        (f"{ARTICLE}compare/?from=2&to=1", press("Compare"), "removed"),
        ("/articles/about-breast-cancer/", "Last Revision"),
    )


def test_an_editor_is_told_of_a_missing_page(visit, filled):
    Article.objects.filter(slug="about").update(state=Article.State.UNPUBLISHED)
    walk(visit(person("edith")), ("/about/", "Nobody has written this page yet"))


def shown(page, selector: str) -> list[bool]:
    return [one.is_visible() for one in page.locator(selector).all()]


def test_on_paper_stands_the_text_and_where_it_is_from(visit, filled):
    body = "## Why?\n\nSee [the source](https://example.org/source) and [ours](/topics/)."
    make_article("printed", title="Printed", body=body)
    page = visit()
    page.goto("/articles/printed/")
    page.emulate_media(media="print")
    for kept in ("h1", ".byline", ".prose", "main .note", ".on-paper"):
        assert all(shown(page, kept)), kept
        assert shown(page, kept), kept
    for left in (".helpbar", ".top", ".subbar", ".foot", ".aside", ".toc"):
        assert not any(shown(page, left)), left
    assert page.locator(".on-paper").inner_text().endswith("/articles/printed/")
    behind = "one => getComputedStyle(one, '::after').content"
    outside, ours = page.locator(".prose a").all()
    assert "https://example.org/source" in outside.evaluate(behind)
    assert ours.evaluate(behind) == "none"
