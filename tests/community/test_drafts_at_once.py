"""One form in two places, and a draft that is saved while it is let go."""

from threading import Event, get_ident

import pytest

from community import changing, drafting
from community.models import Draft, Post

from ..factories import begin, start
from ..threads import together
from .test_drafting import STORY


@pytest.fixture
def opening(rosa, breast_cancer) -> Post:
    return start(breast_cancer, rosa)


def test_one_form_saved_for_two_places_becomes_two_drafts(dana, breast_cancer, opening):
    first = begin(breast_cancer, dana, STORY)
    second = begin(opening.discussion, dana, "For another place.", key=first.key)
    assert second.key != first.key
    later = begin(
        opening.discussion, dana, "And more.", key=first.key, seen=drafting.version_of(second)
    )
    assert later.key == second.key
    assert Draft.objects.count() == 2


@pytest.mark.usefixtures("committed")
def test_what_she_types_while_a_change_is_saved_stays_kept(monkeypatch, rosa, breast_cancer):
    """The change looks at her draft and lets it go; a save in between must wait, not vanish."""
    opening = start(breast_cancer, rosa)
    draft = begin(opening, rosa, STORY)
    looked, saved, words = Event(), Event(), drafting.words_of
    changer: list[int] = []

    def slowly(fields):
        if changer == [get_ident()]:
            looked.set()
            saved.wait(2)
        return words(fields)

    def change():
        changer.append(get_ident())
        changing.edit(opening, by=rosa, text=STORY, version=opening.version)

    def type_on():
        looked.wait(30)
        seen = drafting.version_of(draft)
        begin(opening, rosa, f"{STORY} And more.", key=draft.key, seen=seen)
        saved.set()

    monkeypatch.setattr(drafting, "words_of", slowly)
    assert together(change, type_on) == [None, None]
    assert words(Draft.objects.get().fields) == f"{STORY} And more."
