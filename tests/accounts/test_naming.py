"""Taking another pseudonym: everything goes with her, and nobody can follow from the old name."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts.models import HeldName, LogEntry, User
from accounts.naming import TooOften, change_name

from ..factories import PASSWORD, make_user, reply, start
from ..threads import together, tried
from .front_door import join, log_in, page

NAME = reverse("accounts:name")
ACCOUNT = reverse("accounts:account")
AGAIN = reverse("account_reauthenticate")


@pytest.fixture
def door(at_home, rosa):
    """Rosa has said a moment ago that it is she."""
    door = at_home()
    log_in(door, "rosa", PASSWORD)
    door.post(AGAIN, {"password": PASSWORD})
    return door


def everywhere(door, breast_cancer, opening) -> str:
    """All pages that a reader would search for a name."""
    places = ["/", "/communities/", breast_cancer.get_absolute_url(), "/topics/lymphedema/"]
    places += [opening.discussion.get_absolute_url(), f"/posts/{opening.pk}/report/"]
    return " ".join(door.get(place).text for place in places)


def test_rosa_becomes_dahlia_and_the_old_name_is_nowhere(
    at_home, door, rosa, dana, mira, breast_cancer
):
    opening = start(breast_cancer, rosa)
    answer = reply(opening, dana, answers=opening)
    assert answer.answers == opening
    old = rosa.get_absolute_url()
    assert "rosa" in everywhere(at_home(dana), breast_cancer, opening)
    came = door.post(NAME, {"name": "dahlia"}, follow=True)
    assert came.redirect_chain == [(ACCOUNT, 302)]
    assert "This is your name from now on." in page(came)
    for reader in (at_home(), at_home(dana), at_home(mira), door):
        shown = everywhere(reader, breast_cancer, opening)
        assert "dahlia" in shown
        assert "rosa" not in shown.lower()
        gone = reader.get(old)
        assert gone.status_code == 404
        assert "dahlia" not in gone.text or reader is door  # her own name stands in her header
    assert at_home().get(User.objects.get(pk=rosa.pk).get_absolute_url()).status_code == 200


def test_the_log_knows_who_did_it_and_neither_name(door, rosa):
    door.post(NAME, {"name": "dahlia"})
    entry = LogEntry.objects.get(verb="name changed")
    assert (entry.actor, entry.subject, entry.kind, entry.number) == (rosa, rosa, "user", rosa.pk)
    assert (entry.words, entry.reason) == ("", "")
    [held] = HeldName.objects.all()
    assert not re.search("rosa|dahlia", held.digest)


def test_she_logs_in_with_the_new_name_and_not_with_the_old_one(at_home, door):
    door.post(NAME, {"name": "dahlia"})
    assert log_in(at_home(), "rosa", PASSWORD).status_code == 200
    assert log_in(at_home(), "dahlia", PASSWORD).status_code == 302


@pytest.mark.parametrize("name", ["rosa", "ROSA", "r0sa", "r\u00f3sa"])
def test_nobody_else_gets_the_old_name_for_a_year(at_home, door, name):
    door.post(NAME, {"name": "dahlia"})
    now = timezone.now()
    with time_machine.travel(now + timedelta(days=364), tick=False):
        answer = join(at_home(), username=name)
        assert "is not free" in page(answer)  # as if somebody had it
    with time_machine.travel(now + timedelta(days=366), tick=False):
        assert join(at_home(), username=name).status_code == 302


def test_she_herself_may_have_it_back(door, rosa):
    door.post(NAME, {"name": "dahlia"})
    assert door.post(NAME, {"name": "rosa"}).status_code == 302
    assert User.objects.get(pk=rosa.pk).username == "rosa"
    [held] = HeldName.objects.all()  # dahlia is, now
    assert held.member == rosa


def test_another_way_to_write_her_own_name_is_free_to_her(door, rosa):
    assert door.post(NAME, {"name": "Rosa"}).status_code == 302
    assert User.objects.get(pk=rosa.pk).username == "Rosa"
    assert not HeldName.objects.exists()


def test_twice_a_year_and_then_she_is_told_from_when_she_can_again(at_home, rosa):
    now = timezone.now()
    for days, name in ((0, "dahlia"), (100, "aster")):
        with time_machine.travel(now + timedelta(days=days), tick=False):
            change_name(rosa, name)
    with time_machine.travel(now + timedelta(days=200), tick=False):
        with pytest.raises(TooOften):
            change_name(rosa, "fern")
        door = at_home(rosa)
        door.post(AGAIN, {"password": PASSWORD})
        for answer in (door.get(NAME), door.post(NAME, {"name": "fern"})):
            assert "twice in the last twelve months" in page(answer)
            day = now + timedelta(days=365)
            assert f"From {day.day} {day:%B %Y} you can choose another one" in page(answer)
            assert 'name="name"' not in answer.text
    assert User.objects.get(pk=rosa.pk).username == "aster"
    with time_machine.travel(now + timedelta(days=366), tick=False):
        change_name(rosa, "fern")


def test_it_needs_the_password_again(at_home, rosa):
    door = at_home()
    log_in(door, "rosa", PASSWORD)
    for answer in (door.get(NAME), door.post(NAME, {"name": "dahlia"})):
        assert answer.url.startswith(AGAIN)
    assert User.objects.get(pk=rosa.pk).username == "rosa"
    # After the password the name that she had typed is taken.
    door.post(answer.url, {"password": PASSWORD})
    assert User.objects.get(pk=rosa.pk).username == "dahlia"


def test_a_stranger_logs_in_first(at_home, db):
    assert at_home().get(NAME).url.startswith(reverse("account_login"))


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("rosa", "This is the name you have now."),
        ("Dana", "is not free"),
        ("d4na", ""),
        ("nurse_rosa", "taken for somebody who works here"),
        ("rosa luxemburg", "one word of letters"),
        ("r\u043esa", "letters of one alphabet"),
        ("..", "at least one letter or digit"),
        ("x", "at least two letters"),
        ("", "This field is required"),
    ],
)
def test_each_refusal_says_why_and_keeps_what_was_typed(door, rosa, dana, name, sentence):
    answer = door.post(NAME, {"name": name})
    if not sentence:
        assert answer.status_code == 302
        return
    assert answer.status_code == 422
    assert sentence in page(answer)
    assert f'value="{name}"' in page(answer) or not name
    assert User.objects.get(pk=rosa.pk).username == "rosa"


def test_the_header_keeps_her_name_while_another_is_refused(door):
    header = door.post(NAME, {"name": "nurse"}).text.partition("<main")[0]
    assert "rosa" in header


def test_two_who_take_one_name_in_one_moment(committed):
    people = [make_user("rosa"), make_user("dana")]
    outcomes = together(*(lambda one=one: tried(change_name, one, "aster") for one in people))
    assert sorted(type(one).__name__ for one in outcomes) == ["NoneType", "ValidationError"]
    assert User.objects.filter(username="aster").count() == 1
    assert LogEntry.objects.filter(verb="name changed").count() == 1


def test_one_who_changes_it_in_many_tabs_at_once_changes_it_twice(committed):
    rosa = make_user("rosa")
    wishes = ["aster", "birch", "clover", "daisy"]
    outcomes = together(*(lambda w=w: tried(change_name, rosa, w) for w in wishes))
    assert sorted(type(one).__name__ for one in outcomes) == ["NoneType"] * 2 + ["TooOften"] * 2
    assert HeldName.objects.count() == 2
