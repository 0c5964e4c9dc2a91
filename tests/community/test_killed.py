"""The power fails while somebody presses Post: nothing is lost, and nothing is there twice."""

import os
import subprocess
import sys
from base64 import b64encode
from http.client import HTTPConnection
from threading import Thread
from time import monotonic, sleep
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection

from community.models import Discussion, Draft, Post

from ..factories import start

pytestmark = pytest.mark.usefixtures("committed")
STORY = "Half an hour of typing.\n\nAnd the whole of the afternoon before it."
PATIENCE = 30  # seconds


@pytest.fixture
def serve(tmp_path):
    """Start a server that stands still at one place; what it wrote tells how far it is."""
    running = []

    def begin(still: str) -> tuple[subprocess.Popen, int]:
        told = tmp_path / "told"
        key = b64encode(settings.SEALING_KEYS[0]).decode()
        line = [sys.executable, "-m", "tests.serving", connection.settings_dict["NAME"]]
        server = subprocess.Popen(  # noqa: S603
            [*map(str, line), str(told), still], env=os.environ | {"SEALING_KEYS": key}
        )
        running.append(server)
        return server, int(wait_for(told))

    yield begin
    for server in running:
        server.kill()
        server.wait()


def wait_for(told, other_than: str = "") -> str:
    end = monotonic() + PATIENCE
    while monotonic() < end:
        if told.exists() and (words := told.read_text()) not in {"", other_than}:
            return words
        sleep(0.02)
    raise AssertionError(f"{told} says nothing new")


def press_post(port: int, door, path: str, form: dict) -> Thread:
    """Send the form as a browser does, and wait for an answer that will not come."""
    token = "t" * 32
    session = door.cookies[settings.SESSION_COOKIE_NAME].value
    head = {
        "Cookie": f"{settings.SESSION_COOKIE_NAME}={session}; csrftoken={token}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    body = urlencode(form | {"csrfmiddlewaretoken": token})

    def send():
        wire = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            wire.request("POST", path, body, head)
            wire.getresponse()
        except OSError:
            pass  # the plug is pulled
        finally:
            wire.close()

    browser = Thread(target=send)
    browser.start()
    return browser


@pytest.mark.parametrize(
    ("still", "published"),
    [
        ("between keeping and publishing", 0),
        ("inside of publishing", 0),
        ("after publishing", 1),
    ],
)
def test_a_killed_server_loses_nothing_and_doubles_nothing(
    serve, tmp_path, at_home, rosa, dana, breast_cancer, still, published
):
    here = start(breast_cancer, rosa).discussion
    place, door = f"{here.get_absolute_url()}reply/", at_home(dana)
    form = {"body": STORY, "key": str(uuid4())}
    server, port = serve(still)
    browser = press_post(port, door, place, form)
    wait_for(tmp_path / "told", other_than=str(port))
    server.kill()
    browser.join(PATIENCE)

    hers = Post.objects.filter(author=dana)
    kept = [draft.fields["body"][0] for draft in Draft.objects.filter(author=dana)]
    assert [*hers.values_list("text", flat=True), *kept] == [STORY]  # one or the other
    assert hers.count() == published
    if not published:
        assert STORY in door.get(here.get_absolute_url()).text

    first, second = door.post(place, form), door.post(place, form)
    assert first.url.partition("?")[0] == second.url.partition("?")[0]
    assert hers.get().text == STORY
    assert not Draft.objects.exists()
    here = Discussion.objects.get()
    assert (here.reply_count, here.last_number) == (1, 2)
