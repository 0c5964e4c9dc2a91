"""What is said for members, or in a circle of a community, leaks by no door of data/access.txt."""

import re
from urllib.parse import quote

import pytest
from django.db import transaction
from django.test import Client
from django.utils.text import slugify

from .scene import FOR_JOINED, FOR_MEMBERS
from .test_access import GETS, LINES, LISTS, form_for, words_on

DOORS = [
    "/discussions/{for_members}/?page=1&answer={for_members_post}&quote=1",
    "/discussions/{for_joined}/?page=1&answer={for_joined_post}&quote=1",
    "/discussions/{shown}/?answer={for_members_post}&quote=1",
    "/discussions/{shown}/?answer={for_joined_post}&quote=1",
    "/communities/breast-cancer/?topic=lymphedema",
    "/communities/breast-cancer/?show=unanswered",
    "/communities/breast-cancer/?before=9999999999999999-1",
    "/communities/breast-cancer/?after=1-1",
    "/posts/{for_joined_post}/history/",
    "/nothing-is-here/",
]
CIRCLES = {
    "stranger": (FOR_MEMBERS, FOR_JOINED),
    **dict.fromkeys(["nadia", "rosa", "other", "edith", "robin"], (FOR_JOINED,)),
}


@pytest.mark.parametrize("person", CIRCLES)
def test_what_is_said_in_a_circle_is_nowhere_outside_of_it(at_home, cast, named, person):
    """By no page, no title, no header, no address that a wrong one leads to, and no count."""
    door = at_home(cast[person])
    doors = [*GETS, *LISTS, *DOORS]
    shown = {address: words_on(door, address, named) for address in doors}
    for words in CIRCLES[person]:
        found = re.compile(f"{words}|{slugify(words)}", re.I)
        assert not [address for address, said in shown.items() if found.search(said)]
    if person != "stranger":  # and the same walk does find what she may read
        for place in (
            "/",
            "/topics/lymphedema/",
            "/articles/lymphedema/",
            "/discussions/{for_members}/",
        ):
            assert FOR_MEMBERS in shown[place], place


@pytest.mark.parametrize("person", ["stranger", "rosa"])
def test_nor_does_it_come_back_to_who_sends_something_there(at_home, cast, named, person):
    door, found = at_home(cast[person]), []
    door.raise_request_exception = False
    for method, address, *_ in LINES:
        if method == "POST" and not address.startswith(("/accounts/", "/admin/")):
            path = address.format(**named)
            with transaction.atomic():
                got = door.post(path, form_for(path))
                transaction.set_rollback(True)
            told = f"{got.headers} {got.text}".replace(path, "").replace(quote(path, safe=""), "")
            found += [path for words in CIRCLES[person] if words in told or slugify(words) in told]
    assert not found


@pytest.mark.parametrize("person", ["stranger", "rosa"])
def test_a_talk_for_others_is_as_absent_as_one_that_never_was(at_home, cast, named, person):
    door = at_home(cast[person])
    never = door.get("/discussions/999999999/never/")
    assert never.status_code == 404
    talk = named["for_joined"]
    there = door.get(f"/discussions/{talk}/")
    pages = [there.text.replace(talk, "999999999/never"), never.text]
    one, other = (re.sub(r'value="\w{64}"', "", page) for page in pages)  # form tokens
    assert one == other
    assert there.headers.keys() == never.headers.keys()
    assert there.headers["Cache-Control"] == never.headers["Cache-Control"]


def test_a_refused_or_stale_form_gives_back_only_what_its_sender_typed(cast, named):
    """The pages of 404 and of a form too old know nothing of the place it was for."""
    door = Client(enforce_csrf_checks=True)
    door.force_login(cast["rosa"], backend="community.reader.ReaderBackend")
    address = f"/discussions/{named['for_joined']}/reply/"
    stale = door.post(address, {"body": "My words."}, headers={"sec-fetch-site": "same-origin"})
    assert stale.status_code == 403
    assert "My words." in stale.text
    assert FOR_JOINED not in stale.text


@pytest.mark.parametrize("person", ["author", "mira", "leah", "olive"])
def test_who_is_in_the_circle_reads_it(at_home, cast, named, person):
    page = at_home(cast[person]).get(f"/discussions/{named['for_joined']}/")
    assert f"{FOR_JOINED}: reply" in page.text
    assert page.headers["X-Robots-Tag"] == "noindex"
