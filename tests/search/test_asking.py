"""What is typed becomes words to look for, and nothing else."""

import pytest

from search.asking import LONGEST, MOST, Asked, Saying, ask
from search.marking import marked, passage
from search.wording import Wording

KNOWN = Wording.of(
    [["lymphedema", "arm swelling", "lymphodema"], ["tamoxifen", "tamoxifin"], ["port"]],
    ["Biopsy", "Hormone therapy"],
)


def said(typed: str) -> list[list[tuple]]:
    return [[saying.words for saying in part] for part in ask(typed, KNOWN).parts]


def test_every_word_must_be_there_and_little_words_need_not():
    assert said("how long for the results") == [[("long",)], [("results",)]]


def test_a_phrase_is_kept_together():
    assert said('drains "at home" “cold cap”') == [
        [("drains",)],
        [("at", "home")],
        [("cold", "cap")],
    ]


def test_other_words_for_the_same_are_looked_for_too():
    asked = ask("arm swelling night", KNOWN)
    assert said("arm swelling night") == [
        [("arm", "swelling"), ("lymphedema",), ("lymphodema",)],
        [("night",)],
    ]
    assert asked.also == ("lymphedema", "lymphodema")
    assert not asked.parts[0][0].together  # as typed, the words may stand apart


def test_the_last_word_may_be_begun_unless_it_is_a_word_by_itself():
    assert ask("lump", KNOWN).parts == ((Saying(("lump",), begun=True),),)
    assert not ask("port", KNOWN).sayings[0].begun
    assert not ask("lump ", KNOWN).sayings[0].begun
    assert not ask("bra", KNOWN).sayings[0].begun
    assert not ask("lump sore ", KNOWN).sayings[0].begun


def test_or_finds_either():
    assert said("flap OR implant night") == [[("flap",), ("implant",)], [("night",)]]
    assert said("OR flap OR") == [[("flap",)]]
    assert said("this or that") == []


def test_any_of_them_is_one_part():
    assert len(ask("drains home night", KNOWN).any().parts) == 1
    assert Asked().any() == Asked()


@pytest.mark.parametrize("typed", ['"', '""', "NEAR(", "-", "*", "col:", "\0", "_", "😀", "the"])
def test_nothing_but_words_is_kept(typed):
    letters = [word for saying in ask(typed, KNOWN).sayings for word in saying.words]
    assert all(word.isalnum() for word in letters)


def test_long_questions_are_cut_off():
    assert len(ask("lump " * 4000, KNOWN).parts) <= MOST
    assert sum(len(one.words[0]) for one in ask("a1" * 9000, KNOWN).sayings) <= LONGEST


def test_a_term_without_a_letter_does_no_harm():
    known = Wording.of([["***", "port", "-"], ["+"]], [])
    assert ask("port *** -", known).parts == ((Saying(("port",)),),)


def test_slips_are_mended_with_proper_words_only():
    assert KNOWN.spelled("tamoxifn and biopsi") == "tamoxifen and biopsy"
    assert KNOWN.spelled("long night") == ""
    assert KNOWN.spelled("tamoxifin") == ""  # a slip we know is found anyway


def test_a_passage_shows_where_the_words_are_and_marks_them():
    text = "Nothing here. " * 40 + "My arm was bad, the sleeve <b>helped</b>. " + "More. " * 90
    pieces = passage(text, ask("sleeves arm", KNOWN))
    assert [piece.text for piece in pieces if piece.marked] == ["arm", "sleeve"]
    assert pieces[0].text.startswith("…")
    assert pieces[-1].text.endswith("…")
    assert len("".join(piece.text for piece in pieces)) < 260


def test_a_text_without_the_words_begins_at_its_beginning():
    assert passage("Short.", ask("arm", KNOWN)) == [("Short.", False)]
    assert marked("", ask("arm", KNOWN)) == []
