"""What one says of a discussion when starting it, and of a reply."""

from uuid import uuid4

import pytest
from django.urls import reverse

from articles.models import Section
from community import changing
from community.models import Audience, Community, Discussion, Post

from ..factories import begin, make_article, make_section, start

PAGE = "/communities/breast-cancer/new/"


def words(**more):
    basic = {"title": "Curtains", "body": "I could not lift them.", "topics": ["biopsy"]}
    return basic | {"key": str(uuid4())} | more


def begun(door, **more) -> Discussion:
    answer = door.post(PAGE, words(**more))
    assert answer.status_code == 302, answer.text
    return Discussion.objects.latest("pk")


@pytest.fixture
def section(db) -> Section:
    article = make_article()
    return make_section(article)


def test_nothing_has_to_be_said_and_nothing_is_chosen_for_her(at_home, rosa, breast_cancer):
    door = at_home(rosa)
    page = door.get(PAGE).text
    assert "What would help most?" in page
    assert 'name="kind" value="advice" id="id_kind_0" checked' not in page
    here = begun(door)
    assert (here.wants, here.content_notes, here.listed) == ("", 0, False)
    assert (here.audience, here.section) == (Audience.EVERYONE, None)


def test_rosa_says_what_would_help_and_what_may_be_hard(at_home, rosa, breast_cancer):
    here = begun(at_home(rosa), kind="listening", content_notes=["2", "8", "8"])
    assert here.wants == "listening"
    assert here.content_notes == 10
    assert Post.objects.get().content_notes == 10


def test_a_discussion_for_members_is_not_there_for_strangers(at_home, rosa, dana, breast_cancer):
    here = begun(at_home(rosa), audience="1", listed="on")
    assert (here.audience, here.listed) == (Audience.MEMBERS, False)
    assert at_home(dana).get(here.get_absolute_url()).status_code == 200
    assert at_home().get(here.get_absolute_url()).status_code == 404


def test_search_engines_are_asked_about_only_where_everyone_reads(at_home, rosa, breast_cancer):
    door = at_home(rosa)
    assert begun(door, listed="on").listed
    Community.objects.update(audience=Audience.MEMBERS)
    assert "Search engines" not in door.get(PAGE).text


def test_no_discussion_is_wider_than_its_community(at_home, rosa, breast_cancer):
    Community.objects.update(audience=Audience.MEMBERS)
    door = at_home(rosa)
    page = door.get(PAGE).text
    assert "Who can read it: everyone who is logged in." in page
    assert "also without an account" not in page
    answer = door.post(PAGE, words(audience="0"))
    assert answer.status_code == 422
    assert "Please choose again who may read it." in answer.text
    assert begun(door).audience == Audience.MEMBERS


def test_nothing_makes_a_discussion_wider_afterwards(at_home, rosa, breast_cancer):
    door = at_home(rosa)
    here = begun(door, audience="2")
    post = Post.objects.get()
    assert 'name="audience"' not in door.get(reverse("community:edit", args=[post.pk])).text
    form = {"body": "Other words.", "version": 1, "audience": "0"}
    door.post(reverse("community:edit", args=[post.pk]), form)
    here.refresh_from_db()
    assert here.audience == Audience.JOINED
    # What can be done instead: start one for everyone, with a link that tells no title.
    body = door.get(f"{PAGE}?from={here.pk}").context["form"]["body"].value()
    assert f"/discussions/{here.pk}/talk/" in body
    assert "curtains" not in body.lower()


def test_a_discussion_about_a_section_of_an_article(at_home, rosa, breast_cancer, section):
    door = at_home(rosa)
    page = door.get(f"{PAGE}?section={section.pk}").text
    assert "What is it?" in page
    assert "in Lymphedema" in page
    assert begun(door, section=section.pk).section == section


def test_a_section_that_left_the_article_meanwhile_stops_nobody(
    at_home, rosa, breast_cancer, section
):
    Section.objects.update(position=None)
    door = at_home(rosa)
    assert "What is it?" not in door.get(f"{PAGE}?section={section.pk}").text
    assert begun(door, section=section.pk).section is None
    for nonsense in ("x", "-1", "9" * 18, "9" * 40):
        assert door.get(f"{PAGE}?section={nonsense}").status_code == 200


@pytest.mark.parametrize("nonsense", [{"kind": "shouting"}, {"content_notes": ["3"]}])
def test_what_cannot_be_chosen_is_said_beside_the_field(at_home, rosa, breast_cancer, nonsense):
    answer = at_home(rosa).post(PAGE, words(**nonsense))
    assert answer.status_code == 422
    assert "I could not lift them." in answer.text
    assert "Please choose" in answer.text


def test_a_reply_carries_notes_of_its_own(at_home, rosa, dana, breast_cancer):
    place = f"{start(breast_cancer, rosa).discussion.get_absolute_url()}reply/"
    at_home(dana).post(place, {"body": "Mine.", "key": str(uuid4()), "content_notes": ["64"]})
    assert Post.objects.get(author=dana).content_notes == 64
    assert Discussion.objects.get().content_notes == 0


def test_the_author_changes_the_notes_at_once_even_where_posts_wait(at_home, rosa, breast_cancer):
    post = start(breast_cancer, rosa)
    Community.objects.update(holds=Community.Holds.EVERYBODY)
    page = reverse("community:edit", args=[post.pk])
    form = {"body": post.text, "version": 1, "content_notes": ["1", "16"]}
    at_home(rosa).post(page, form)
    post.refresh_from_db()
    assert post.content_notes == 17
    assert Discussion.objects.get().content_notes == 17
    assert not hasattr(post, "item")
    assert at_home(rosa).get(page).context["form"]["content_notes"].value() == [1, 16]


def test_notes_are_no_reason_to_forget_a_change_made_elsewhere(rosa, breast_cancer):
    post = start(breast_cancer, rosa)
    changing.edit(post, by=rosa, text="Other words.", version=1)
    with pytest.raises(changing.ChangedMeanwhile):
        changing.edit(post, by=rosa, text=post.text, version=1, content_notes=1)
    post.refresh_from_db()
    assert post.content_notes == 0


def test_what_she_has_begun_is_not_tied_to_another_section(at_home, rosa, breast_cancer, section):
    begin(breast_cancer, rosa, "I could not lift them.")
    page = at_home(rosa).get(f"{PAGE}?section={section.pk}")
    assert "You have begun another discussion here" in page.text
    assert "“<bdi>I could not lift them.</bdi>” is in the form below" in page.text
    assert "Send it or throw it away first." in page.text
    form = page.context["form"]
    assert form["body"].value() == "I could not lift them."
    assert form["section"].value() is None
    assert "in Lymphedema" not in page.text


def test_what_she_has_begun_about_a_section_goes_on_there(at_home, rosa, breast_cancer, section):
    begin(breast_cancer, rosa, "I could not lift them.", section=str(section.pk))
    for address in (PAGE, f"{PAGE}?section={section.pk}"):
        page = at_home(rosa).get(address)
        assert "in Lymphedema" in page.text
        assert "begun another" not in page.text


def test_the_boxes_of_what_she_has_begun_say_so(at_home, rosa, breast_cancer):
    begin(breast_cancer, rosa, "I could not lift them.")
    page = at_home(rosa).get(PAGE).text
    assert 'role="status" id="kept-words"' in page
    assert page.count('aria-describedby="id_title_helptext kept-words"') == 1
    assert page.count('aria-describedby="id_body_helptext kept-words"') == 1
