"""Content notes: each reader chooses what is shown, folded or left out."""

import re

import pytest
from django.urls import reverse

from accounts.models import FOLDED_AT_FIRST, ContentNote, User, mask_of
from community.models import Post
from community.posting import About

from ..factories import make_topic, reply, start
from ..reading import text_of, texts

END, NEEDLES = ContentNote.END_OF_LIFE, ContentNote.NEEDLES
WORDS = "He died on a Wednesday."
LISTS = ("/", "/communities/breast-cancer/", "/topics/lymphedema/")


def choose(member: User, fold: int = 0, leave_out: int = 0) -> User:
    User.objects.filter(pk=member.pk).update(fold_notes=fold, leave_out_notes=leave_out)
    return member


def closed(page: str) -> list[str]:
    """What is folded: the words below each closed summary of a content note."""
    assert not re.search(r"<details[^>]*fold box care[^>]*\bopen\b", page)
    return texts(page, "details", "care")


@pytest.fixture
def told(breast_cancer, rosa) -> Post:
    about = About(content_notes=int(END))
    return start(
        breast_cancer, rosa, "About my father", text=WORDS, about=about, topics=[make_topic()]
    )


def test_the_same_page_is_for_each_reader_as_she_chose(at_home, told, rosa, dana, sam):
    address = told.discussion.get_absolute_url()
    choose(dana, fold=END)
    choose(sam, fold=NEEDLES)
    for door in (at_home(), at_home(dana)):
        page = door.get(address).text
        [inside] = closed(page)
        assert inside.startswith("Content note: end of life. Show post")
        assert inside.endswith(WORDS)
        assert page.count(WORDS) == 1
    for reader in (sam, rosa):
        page = at_home(reader).get(address).text
        assert closed(page) == []
        assert "Content note: end of life" in texts(page, "span", "care")
        assert WORDS in text_of(page, "article", "first")


def test_at_first_a_member_has_folded_what_a_stranger_has(at_home, told, nadia):
    assert nadia.fold_notes == FOLDED_AT_FIRST
    assert len(closed(at_home(nadia).get(told.discussion.get_absolute_url()).text)) == 1


@pytest.mark.parametrize("place", LISTS)
def test_a_list_shows_the_note_in_place_of_the_words(at_home, told, dana, rosa, place):
    choose(dana)
    page = text_of(at_home().get(place).text, "main")
    assert "About my father" in page
    assert "Content note: end of life. Open to read." in page
    assert WORDS not in page
    for reader in (dana, rosa):
        page = text_of(at_home(reader).get(place).text, "main")
        assert WORDS in page
        assert "Open to read" not in page


@pytest.mark.parametrize("place", LISTS)
def test_what_she_leaves_out_is_in_no_list(at_home, told, dana, place):
    assert "About my father" in at_home(dana).get(place).text
    choose(dana, leave_out=END)
    assert "About my father" not in at_home(dana).get(place).text


def test_what_she_leaves_out_is_folded_where_a_link_leads_her(at_home, told, dana):
    choose(dana, leave_out=END)
    page = at_home(dana).get(told.get_absolute_url(), follow=True)
    assert page.status_code == 200
    assert len(closed(page.text)) == 1


def test_a_reply_has_notes_of_its_own(at_home, breast_cancer, rosa, dana):
    opening = start(breast_cancer, rosa)
    reply(opening, dana, "The needle.", content_notes=int(NEEDLES | END))
    page = at_home().get(opening.discussion.get_absolute_url()).text
    [inside] = closed(page)
    assert inside.startswith("Content note: end of life, needles. Show reply")
    assert "wet sleeve" not in inside


def test_the_choice_is_read_aloud_before_the_words_and_after_the_name(at_home, told):
    article = text_of(at_home().get(told.discussion.get_absolute_url()).text, "article")
    places = [article.index(part) for part in ("rosa", "Content note", "Show post", WORDS, "Hug")]
    assert places == sorted(places)


def test_a_quote_of_a_folded_post_is_folded_too(at_home, told, dana, sam):
    reply(told, dana, "I know that day.", answers=told, quote=WORDS)
    choose(sam)
    address = told.discussion.get_absolute_url()
    _, quote = closed(at_home().get(address).text)
    assert "Show quote" in quote
    assert WORDS in quote
    assert "I know that day." not in quote
    assert closed(at_home(sam).get(address).text) == []


def test_who_reports_a_folded_post_does_not_meet_it_there(at_home, told, sam):
    address = reverse("community:report", args=[told.pk])
    page = at_home().get(address).text
    assert WORDS not in page
    assert "Content note: end of life" in page
    choose(sam)
    assert WORDS in at_home(sam).get(address).text


def test_a_post_of_somebody_who_left_is_folded_as_any_other(at_home, told, rosa):
    Post.objects.filter(pk=told.pk).update(author=None)
    assert len(closed(at_home().get(told.discussion.get_absolute_url()).text)) == 1


def test_notes_are_named_in_words():
    assert mask_of(["needles", "end_of_life"]) == END | NEEDLES
    assert mask_of([]) == 0
