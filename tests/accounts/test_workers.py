"""Several workers at once, and workers that are killed in the middle of their work."""

import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings as project
from django.db import connection

from accounts import mailing
from accounts.mailing import post_notices
from accounts.models import Notice
from accounts.notifying import choose
from accounts.outbox import GIVEN_UP, LEASE
from community.models import Community
from core import clock

from ..factories import make_user, reply, start
from ..threads import together


def state(notice: Notice) -> str:
    notice.refresh_from_db()
    return notice.mail


def post_at(moment) -> None:
    with clock.at(moment):
        post_notices.call()


def dies(*args, **more) -> None:
    raise SystemExit


def test_two_workers_at_once_send_each_letter_once(office, committed, later):
    rosa, place = make_user("rosa"), Community.objects.create(name="Here", slug="here")
    choose(rosa, {"answer": "mail"})
    opening = start(place, rosa, topics=[])
    for n in range(60):
        reply(opening, make_user(f"fern{n}"), answers=opening)
    with office.open():
        together(*[post_notices.call] * 3)
        together(*[post_notices.call] * 3)
    marks = [letter["Message-ID"] for _, letter in office.letters]
    assert (len(marks), len(set(marks))) == (60, 60)
    assert set(Notice.objects.filter(kind="answer").values_list("mail", "tries")) == {("sent", 1)}


def test_a_worker_so_slow_that_another_took_its_letters_sends_none(office, committed_due):
    [slow] = mailing._take()
    with office.open():
        post_at(slow.due_at)
        mailing._post(slow)
    assert (state(committed_due), len(office.letters)) == ("sent", 1)


WORKER = """
import os, signal, sys
sys.path.insert(0, {root!r})
import django
from django.conf import settings
django.setup()
settings.DATABASES["default"]["NAME"] = {name!r}
settings.MAILERS = {mailers!r}
settings.TASKS = {{"default": {{"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}}}
from accounts import mailing
stop = {stop!r}
def waits(*args, **more):
    print("there", flush=True)
    signal.pause()
if stop:
    setattr(mailing, stop, waits)
mailing.post_notices.call()
"""


@pytest.fixture
def worker(office, settings, tmp_path):
    """A process of its own that sends what is due, up to a place where it can be killed."""
    running = []

    def begin(stop: str) -> subprocess.Popen:
        name = str(connection.settings_dict["NAME"])
        words = {"root": str(project.BASE_DIR), "name": name, "mailers": settings.MAILERS}
        code = WORKER.format(stop=stop, **words)
        env = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
        command = [sys.executable, "-c", code]
        process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)  # noqa: S603
        running.append(process)
        return process

    yield begin
    for process in running:
        process.kill()
        process.wait()
        process.stdout.close()


def killed(process: subprocess.Popen) -> None:
    """Wait until the worker has come to its place, and kill it there."""
    assert process.stdout.readline() == "there\n"
    process.send_signal(signal.SIGKILL)
    assert process.wait(30) == -signal.SIGKILL


@pytest.fixture
def committed_due(committed, later) -> Notice:
    rosa, dana = make_user("rosa"), make_user("dana")
    choose(rosa, {"answer": "mail"})
    place = Community.objects.create(name="Here", slug="here")
    opening = start(place, rosa, topics=[])
    reply(opening, dana, answers=opening)
    return Notice.objects.get(receiver=rosa)


@pytest.mark.parametrize("stop", ["_post", "letter_of"])
def test_a_letter_of_a_worker_killed_before_it_left_is_sent_once(
    office, committed_due, worker, stop
):
    killed(worker(stop))
    expected = {"_post": "due", "letter_of": "handed"}[stop]
    assert state(committed_due) == expected
    assert committed_due.seen_at is None
    with office.open():
        post_notices.call()
        assert office.letters == []  # not before the lease has ended
        for _ in range(2):
            post_at(committed_due.due_at)
    assert len(office.letters) == 1
    assert (state(committed_due), committed_due.due_at) == ("sent", None)


def test_a_letter_of_a_worker_killed_after_it_left_comes_under_the_same_mark_and_no_third_time(
    office, committed_due, worker, caplog
):
    with office.open():
        killed(worker("_settle"))
        assert (state(committed_due), len(office.letters)) == ("handed", 1)
        lease = committed_due.due_at
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("accounts.mailing._settle", dies)
            with pytest.raises(SystemExit):
                post_at(lease)
        assert (state(committed_due), committed_due.due_at) == ("handed", None)
        post_at(lease + LEASE)
        post_at(lease + GIVEN_UP)
    first, again = (letter for _, letter in office.letters)
    assert first["Message-ID"] == again["Message-ID"]
    assert "may have left already" in caplog.text
    assert committed_due.seen_at is None


def test_a_killed_worker_is_a_whole_worker_else(office, committed_due, worker):
    with office.open():
        process = worker("")
        assert process.wait(60) == 0
    assert (state(committed_due), len(office.letters)) == ("sent", 1)
