"""Letters leave through a real mail server, once each, whatever happens to it meanwhile."""

from pathlib import Path

import allauth
import pytest
from django.conf import settings as project
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import transaction
from django.template.loader import get_template, render_to_string
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from accounts.letters import post_letters, write
from accounts.models import Letter, User
from accounts.outbox import GIVEN_UP, LATEST, LEASE
from core import clock

from ..threads import together
from .front_door import HEALTH, code_in, join

FOLDERS = [Path(allauth.__file__).parent / "templates", *project.TEMPLATES[0]["DIRS"]]
TEMPLATES = sorted(
    {f"account/email/{path.name}" for folder in FOLDERS for path in folder.glob("account/email/*")}
)
ROSA, DANA = "rosa@example.org", "dana@example.org"
NOWHERE = "zoe@\u200c.org"  # a form takes this for an address, a mail server cannot


def put_in_outbox(*receivers: str) -> list[Letter]:
    return [
        Letter.objects.create(receiver=receiver, subject="Your code", text="ABCD-EFGH")
        for receiver in receivers
    ]


def test_who_joins_gets_one_letter(office, at_home, settings, db):
    settings.SITE_NAME = "Nebenan – für uns"
    with office.open():
        answer = join(at_home())
    assert answer.url == reverse("account_email_verification_sent")
    [(receivers, letter)] = office.letters
    assert receivers == ["zoe@example.org"]
    assert letter["To"] == "zoe@example.org"
    assert "Nebenan – für uns" in letter.get_content()
    assert code_in(letter)
    assert not Letter.objects.exists()


def test_a_letter_in_any_alphabet_arrives_as_it_was_written(office, db):
    letter = EmailMultiAlternatives("Grüße – 你好 ✓", "Für Zoë: 你好\n", to=["zoe@example.org"])
    letter.attach_alternative("<p>Für Zoë: 你好</p>", "text/html")
    with office.open():
        write(letter)
    [(_, arrived)] = office.letters
    assert arrived["Subject"] == "Grüße – 你好 ✓"
    text, html = arrived.iter_parts()
    assert text.get_content().strip() == "Für Zoë: 你好"
    assert html.get_content().strip() == "<p>Für Zoë: 你好</p>"
    assert text.get_content_charset() == html.get_content_charset() == "utf-8"


def test_a_letter_to_two_people_is_two_letters(office, db):
    with office.open():
        write(EmailMessage("Hello", "Words", to=[ROSA, DANA]))
    assert [to for to, _ in office.letters] == [[ROSA], [DANA]]


def test_who_joins_while_the_mail_server_is_away_has_joined(office, at_home, db):
    answer = join(at_home())
    assert answer.url == reverse("account_email_verification_sent")
    assert User.objects.get(email="zoe@example.org")
    letter = Letter.objects.get()
    assert letter.tries == 1
    assert letter.due_at > clock.now()


def test_the_letter_goes_once_when_the_mail_server_is_back(office, at_home, db):
    door = at_home()
    join(door)
    due = Letter.objects.get().due_at
    with office.open():
        post_letters.call()
        assert not office.letters  # not before its time
        with clock.at(due):
            post_letters.call()
            post_letters.call()
    [(_, letter)] = office.letters
    assert not Letter.objects.exists()
    place = reverse("account_email_verification_sent")
    door.post(place, {"code": code_in(letter)})
    assert door.get("/").wsgi_request.user.username == "zoë"


def test_a_letter_that_the_mail_server_refuses_is_kept(office, db):
    office.says = "452 No room at the moment"
    with office.open():
        write(EmailMessage("Hello", "Words", to=[ROSA]))
        kept = Letter.objects.get()
        assert kept.due_at > clock.now()
        office.says = "250 Taken"
        with clock.at(kept.due_at):
            post_letters.call()
    assert len(office.letters) == 1
    assert not Letter.objects.exists()


