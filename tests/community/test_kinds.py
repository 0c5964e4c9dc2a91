"""What a starter hopes for, and the marks that ask others to be kind."""

from datetime import timedelta

import pytest

from community.models import Discussion
from community.posting import About
from core import clock

from ..factories import make_newcomer, reply, start
from ..reading import text_of, texts

LISTENING = "asks for an ear more than for advice."


@pytest.mark.parametrize(
    ("wants", "words"), [(one.value, str(one.label)) for one in Discussion.Wants]
)
def test_the_kind_stands_in_the_list_and_above_the_discussion(
    at_home, rosa, breast_cancer, wants, words
):
    opening = start(breast_cancer, rosa, about=About(wants=wants))
    here = at_home().get(opening.discussion.get_absolute_url()).text
    assert words in texts(here, "span", "tag")
    assert words in texts(at_home().get("/communities/breast-cancer/").text, "span", "tag")


def test_above_the_reply_box_it_is_said_who_wants_an_ear(at_home, rosa, dana, breast_cancer):
    asks = start(breast_cancer, rosa, "Listen", about=About(wants="listening"))
    other = start(breast_cancer, rosa, "Advise", about=About(wants="advice"), at=clock.now())
    assert f"rosa {LISTENING}" in text_of(
        at_home(dana).get(asks.discussion.get_absolute_url()).text, "main"
    )
    assert LISTENING not in at_home(dana).get(other.discussion.get_absolute_url()).text


def marks(door, post) -> list[str]:
    return texts(door.get(post.discussion.get_absolute_url()).text, "span", "tag")


def test_a_first_post_is_marked_for_a_month(at_home, rosa, breast_cancer):
    nadia = make_newcomer("nadia")
    post = start(breast_cancer, nadia)
    assert marks(at_home(), post) == ["Started this", "First post"]
    with clock.at(clock.now() + timedelta(days=29)):
        assert "First post" in marks(at_home(), post)
    with clock.at(clock.now() + timedelta(days=31)):
        assert "First post" not in marks(at_home(), post)


def test_who_comes_back_after_a_while_is_marked(at_home, rosa, dana, breast_cancer):
    opening = start(breast_cancer, rosa, at=clock.now() - timedelta(days=200))
    reply(opening, dana, at=clock.now() - timedelta(days=190))
    assert marks(at_home(), opening) == ["Started this"]
    reply(opening, dana)
    assert marks(at_home(), opening) == ["Started this", "Back after a while"]
