"""A tab that one member opened, and another one is logged in by the time its button is pressed."""

import pytest
from django.urls import reverse

from community import drafting
from community.models import Discussion, Draft, Post

from ..factories import start
from .test_drafting import STORY, form_on

LOOK = "Look at it and press again if this should go out under this name."


@pytest.fixture
def opening(rosa, breast_cancer) -> Post:
    return start(breast_cancer, rosa)


def as_it_came_back(answer) -> dict:
    """What a browser would send if the button were pressed again."""
    fields = {field.html_name: field.value() for field in answer.context["form"]}
    return {name: value for name, value in fields.items() if value not in (None, "", [])}


@pytest.mark.parametrize("button", [{}, {"preview": "1"}])
def test_a_reply_goes_out_under_another_name_only_after_a_second_press(
    at_home, dana, sam, opening, button
):
    talk = opening.discussion.get_absolute_url()
    form = form_on(at_home(dana), talk) | {"body": STORY, "reply_to": opening.pk}
    form |= {"quote": opening.text, "content_notes": ["2"]}
    answer = at_home(sam).post(f"{talk}reply/", form | button)
    assert answer.status_code == 409
    assert "You are logged in as <bdi>sam</bdi> now." in answer.text
    assert LOOK in answer.text
    assert not Post.objects.filter(text=STORY).exists()
    assert not Draft.objects.exists()
    at_home(sam).post(f"{talk}reply/", as_it_came_back(answer))
    reply = Post.objects.get(text=STORY)
    assert (reply.author, reply.quote, reply.content_notes) == (sam, opening.text, 2)


def test_nor_does_a_new_discussion(at_home, dana, sam, breast_cancer):
    page = reverse("community:start", args=["breast-cancer"])
    typed = {"title": "Curtains", "body": STORY, "topics": ["biopsy"], "audience": "1"}
    answer = at_home(sam).post(page, form_on(at_home(dana), page) | typed)
    assert answer.status_code == 409
    assert LOOK in answer.text
    assert not Discussion.objects.exists()
    assert not Draft.objects.exists()
    again = as_it_came_back(answer)
    assert typed.items() <= again.items()
    at_home(sam).post(page, again)
    assert Discussion.objects.get().starter == sam


def test_a_change_of_her_post_comes_back_if_somebody_else_opened_the_form(
    at_home, rosa, dana, opening
):
    page = reverse("community:edit", args=[opening.pk])
    opened = drafting.opened_by(dana, drafting.place_of(opening))
    form = form_on(at_home(rosa), page) | {"body": STORY, "opened": opened}
    answer = at_home(rosa).post(page, form)
    assert answer.status_code == 409
    assert LOOK in answer.text
    assert Post.objects.get().text != STORY
    at_home(rosa).post(page, as_it_came_back(answer))
    assert Post.objects.get().text == STORY


def test_the_change_of_a_post_that_is_not_hers_under_this_name_keeps_its_words(
    at_home, rosa, sam, opening
):
    page = reverse("community:edit", args=[opening.pk])
    answer = at_home(sam).post(page, form_on(at_home(rosa), page) | {"body": STORY})
    assert answer.status_code == 409
    assert STORY in answer.text
    assert "this post is not yours to change under this name" in answer.text
    assert "Save the change</button>" not in answer.text
    assert not Draft.objects.exists()
