"""What a person does at the front door, and what she finds in her letters."""

import re
from email.message import Message
from html import unescape

from django.test import Client
from django.urls import reverse

CODE = re.compile(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b")
# A letter lies open on a kitchen table: no word in it tells what this place is about.
HEALTH = re.compile(
    r"cancer|breast|health|tumou?r|metasta|biops|genetic|chemo|hormone|lump|lymph|mammogra"
    r"|mastectom|radiation|reconstruct|diagnos|treatment|patient|medic|illness|symptom",
    re.IGNORECASE,
)


def form(**more) -> dict:
    """All that the page for joining asks for, filled in."""
    return {
        "username": "zoë",
        "avatar": "moon",
        "email": "zoe@example.org",
        "password1": "four quiet garden words",
        "age": "on",
        "terms": "on",
        "health": "on",
    } | more


def join(door: Client, **more):
    return door.post(reverse("account_signup"), form(**more))


def log_in(door: Client, login: str, password: str):
    return door.post(reverse("account_login"), {"login": login, "password": password})


def code_in(letter) -> str:
    """The code that a letter brings, from Django's outbox or from a mail server."""
    text = letter.get_content() if isinstance(letter, Message) else letter.body
    return CODE.search(text).group()


def who(door) -> str:
    """The name that the header greets, empty for a stranger."""
    return door.get(reverse("account_email")).wsgi_request.user.username


def page(answer) -> str:
    return unescape(answer.text)


def without_secrets(text: str, *addresses: str) -> str:
    """A page without what differs from one visit to the next."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
    for address in addresses:
        text = text.replace(address, "ADDRESS")
    return text
