"""Font Size and colours: kept in a cookie, from closed lists, and no door to anywhere else."""

import pytest
from django.urls import reverse

from ..factories import PASSWORD

PLACE = "/preferences/"


def choose(door, **form):
    return door.post(PLACE, form)


@pytest.mark.parametrize("size", ["1", "2", "3", "4"])
def test_a_font_size_is_kept_and_every_page_has_it(at_home, db, size):
    door = at_home()
    answer = choose(door, text=size, next="/topics/")
    assert answer.status_code == 302
    assert answer.url == "/topics/"
    assert answer.cookies["text"].value == size
    assert f'data-text="{size}"' in door.get("/accounts/login/").text


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_colours_are_kept_and_every_page_has_them(at_home, db, theme):
    door = at_home()
    choose(door, theme=theme)
    assert f'data-theme="{theme}"' in door.get("/accounts/login/").text


def test_as_the_device_has_it_is_a_choice_too(at_home, db):
    door = at_home()
    choose(door, theme="dark")
    choose(door, theme="device")
    assert "data-theme" not in door.get("/accounts/login/").text


def test_one_choice_leaves_the_other_as_it_was(at_home, db):
    door = at_home()
    choose(door, theme="dark")
    assert "theme" not in choose(door, text="3").cookies
    page = door.get("/accounts/login/").text
    assert 'data-text="3" data-theme="dark"' in page


def test_the_cookie_lasts_a_year_and_is_for_this_place_alone(at_home):
    cookie = choose(at_home(), text="4").cookies["text"]
    assert cookie["max-age"] == 365 * 24 * 3600
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/"
    assert not cookie["domain"]


@pytest.mark.parametrize("value", ["0", "5", "-1", "", "11", "٣", "1 ", '"><script>', "4\r\nX: y"])
def test_what_is_not_on_the_list_is_not_kept(at_home, value):
    answer = choose(at_home(), text=value, theme=value)
    assert answer.status_code == 302
    assert not answer.cookies


@pytest.mark.parametrize("value", ["9", '"><script>alert(1)</script>', "dark light", "44", "DARK"])
def test_a_forged_cookie_is_never_repeated(at_home, db, value):
    door = at_home()
    door.cookies["text"] = door.cookies["theme"] = value
    page = door.get("/accounts/login/").text
    assert 'data-text="1"' in page
    assert "data-theme" not in page
    assert "<script>alert" not in page


def test_a_link_cannot_change_anything(at_home):
    answer = at_home().get(PLACE, {"text": "4"})
    assert answer.status_code == 405
    assert not answer.cookies


@pytest.mark.parametrize("here", ["/", "/topics/?before=1-1#x", "/communities/men/", "/a?b=c%20d"])
def test_she_is_led_back_to_where_she_was(at_home, here):
    assert choose(at_home(), text="1", next=here).url == here


DISGUISES = [
    "https://evil.example/",
    "http://evil.example",
    "//evil.example/",
    "///evil.example/",
    "////evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "\t//evil.example",
    "\n//evil.example",
    "\x00//evil.example",
    " https://evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https:///evil.example",
    "HTTPS://evil.example",
    "https://testserver@evil.example/",
    "https://testserver.evil.example/",
    "https://evil.example#testserver",
    "https://evil.example\\@testserver/",
    "http://testserver:80@evil.example",
    "ftp://testserver/",
    "javascript:alert(1)",
    "JavaScript:alert(1)//testserver",
    "java\tscript:alert(1)",
    "data:text/html,x",
    "mailto:x@evil.example",
    "//evil.example:99999999/",
]
ODD = [
    "http://[::1",
    "//[evil",
    "http://testserver/topics/",  # ours, but our forms never say it like that
    "account_login",  # the name of an address is none
    "nothing",
    "?page=2",
    "",
]


@pytest.mark.parametrize("disguise", DISGUISES + ODD)
def test_no_disguise_leads_anywhere_else(at_home, disguise):
    assert choose(at_home(), text="1", next=disguise).url == "/"


@pytest.mark.parametrize("disguise", DISGUISES + ODD)
def test_putting_a_note_away_leads_nowhere_else_either(at_home, rosa, disguise):
    notice = rosa.notices.create(kind="decision", number=1)
    answer = at_home(rosa).post(reverse("accounts:seen", args=[notice.pk]), {"next": disguise})
    assert answer.url == "/"


@pytest.mark.parametrize("disguise", DISGUISES)
def test_logging_in_leads_nowhere_else_either(at_home, rosa, disguise):
    form = {"login": "rosa", "password": PASSWORD, "next": disguise}
    answer = at_home().post("/accounts/login/", form)
    assert answer.status_code == 302
    assert answer.url == "/"


@pytest.mark.parametrize("broken", ["http://[::1", "//[evil"])
def test_logging_in_survives_an_address_that_is_none(at_home, rosa, broken):
    form = {"login": "rosa", "password": PASSWORD, "next": broken}
    assert at_home().post("/accounts/login/", form).url == "/"
