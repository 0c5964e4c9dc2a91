"""A section stays the same row, so that what points to it keeps pointing to it."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps

from articles import publishing
from articles.models import Article, Section
from core import clock

from ..factories import make_article, make_house_page, revise

BODY = "Before.\n\n## What is it? {#what}\n\nSwelling.\n\n## Who gets it?\n\nSome people do."


@pytest.fixture
def article(db):
    with clock.at(clock.now() - timedelta(days=9)):
        return make_article(body=BODY)


def sections(article) -> list[tuple]:
    rows = article.sections.exclude(position=None).order_by("position")
    return [(one.anchor, one.title, one.opening) for one in rows]


def the(article, anchor: str) -> Section:
    return article.sections.get(anchor=anchor)


def test_each_heading_of_the_live_text_is_a_section(article):
    assert sections(article) == [
        ("what", "What is it?", "Swelling."),
        ("who-gets-it", "Who gets it?", "Some people do."),
    ]


def test_what_stands_above_the_headings_and_the_pages_of_the_house_have_none(article):
    make_house_page()
    make_article("about", place=Article.Place.COMMUNITY)
    assert Section.objects.exclude(article=article).count() == 0
    assert not article.sections.filter(title="").exists()


def test_other_words_move_the_day_it_changed_and_only_there(article):
    before = {one.anchor: one for one in article.sections.all()}
    now = revise(article, by=None, body=BODY.replace("Swelling.", "A kind of swelling."))
    what, who = the(article, "what"), the(article, "who-gets-it")
    assert what.pk == before["what"].pk
    assert (what.changed_in, what.changed_at) == (now, now.published_at)
    assert what.opening == "A kind of swelling."
    assert who.changed_in_id == before["who-gets-it"].changed_in_id
    assert who.changed_at == before["who-gets-it"].changed_at


@pytest.mark.parametrize(
    "same", ["swelling", "Swelling!", "\n  Swelling .", "**Swelling**", "“Swelling”"]
)
def test_spacing_case_and_punctuation_are_no_change(article, same):
    before = the(article, "what").changed_at
    revise(article, by=None, body=BODY.replace("Swelling.", same))
    assert the(article, "what").changed_at == before


@pytest.mark.parametrize(
    ("old", "new"), [("1.5 mg", "15 mg"), ("5 %", "5"), ("2-3 days", "23 days"), ("< 5", "> 5")]
)
def test_a_number_that_reads_otherwise_is_a_change(article, old, new):
    revise(article, by=None, body=BODY.replace("Swelling.", f"Take {old}"))
    before = the(article, "what").changed_at
    revise(article, by=None, body=BODY.replace("Swelling.", f"Take {new}"))
    assert the(article, "what").changed_at > before


def test_a_heading_that_was_renamed_is_the_same_section(article):
    old = the(article, "who-gets-it")
    revise(article, by=None, body=BODY.replace("Who gets it?", "Who is it for?"))
    new = the(article, "who-is-it-for")
    assert (new.pk, new.title) == (old.pk, "Who is it for?")
    assert new.changed_at == old.changed_at
    assert article.sections.count() == 2


def test_two_headings_over_the_same_words_stay_two_sections(article):
    twice = "## One\n\nAsk.\n\n## Two\n\nAsk."
    revise(article, by=None, body=twice)
    pks = set(article.sections.exclude(position=None).values_list("pk", flat=True))
    revise(article, by=None, body=twice.replace("One", "Three").replace("Two", "Four"))
    again = article.sections.exclude(position=None)
    assert set(again.values_list("pk", flat=True)) == pks
    assert len(pks) == 2


def test_what_left_the_text_has_no_place_and_finds_it_again(article):
    old = the(article, "who-gets-it")
    revise(article, by=None, body=BODY.partition("## Who")[0])
    gone = the(article, "who-gets-it")
    assert (gone.pk, gone.position) == (old.pk, None)
    assert not Section.objects.visible_to(None).filter(pk=old.pk).exists()
    publishing.restore(article, 1, by=None, based_on=Article.objects.get(pk=article.pk).live)
    back = the(article, "who-gets-it")
    assert (back.pk, back.position, back.changed_at) == (old.pk, 1, old.changed_at)


def test_an_address_that_is_too_long_is_cut_in_the_text_as_in_the_section(article):
    revise(
        article, by=None, body=f"## Long {{#{'a' * 200}}}\n\nWords.\n\n## {'b ' * 180}\n\nMore."
    )
    live = Article.objects.select_related("live").get(pk=article.pk).live
    anchors = [anchor for anchor, _, _ in sections(article)]
    assert [anchor for anchor, _ in live.contents] == anchors
    assert all(f'id="{anchor}"' in live.html for anchor in anchors)


def test_articles_that_were_live_before_get_the_same_sections(article):
    revise(article, by=None, body=BODY + "\n\n## Which *kinds*?\n\n- One of 1.5 cm\n- Two, 5 %")
    facts = ("anchor", "title", "opening", "position", "digest", "changed_in")
    before = list(article.sections.order_by("position").values(*facts))
    article.sections.all().delete()
    migration = import_module("articles.migrations.0005_sections_of_live_articles")
    for _ in range(2):
        migration.build(apps, None)
    live = Article.objects.get(pk=article.pk).live_id
    now = list(article.sections.order_by("position").values(*facts))
    assert now == [one | {"changed_in": live} for one in before]
