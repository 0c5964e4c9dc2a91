"""How a member wants to be told, and how she stops letters without logging in."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.envelopes import token_of
from accounts.models import Notice
from accounts.notifying import choose, stop_letters
from core import clock

CHOICES = reverse("accounts:notices")
KINDS = dict.fromkeys(Notice.Kind.values, "here")


def test_she_chooses_for_each_kind(at_home, rosa):
    door = at_home(rosa)
    answer = door.post(CHOICES, KINDS | {"answer": "mail", "reply": "never"}, follow=True)
    assert "Saved." in answer.text
    rosa.refresh_from_db()
    assert rosa.told == KINDS | {"answer": "mail", "reply": "never"}


@pytest.mark.parametrize("wrong", [{"answer": "telegram"}, {"answer": ""}, {"decision": "never"}])
def test_a_choice_that_is_none_is_refused_and_the_others_are_kept(at_home, rosa, wrong):
    answer = at_home(rosa).post(CHOICES, KINDS | {"mention": "mail"} | wrong)
    assert answer.status_code == 422
    [mention] = re.findall(r'<input type="radio" name="mention" value="mail"[^>]*>', answer.text)
    assert "checked" in mention
    rosa.refresh_from_db()
    assert rosa.told == {}


def test_what_became_of_her_words_is_told_whatever_is_stored(rosa):
    choose(rosa, {"decision": "never"})
    rosa.refresh_from_db()
    assert rosa.told_by("decision") == "here"


@pytest.fixture
def stop(rosa) -> str:
    choose(rosa, {"answer": "mail", "reply": "mail"})
    return reverse("accounts:unsubscribe", args=[token_of(rosa.pk, "answer")])


def test_letters_of_one_kind_stop_by_one_press_without_cookies(stop, rosa):
    program = Client(enforce_csrf_checks=True)
    form = "List-Unsubscribe=One-Click"
    kind = "application/x-www-form-urlencoded"
    for _ in range(2):
        answer = program.post(stop, form, content_type=kind)
        assert answer.status_code == 200
        assert "sessionid" not in answer.cookies
    rosa.refresh_from_db()
    assert rosa.told == {"answer": "here", "reply": "mail"}


def test_following_the_link_asks_first_and_tells_nothing_of_her(at_home, stop, rosa):
    answer = at_home().get(stop)
    assert "Stop these e-mails?" in answer.text
    assert answer.headers["X-Robots-Tag"] == "noindex"
    for done in (answer, at_home().post(stop)):
        assert "rosa" not in done.text
    with clock.at(clock.now() + timedelta(days=700)):
        assert at_home().get(stop).status_code == 200


def test_a_link_that_was_not_made_here_leads_nowhere(at_home, stop, rosa):
    forged = stop.replace(":", "x", 1), stop[:-2] + "/", "/unsubscribe/nonsense/"
    for link in forged:
        for answer in (at_home().get(link), at_home().post(link)):
            assert answer.status_code == 404
    gone = reverse("accounts:unsubscribe", args=[token_of(0, "answer")])
    assert at_home().post(gone).status_code == 404
    rosa.refresh_from_db()
    assert rosa.told_by("answer") == "mail"


def test_stopping_letters_turns_nothing_on(rosa):
    choose(rosa, {"answer": "never"})
    rosa.refresh_from_db()
    stop_letters(rosa, "answer")
    rosa.refresh_from_db()
    assert rosa.told_by("answer") == "never"
