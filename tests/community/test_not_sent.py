"""When words did not go out, the page says so first: in its title and where the focus is."""

import re
from uuid import uuid4

import pytest

from community import posting
from community.screening import TooFast

from ..factories import start

CALL = "My mobile is 07911 234567."
PAGE = "/communities/breast-cancer/new/"


def focused(page: str) -> list[str]:
    """The headings that take the focus."""
    return re.findall(r"<h2 tabindex=\"-1\" autofocus>([^<]*)</h2>", page)


@pytest.fixture
def places(breast_cancer, rosa) -> tuple[str, ...]:
    talk = start(breast_cancer, rosa).discussion
    return f"{talk.get_absolute_url()}reply/", PAGE


def words() -> dict:
    return {"title": "Near Leeds", "body": CALL, "topics": ["lymphedema"], "key": uuid4()}


def test_logged_out_the_log_in_comes_first_and_the_question_after_it(at_home, places):
    for place in places:
        came = at_home().post(place, words() | {"topics": []})
        assert came.status_code == 401
        assert "<title>Not sent: " in came.text
        assert focused(came.text) == [
            "Not sent: you are not logged in. Your words are still here."
        ]
        assert 'id="nudge"' not in came.text
        assert 'id="error-summary"' not in came.text


def test_too_fast_is_not_missed(at_home, dana, places, monkeypatch):
    def wait(*args, **kwargs):
        raise TooFast("Please come back in an hour.")

    monkeypatch.setattr(posting, "reply", wait)
    monkeypatch.setattr(posting, "start_discussion", wait)
    for place in places:
        came = at_home(dana).post(place, words() | {"body": "Good morning."})
        assert came.status_code == 429
        assert "<title>Not sent: " in came.text
        assert focused(came.text) == ["Not sent yet: let us catch up"]
