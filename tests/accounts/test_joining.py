"""Joining, logging in and out, as a person does it: through the front door."""

import re

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.models import LogEntry, Trust, User

from .front_door import code_in, form, join, log_in, page, who, without_secrets

CONFIRM = "account_email_verification_sent"
WIDE_ROSA = "\uff52\uff4f\uff53\uff41"


def test_zoe_joins_enters_the_code_and_is_logged_in(at_home, db):
    door = at_home()
    assert door.get(reverse("account_signup")).status_code == 200
    answer = join(door)
    assert answer.url == reverse(CONFIRM)
    assert "zoe@example.org" in page(door.get(answer.url))
    [letter] = mail.outbox
    assert letter.to == ["zoe@example.org"]
    answer = door.post(reverse(CONFIRM), {"code": code_in(letter)})
    assert answer.url == reverse("community:home")
    assert who(door) == "zoë"
    zoe = User.objects.get()
    assert (zoe.email, zoe.avatar, zoe.trust) == ("zoe@example.org", "moon", Trust.NEW)
    assert zoe.check_password(form()["password1"])


def test_what_she_agreed_to_is_kept_with_version_and_time(at_home, settings, db):
    settings.TERMS_VERSION = "2031-07"
    before = timezone.now()
    join(at_home())
    zoe = User.objects.get()
    entries = LogEntry.objects.filter(subject=zoe)
    assert {entry.verb for entry in entries} == {
        "age stated",
        "terms accepted",
        "health words accepted",
    }
    for entry in entries:
        assert (entry.actor, entry.kind, entry.number) == (zoe, "user", zoe.pk)
        assert entry.words == "2031-07"
        assert before <= entry.at <= timezone.now()


def test_without_the_code_nobody_is_logged_in(at_home, db):
    door = at_home()
    join(door)
    assert not who(door)
    answer = door.post(reverse(CONFIRM), {"code": "AAAA-AAAA"})
    assert answer.status_code == 200
    assert not who(door)


def test_who_did_not_confirm_is_led_to_the_code_at_log_in(at_home, db):
    join(at_home())
    cache.clear()  # some minutes pass
    door = at_home()
    answer = log_in(door, "zoë", form()["password1"])
    assert answer.url == reverse(CONFIRM)
    assert not who(door)
    door.post(answer.url, {"code": code_in(mail.outbox[1])})
    assert who(door) == "zoë"


def test_who_asks_for_a_second_code_at_once_is_asked_to_wait(at_home, db):
    join(at_home())
    answer = log_in(at_home(), "zoë", form()["password1"])
    assert answer.status_code == 429
    assert "Please wait a few minutes and try again." in page(answer)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("age", "Please tell us that you are old enough to join."),
        ("terms", "Please read the terms and tell us that you agree."),
        ("health", "Without this we may not keep your posts. Please tell us that you agree."),
    ],
)
def test_each_missing_agreement_has_its_own_sentence(at_home, db, missing, sentence):
    words = form()
    del words[missing]
    answer = at_home().post(reverse("account_signup"), words)
    text = page(answer)
    assert sentence in text
    assert "One thing needs your attention" in text
    assert "<title>Problem: " in text
    assert not User.objects.exists()
    assert not LogEntry.objects.exists()
    assert not mail.outbox


def test_a_refused_form_keeps_what_was_typed_but_not_the_password(at_home, db):
    words = form()
    del words["age"], words["health"]
    text = page(at_home().post(reverse("account_signup"), words))
    assert "Two things need your attention" in text
    assert 'value="zoë"' in text
    assert 'value="zoe@example.org"' in text
    assert re.search(r'<input[^>]*value="moon"[^>]*checked', text)
    assert re.search(r'<input[^>]*name="terms"[^>]*checked', text)
    assert not re.search(r'<input[^>]*name="age"[^>]*checked', text)
    assert words["password1"] not in text


