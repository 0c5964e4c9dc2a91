"""Nobody is kept out where one joins, logs in, and looks after an account."""

import re

import pytest
from django.core import mail

from config.management.commands.demo import PASSWORD

from ..accounts.front_door import code_in, form
from .walking import check, fill, press, walk

pytestmark = pytest.mark.browser

JOIN, LOG_IN, CODE = "/accounts/signup/", "/accounts/login/", "/accounts/login/code/"
RESET, CHANGE = "/accounts/password/reset/", "/accounts/password/change/"
ADDRESS, CONFIRM = "/accounts/email/", "/accounts/confirm-email/"
AGAIN, LOG_OUT = "/accounts/reauthenticate/", "/accounts/logout/"

HER_NAME = fill("Name or e-mail address", "rosa")
HER_ADDRESS = fill("E-mail address", "rosa@example.org")
WRONG_CODE = (fill("Code", "AAAA-AAAA"), press("Continue"))
PROBLEM, PROBLEMS = "One thing needs your attention", "things need your attention"


def test_the_front_door(visit, filled):
    walk(
        visit(),
        (JOIN, "Join the community"),
        (JOIN, press("Create account"), PROBLEMS),
        (LOG_IN, "Welcome back"),
        (LOG_IN, press("Log in"), "Two things need your attention"),
        (LOG_IN, HER_NAME, fill("Password", "wrong"), press("Log in"), "password do not match"),
        (CODE, "Get a one-time code"),
        (CODE, press("Send me a code"), PROBLEM),
        (CODE, HER_ADDRESS, press("Send me a code"), "Enter the code from our e-mail"),
        (f"{CODE}confirm/", *WRONG_CODE, PROBLEM),
        (RESET, "Choose a new password"),
        (RESET, press("Send me the link"), PROBLEM),
        (RESET, HER_ADDRESS, press("Send me the link"), "Please look at your e-mail"),
        (f"{RESET}key/1-none/", "This link does not work any more"),
    )
    link = re.search(r"https?://[^/]+(/\S+)", mail.outbox[-1].body).group(1)
    save, new = press("Save the new password"), "five other words from here"
    both = (fill("New password", new), fill("The new password once more", new))
    walk(
        visit(),
        (link, "Save the new password"),
        (link, save, "Two things need your attention"),
        (link, *both, save, "Your new password is saved"),
        (link, "This link does not work any more"),
    )


def test_the_code_of_a_first_letter(visit, filled):
    words, page = form(), visit()
    join = (
        fill("Name people will see", words["username"]),
        fill("E-mail address", words["email"]),
        fill("Password", words["password1"]),
        *(check(f"I {what}") for what in ("am 16", "agree to the terms", "agree that you keep")),
        press("Create account"),
    )
    walk(
        page,
        (JOIN, *join, "Enter the code from our e-mail"),
        (CONFIRM, *WRONG_CODE, PROBLEM),
    )
    code = fill("Code", code_in(mail.outbox[-1]))
    walk(page, (CONFIRM, code, press("Continue"), "Welcome"))


def test_a_members_account(visit, filled):
    page = visit()
    again = (fill("Password", PASSWORD), press("Continue"))
    new = fill("New e-mail address", "flower@example.org")
    ask = press("Send me a code to confirm it")
    walk(
        page,
        (LOG_IN, HER_NAME, fill("Password", PASSWORD), press("Log in"), "Welcome back, rosa"),
        (ADDRESS, "Change your e-mail address"),
        (ADDRESS, ask, PROBLEM),
        (CHANGE, "Change your password"),
        (CHANGE, press("Save the new password"), "3 things need your attention"),
        (LOG_OUT, "Everything you wrote stays"),
        (AGAIN, "Your password once more"),
        (AGAIN, press("Continue"), PROBLEM),
        (AGAIN, *again, "rosa"),
        (ADDRESS, new, ask, "Enter the code"),
    )
