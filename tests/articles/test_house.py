"""The house's own pages, its help lines, and the About texts of communities."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import ProtectedError
from django.urls import reverse

from articles.models import HOUSE, Article, HelpLine

from ..factories import make_article, make_help_line, make_house_page, revise
from ..reading import text_of, texts

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/article/add/"


def form_of(**more) -> dict:
    words = {
        "place": "house",
        "slug": "privacy",
        "title": "Privacy",
        "summary": "",
        "body": "Yes.",
    }
    return words | {"source": "", "disclaimer": "", "comment": "First", "needs_change": ""} | more


def test_a_page_of_the_house_has_an_address_and_revisions_of_its_own(at_home, edith):
    page = make_house_page("privacy")
    revise(page, by=edith, body="## What is true?\n\nThat.")
    door = at_home()
    assert "That." in text_of(door.get("/privacy/").text, "article")
    assert "This." in text_of(door.get("/privacy/history/1/").text, "article")
    assert "/privacy/compare/?from=1&amp;to=2" in door.get("/privacy/history/").text
    assert door.get("/privacy/compare/").status_code == 200


def test_it_stays_out_of_the_library_the_hubs_and_the_front_page(at_home):
    make_house_page("privacy", title="About your data")
    for place in ("/", "/articles/", "/topics/lymphedema/"):
        assert "About your data" not in at_home().get(place).text
    assert at_home().get("/articles/privacy/").status_code == 404


def test_an_article_is_not_found_at_the_addresses_of_the_house(at_home):
    make_article("privacy")
    assert at_home().get("/privacy/").status_code == 404
    assert at_home().get("/articles/privacy/").status_code == 200


def test_a_missing_page_is_kindly_not_there_and_a_hint_for_editors(at_home, rosa, edith):
    for door in (at_home(), at_home(rosa)):
        answer = door.get("/privacy/")
        assert answer.status_code == 404
        assert "You have done nothing wrong." in answer.text
    answer = at_home(edith).get("/privacy/")
    assert answer.status_code == 404
    assert f"{ADD}?place=house&amp;slug=privacy" in answer.text


def test_edith_writes_it_in_the_admin_without_topics_or_a_source(at_home, edith):
    assert at_home(edith).post(ADD, form_of()).status_code == 302
    assert "Yes." in at_home().get("/privacy/").text


def test_a_page_of_the_house_has_one_of_its_addresses(at_home, edith):
    answer = at_home(edith).post(ADD, form_of(slug="imprint"))
    assert "A page of the house has one of these addresses" in answer.text
    assert not Article.objects.exists()


def test_the_library_still_wants_topics_and_a_source(at_home, edith):
    answer = at_home(edith).post(ADD, form_of(place="library", slug="new"))
    form = answer.context["adminform"].form
    assert set(form.errors) == {"topics", "source"}
    assert not Article.objects.exists()


def test_every_page_leads_to_them(at_home):
    foot = at_home().get("/").text.partition("<footer")[2]
    for slug in HOUSE:
        assert f'href="/{slug}/"' in foot


# Get help now


def test_the_numbers_are_there_without_any_text(at_home):
    make_help_line(country="Ireland", number="116 123")
    make_help_line("Ireland", kind="emergency", name="Emergency number", number="112")
    page = at_home().get("/help-now/").text
    assert 'href="tel:116123"' in page
    assert "Ireland Emergency number." in text_of(page, "section", "care-strong")


def test_a_number_says_whether_anybody_has_checked_it(at_home):
    line = make_help_line(number="988", takes_texts=True)
    assert "Where there is none, please make sure." in at_home().get("/help-now/").text
    HelpLine.objects.filter(pk=line.pk).update(checked_on=date(2026, 11, 3))
    page = at_home().get("/help-now/").text
    assert "Checked on Nov 3, 2026." in page
    assert 'href="sms:988"' in page


def test_edith_keeps_the_numbers_in_the_admin(at_home, edith):
    form = {"kind": "talk", "country": "Chile", "name": "Salud", "number": "*4141", "position": 1}
    door = at_home(edith)
    assert door.post("/admin/articles/helpline/add/", form).status_code == 302
    assert "to be checked before launch" in door.get("/admin/articles/helpline/").text
    assert "Call *4141" in at_home().get("/help-now/").text


def test_the_help_bar_keeps_the_urgent_numbers_and_leads_on(at_home):
    bar = at_home().get("/").text.partition("<aside")[2].partition("</aside>")[0]
    assert 'href="tel:112"' in bar
    assert 'href="/help-now/"' in bar


# A new site


def house_pages() -> str:
    told = StringIO()
    call_command("house_pages", stdout=told)
    return told.getvalue()


def test_a_new_site_is_given_its_pages_and_its_numbers(at_home):
    assert "Check each number" in house_pages()
    door = at_home()
    for slug in HOUSE:
        page = door.get(f"/{slug}/")
        assert page.status_code == 200
        assert texts(page.text, "h1")
    assert HelpLine.objects.filter(kind="emergency", number="112").exists()
    assert not HelpLine.objects.exclude(checked_on=None).exists()


def test_what_editors_have_written_stays(edith):
    house_pages()
    revise(Article.objects.get(slug="privacy"), by=edith, body="Our own words.")
    HelpLine.objects.exclude(number="112").delete()
    left = HelpLine.objects.count()
    assert "Nothing was missing." in house_pages()
    assert Article.objects.get(slug="privacy").live.body == "Our own words."
    assert HelpLine.objects.count() == left


# About texts of communities


@pytest.fixture
def about(breast_cancer, edith):
    page = make_article(
        "about-us", place=Article.Place.COMMUNITY, title="All of us", body="For *all* of us."
    )
    breast_cancer.about_page = page
    breast_cancer.save()
    return page


def test_the_about_text_of_a_community_has_revisions(at_home, edith, breast_cancer, about):
    revise(about, by=edith, body="For all of us, and our people.")
    page = at_home().get(breast_cancer.get_absolute_url()).text
    shown = text_of(page, "section", "about")
    assert "For all of us, and our people." in shown
    assert "Last revision" in shown
    assert f'href="{about.history}"' in page
    assert at_home().get(about.comparison).status_code == 200


def test_without_such_a_page_the_short_field_is_shown(at_home, breast_cancer):
    page = at_home().get(breast_cancer.get_absolute_url()).text
    assert "This patient support community." in text_of(page, "section", "about")


def test_it_is_no_article_of_the_library_and_cannot_vanish(at_home, about):
    assert "All of us" not in at_home().get("/articles/").text
    with pytest.raises(ProtectedError):
        about.delete()


def test_olive_chooses_it_among_the_about_texts_only(at_home, olive, breast_cancer, about):
    make_article("lymphedema")
    place = reverse("admin:community_community_change", args=[breast_cancer.pk])
    choice = at_home(olive).get(place).text.partition('name="about_page"')[2]
    choice = choice.partition("</select>")[0]
    assert "All of us" in choice
    assert "Lymphedema" not in choice