@pytest.mark.parametrize("missing", ["username", "email", "password1"])
def test_what_is_needed_is_asked_for_by_its_name(at_home, db, missing):
    labels = {"username": "Name people will see", "email": "E-mail address"}
    answer = at_home().post(reverse("account_signup"), form(**{missing: ""}))
    summary = re.search(r'id="error-summary".*?</ul>', page(answer), re.DOTALL).group()
    assert labels.get(missing, "Password") in summary
    assert not User.objects.exists()


def test_a_picture_that_nobody_drew_is_refused(at_home, db):
    join(at_home(), avatar="../../etc/passwd")
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "name", ["rosa", "Rosa", "ROSA", " rosa ", "rosa\u202e", "\uff52\uff4f\uff53\uff41"]
)
def test_a_name_that_somebody_has_is_refused_in_any_dress(at_home, rosa, name):
    answer = join(at_home(), username=name)
    assert answer.status_code == 200
    assert "error-summary" in answer.text
    assert User.objects.count() == 1


@pytest.mark.parametrize("name", ["zoë", "ZOË", "Zoë", "zoe\u0308"])
def test_so_it_is_with_letters_outside_the_alphabet(at_home, db, name):
    if name == "ZOË" and connection.vendor == "sqlite":
        pytest.xfail("SQLite knows capital and small only for A to Z")
    join(at_home())
    join(at_home(), username=name, email="other@example.org")
    assert User.objects.count() == 1


@pytest.mark.parametrize("name", settings.ACCOUNT_USERNAME_BLACKLIST)
def test_reserved_names_are_refused_in_any_case(at_home, db, name):
    for dress in (name, name.upper(), name.title()):
        answer = join(at_home(), username=dress)
        assert answer.status_code == 200
        assert "error-summary" in answer.text
    assert not User.objects.exists()


@pytest.mark.parametrize("name", ["r", "rosa luxemburg", "rosa<b>", "ro\u200bsa", "", "a" * 151])
def test_a_name_that_cannot_be_one_is_refused(at_home, db, name):
    assert join(at_home(), username=name).status_code == 200
    assert not User.objects.exists()


@pytest.mark.parametrize("password", ["short", "password1234", "zoe@example.org"])
def test_a_password_that_is_easily_guessed_is_refused(at_home, db, password):
    assert join(at_home(), password1=password).status_code == 200
    assert not User.objects.exists()


def test_a_program_that_fills_in_every_field_gets_the_same_answer_and_no_account(at_home, db):
    person = join(at_home())
    program = join(at_home(), username="bot", email="bot@example.org", website="http://shop")
    assert (program.status_code, program.url) == (person.status_code, person.url)
    assert [user.username for user in User.objects.all()] == ["zoë"]
    assert [letter.to for letter in mail.outbox] == [["zoe@example.org"]]


@pytest.mark.parametrize("known", ["rosa@example.org", "ROSA@example.org"])
def test_a_known_address_gets_the_same_answer_as_an_unknown_one(at_home, rosa, known):
    unknown = "somebody@example.org"
    answers = [at_home().post(reverse("account_signup"), form(), follow=True)]
    mail.outbox.clear()
    User.objects.exclude(pk=rosa.pk).delete()
    for address in (known, unknown):
        words = form(email=address)
        answers.append(at_home().post(reverse("account_signup"), words, follow=True))
        User.objects.exclude(pk=rosa.pk).delete()
    to_known, to_unknown = mail.outbox
    assert to_known.to == ["rosa@example.org"]
    assert to_unknown.to == [unknown]
    assert "has an account here already" in to_known.body
    pages = [
        without_secrets(answer.text, known, known.lower(), unknown, "zoe@example.org")
        for answer in answers
    ]
    assert pages[0] == pages[1] == pages[2]
    assert len({tuple(answer.redirect_chain) for answer in answers}) == 1
    assert User.objects.get() == rosa
