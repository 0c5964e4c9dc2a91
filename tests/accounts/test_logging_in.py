"""Logging in and out, a new password, a new address: as a person does it."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import User

from ..factories import PASSWORD
from .front_door import HEALTH, code_in, join, log_in, page, who, without_secrets

CONFIRM = "account_email_verification_sent"
NO_MATCH = "That name or e-mail and password do not match"


@pytest.mark.parametrize("login", ["rosa", "ROSA", "rosa@example.org", "Rosa@Example.org"])
def test_rosa_logs_in_by_name_or_address(at_home, rosa, login):
    door = at_home()
    answer = log_in(door, login, PASSWORD)
    assert answer.url == reverse("community:home")
    assert who(door) == "rosa"


def test_a_wrong_password_is_told_kindly_and_gives_nothing_away(at_home, rosa):
    known, unknown = (
        page(log_in(at_home(), login, "not my password"))
        for login in ("rosa@example.org", "nobody@example.org")
    )
    assert NO_MATCH in known
    assert "Check both, or" in known
    assert f'href="{reverse("account_request_login_code")}"' in known
    assert "get a one-time code by e-mail" in known
    assert "not my password" not in known
    assert 'value="rosa@example.org"' in known
    addresses = ("rosa@example.org", "nobody@example.org")
    assert without_secrets(known, *addresses) == without_secrets(unknown, *addresses)


def test_after_many_wrong_passwords_logging_in_rests_and_it_says_so(at_home, rosa):
    for _ in range(5):
        log_in(at_home(), "rosa", "not my password")
    door = at_home()
    answer = page(log_in(door, "rosa", PASSWORD))
    assert "Please wait a few minutes" in answer
    assert not who(door)


def test_she_comes_back_to_the_page_she_was_on(at_home, rosa):
    words = {"login": "rosa", "password": PASSWORD, "next": "/articles/"}
    assert at_home().post(reverse("account_login"), words).url == "/articles/"
    words["next"] = "https://elsewhere.example/"
    assert at_home().post(reverse("account_login"), words).url == reverse("community:home")


def test_rosa_logs_in_by_a_code_from_her_letter(at_home, rosa):
    door = at_home()
    answer = door.post(reverse("account_request_login_code"), {"email": rosa.email})
    assert answer.url == reverse("account_confirm_login_code")
    [letter] = mail.outbox
    assert letter.to == [rosa.email]
    door.post(answer.url, {"code": "AAAA-AAAA"})
    assert not who(door)
    door.post(answer.url, {"code": code_in(letter)})
    assert who(door) == "rosa"


def test_a_code_works_only_where_it_was_asked_for(at_home, rosa):
    asked, other = at_home(), at_home()
    for door in (asked, other):
        door.post(reverse("account_request_login_code"), {"email": rosa.email})
    first, _ = mail.outbox
    other.post(reverse("account_confirm_login_code"), {"code": code_in(first)})
    assert not who(other)


@pytest.mark.parametrize("place", ["account_request_login_code", "account_reset_password"])
def test_asking_with_an_unknown_address_gets_the_same_answer(at_home, rosa, place):
    addresses = (rosa.email, "nobody@example.org")
    answers = [
        at_home().post(reverse(place), {"email": address}, follow=True) for address in addresses
    ]
    known, unknown = (without_secrets(answer.text, *addresses) for answer in answers)
    assert known == unknown
    assert answers[0].redirect_chain == answers[1].redirect_chain
    assert [letter.to for letter in mail.outbox] == [[address] for address in addresses]


def test_rosa_chooses_a_new_password_by_the_link_in_her_letter(at_home, rosa):
    door, new = at_home(), "five other words from here"
    door.post(reverse("account_reset_password"), {"email": rosa.email})
    link = re.search(r"https?://testserver(/\S+)", mail.outbox[0].body).group(1)
    place = door.get(link).url
    assert door.get(place).status_code == 200
    door.post(place, {"password1": new, "password2": new}, follow=True)
    assert "log in" in page(log_in(at_home(), "rosa", PASSWORD)).lower()
    door = at_home()
    log_in(door, "rosa", new)
    assert who(door) == "rosa"
    assert "does not work any more" in page(at_home().get(link, follow=True))


def test_log_out_is_a_button_and_never_a_link(at_home, rosa):
    door = at_home(rosa)
    assert door.get(reverse("account_logout")).status_code == 200
    assert who(door) == "rosa"
    assert door.post(reverse("account_logout")).url == reverse("community:home")
    assert not who(door)


def test_a_member_changes_her_address_and_both_get_a_letter(at_home, rosa):
    door, new = at_home(), "flower@example.org"
    log_in(door, "rosa", PASSWORD)
    door.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    door.post(reverse("account_email"), {"email": new, "action_add": ""})
    letter = next(letter for letter in mail.outbox if letter.to == [new])
    assert User.objects.get().email == "rosa@example.org"
    door.post(reverse(CONFIRM), {"code": code_in(letter)})
    assert User.objects.get().email == new
    assert {letter.to[0] for letter in mail.outbox} == {new, "rosa@example.org"}


def test_a_new_password_ends_the_log_in_on_every_device(at_home, rosa):
    here, elsewhere = at_home(), at_home(rosa)
    log_in(here, "rosa", PASSWORD)
    here.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    new = "five other words from here"
    words = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    here.post(reverse("account_change_password"), words)
    assert not who(elsewhere)
    assert log_in(at_home(), "rosa", new).url == reverse("community:home")


def test_no_letter_of_the_whole_front_door_tells_what_this_place_is_about(at_home, rosa):
    join(at_home())
    join(at_home(), username="other", email=rosa.email)
    for place in ("account_request_login_code", "account_reset_password"):
        for address in (rosa.email, "nobody@example.org"):
            at_home().post(reverse(place), {"email": address})
    assert len(mail.outbox) == 6
    for letter in mail.outbox:
        assert not HEALTH.search(f"{letter.subject}\n{letter.body}\n{letter.from_email}")
