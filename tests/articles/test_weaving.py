"""Articles lead to each other, to topics, and to what members say about them."""

import pytest
from django.urls import reverse

from ..factories import make_article, make_topic, start
from ..reading import text_of
from ..scene import earlier
from .test_publishing import change, form_of


@pytest.fixture
def two(db):
    return make_article("lymphedema"), make_article("biopsy", title="Biopsy")


def see_also(door, article) -> str:
    page = door.get(article.get_absolute_url()).text
    return page.partition('id="see-also"')[2].partition("</section>")[0]


def test_see_also_is_kept_both_ways(at_home, edith, two):
    one, other = two
    form = form_of(one, see_also=[other.pk])
    assert at_home(edith).post(change(one), form).status_code == 302
    assert "Biopsy" in see_also(at_home(), one)
    assert "Lymphedema" in see_also(at_home(), other)


def test_taking_it_out_on_one_side_takes_it_out_on_both(at_home, edith, two):
    one, other = two
    one.see_also.add(other)
    assert at_home(edith).post(change(other), form_of(other, see_also=[])).status_code == 302
    assert not see_also(at_home(), one)
    assert not see_also(at_home(), other)


def test_an_article_is_not_offered_to_itself(at_home, edith, two):
    one, _ = two
    answer = at_home(edith).post(change(one), form_of(one, see_also=[one.pk]))
    assert "is not one of the available choices" in answer.text


def test_article_and_discussion_of_one_topic_lead_to_each_other(at_home, rosa, breast_cancer):
    topic = make_topic("Lymphedema")
    article = make_article("swelling", title="Swelling", topics=[topic])
    opening = start(breast_cancer, rosa, "Heavy arm", topics=[topic], at=earlier())
    elsewhere = start(breast_cancer, rosa, "Waiting", topics=[make_topic("Biopsy")], at=earlier())
    door = at_home()
    beside = text_of(door.get(article.get_absolute_url()).text, "div", "aside")
    assert "Heavy arm" in beside
    assert "Waiting" not in beside
    beside = door.get(opening.discussion.get_absolute_url()).text.partition(
        'id="related-articles"'
    )
    assert "Swelling" in beside[2].partition("</section>")[0]
    assert "related-articles" not in door.get(elsewhere.discussion.get_absolute_url()).text


def test_taking_the_topic_off_an_article_takes_it_from_the_hub(at_home, edith, db):
    article = make_article("swelling", title="Swelling", topics=[make_topic("Lymphedema")])
    biopsy = make_topic("Biopsy")
    hub = reverse("topics:topic", args=["lymphedema"])
    assert "Swelling" in at_home().get(hub).text
    at_home(edith).post(change(article), form_of(article, topics=[biopsy.pk]))
    assert "Swelling" not in at_home().get(hub).text
    assert "Swelling" in at_home().get(reverse("topics:topic", args=["biopsy"])).text