def test_a_letter_to_nowhere_does_not_keep_back_the_next(office, db):
    put_in_outbox(NOWHERE, DANA)
    with office.open():
        post_letters.call()
    assert [to for to, _ in office.letters] == [[DANA]]


def test_the_pauses_between_two_tries_grow_up_to_a_limit(office, db):
    [letter] = put_in_outbox(ROSA)
    pauses = []
    for _ in range(9):
        moment = letter.due_at
        with clock.at(moment):
            post_letters.call()
        letter.refresh_from_db()
        pauses.append(letter.due_at - moment)
    assert pauses == sorted(pauses)
    assert pauses[0] < pauses[1]
    assert pauses[-1] == LATEST


def test_the_worker_is_woken_when_the_failed_letter_is_due(office, later, db):
    put_in_outbox(ROSA)
    post_letters.call()
    [wake] = later.results
    assert wake.task.func == post_letters.func
    assert wake.task.run_after == Letter.objects.get().due_at


def test_the_worker_is_woken_with_the_letter_or_not_at_all(settings, db):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    with transaction.atomic():
        write(EmailMessage("Hello", "Words", to=[ROSA]))
        transaction.set_rollback(True)
    assert (Letter.objects.count(), DBTaskResult.objects.count()) == (0, 0)
    write(EmailMessage("Hello", "Words", to=[ROSA]))
    assert (Letter.objects.count(), DBTaskResult.objects.count()) == (1, 2)


def test_the_worker_is_woken_again_in_case_the_first_call_is_lost(later, db):
    moment = clock.now()
    with clock.at(moment):
        write(EmailMessage("Hello", "Words", to=[ROSA]))
    assert [wake.task.run_after for wake in later.results] == [None, moment + LEASE]


def test_a_letter_that_nobody_would_be_woken_for_is_not_written(monkeypatch, db):
    monkeypatch.setattr(type(post_letters), "enqueue", dies)
    with pytest.raises(SystemExit):
        write(EmailMessage("Hello", "Words", to=[ROSA]))
    assert not Letter.objects.exists()


def test_two_workers_at_once_send_each_letter_once(office, committed):
    receivers = [f"member{n}@example.org" for n in range(40)]
    put_in_outbox(*receivers)
    with office.open():
        together(post_letters.call, post_letters.call)
    assert sorted(to for to, _ in office.letters) == sorted([to] for to in receivers)
    assert not Letter.objects.exists()


def test_a_letter_taken_by_a_worker_that_died_is_tried_again(office, monkeypatch, db):
    put_in_outbox(ROSA)
    moment = clock.now()
    monkeypatch.setattr("accounts.letters._send", dies)
    with pytest.raises(SystemExit), clock.at(moment):
        post_letters.call()
    monkeypatch.undo()
    with office.open():
        with clock.at(moment + LEASE / 2):
            post_letters.call()
        assert not office.letters
        with clock.at(moment + LEASE):
            post_letters.call()
    assert len(office.letters) == 1


def dies(*args) -> None:
    raise SystemExit


def test_a_letter_nobody_waits_for_any_more_is_dropped(office, db):
    with clock.at(clock.now() - GIVEN_UP):
        put_in_outbox(ROSA)
    put_in_outbox(DANA)
    with office.open():
        post_letters.call()
    assert [to for to, _ in office.letters] == [[DANA]]
    assert not Letter.objects.exists()


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_letter_tells_what_this_place_is_about(name):
    assert not HEALTH.search(get_template(name).template.source)


@pytest.mark.parametrize("name", [name for name in TEMPLATES if "_subject" in name])
def test_a_subject_is_one_short_line_without_a_name(name):
    context = {"user": "rosa", "email": ROSA, "code": "ABCD-EFGH"}
    subject = render_to_string(name, context).strip()
    assert 0 < len(subject) <= 60
    assert "\n" not in subject
    for private in context.values():
        assert private not in subject
