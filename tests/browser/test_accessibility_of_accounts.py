"""Nobody is kept out where one joins, logs in, and looks after an account."""

import re

import pytest
from django.core import mail

from ..accounts.front_door import code_in, form
from .barriers import press, walk

pytestmark = pytest.mark.browser


def test_the_front_door(visit, filled):
    join, log_in = "/accounts/signup/", "/accounts/login/"
    code, reset = "/accounts/login/code/", "/accounts/password/reset/"

    def wrong_password(page):
        page.get_by_label("Name or e-mail address").fill("rosa")
        page.get_by_label("Password").fill("not my password")
        press("Log in")(page)

    def ask(button):
        def act(page):
            page.get_by_label("E-mail address").fill("rosa@example.org")
            press(button)(page)

        return act

    def wrong_code(page):
        page.get_by_label("Code").fill("AAAA-AAAA")
        press("Continue")(page)

    walk(
        visit(),
        join,
        (join, press("Create account")),
        log_in,
        (log_in, press("Log in")),
        (log_in, wrong_password),
        code,
        (code, press("Send me a code")),
        (code, ask("Send me a code")),
        ("/accounts/login/code/confirm/", wrong_code),
        reset,
        (reset, press("Send me the link")),
        (reset, ask("Send me the link")),
        "/accounts/password/reset/key/none/",
    )
    link = re.search(r"https?://[^/]+(/\S+)", mail.outbox[-1].body).group(1)
    walk(visit(), (link), (link, press("Save the new password")))


def test_the_code_of_a_first_letter(visit, filled):
    words = form()

    def join(page):
        for label in ("Name people will see", "E-mail address", "Password"):
            name = {"Name people will see": "username", "E-mail address": "email"}.get(label)
            page.get_by_label(label).first.fill(words[name or "password1"])
        for name in ("age", "terms", "health"):
            page.locator(f"[name={name}]").check()
        press("Create account")(page)

    def wrong_code(page):
        page.get_by_label("Code").fill("AAAA-AAAA")
        press("Continue")(page)

    page, confirm = visit(), "/accounts/confirm-email/"
    walk(page, ("/accounts/signup/", join), (confirm, wrong_code))
    page.goto(confirm)
    page.get_by_label("Code").fill(code_in(mail.outbox[-1]))
    press("Continue")(page)
    page.wait_for_url("**/")
    walk(page, "/")


def test_a_members_account(visit, filled):
    page = visit()
    page.goto("/accounts/login/")
    page.get_by_label("Name or e-mail address").fill("rosa")
    page.get_by_label("Password").fill("alongside-demo")
    press("Log in")(page)
    page.wait_for_url("**/")
    change = "/accounts/password/change/"

    def new_address(page):
        page.get_by_label("New e-mail address").fill("flower@example.org")
        press("Send me a code")(page)

    walk(
        page,
        "/accounts/email/",
        ("/accounts/email/", press("Send me a code to confirm it")),
        change,
        (change, press("Save the new password")),
        "/accounts/logout/",
        "/accounts/reauthenticate/",
        ("/accounts/reauthenticate/", press("Continue")),
        ("/accounts/email/", new_address),
        "/accounts/email/",
    )
