"""A letter tells that something is there: through a real mail server, once, to who may see it."""

from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.db import transaction
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from accounts.envelopes import SUBJECTS
from accounts.mailing import post_notices
from accounts.models import Block, ContentNote, Notice, User
from accounts.notifying import choose
from accounts.outbox import GIVEN_UP, LATEST, LEASE
from community import changing, moderation, reporting
from community.models import Audience, Discussion, Post
from community.reading import unfollow
from core import clock

from ..factories import item_of, make_article, make_user, reply, revise, start
from .front_door import HEALTH

PRIVATE = ("Heavy", "sleeve", "Mine too", "Lymphedema", "Breast", "dana", "sam", "community")
WHY = {"reason": "other", "message": "Please see."}


@pytest.fixture
def opening(breast_cancer, rosa) -> Post:
    choose(rosa, {"answer": "mail"})
    return start(breast_cancer, rosa)


@pytest.fixture
def due(opening, rosa, dana, later) -> Notice:
    """Dana answered Rosa; the letter about it waits for the worker."""
    reply(opening, dana, answers=opening)
    return Notice.objects.get(receiver=rosa)


def state(notice: Notice) -> str:
    notice.refresh_from_db()
    return notice.mail


def letters(office) -> list[EmailMessage]:
    return [letter for _, letter in office.letters]


def post_at(moment) -> None:
    with clock.at(moment):
        post_notices.call()


def test_who_chose_letters_gets_one_for_an_answer(office, opening, dana, sam):
    with office.open():
        reply(opening, dana, answers=opening)
        unfollow(opening.discussion, by=opening.author)
        reply(opening, sam, "@dana")
    [(receivers, letter)] = office.letters
    assert receivers == ["rosa@example.org"]
    assert letter["Subject"] == "Somebody answered you on Alongside"
    notice = Notice.objects.get(kind="answer")
    assert (notice.mail, notice.due_at, notice.seen_at) == ("sent", None, None)
    assert Notice.objects.get(kind="mention").mail == "none"


@pytest.mark.parametrize("kind", Notice.Kind)
def test_no_letter_says_what_it_is_about(office, due, rosa, mira, edith, settings, kind):
    settings.SITE_NAME = "Nebenan"
    make_user("dana_heavy_sleeve")
    choose(rosa, {kind: "mail"})
    number = due.number
    if kind == "decision":
        item = put_before_moderators(Post.objects.get(number=1))
        moderation.hide(item, by=mira, version=item.version, **WHY)
        number = Notice.objects.get(kind=kind).number
    if kind == "article":
        number = revise(make_article(by=edith), by=edith).pk
    Notice.objects.exclude(pk=due.pk).delete()
    Notice.objects.update(kind=kind, number=number)
    with office.open():
        post_notices.call()
    [letter] = letters(office)
    parts = [part.get_content() for part in letter.iter_parts()]
    whole = "".join([letter.as_bytes().decode(), *parts])
    assert not HEALTH.search(whole)
    assert not [word for word in PRIVATE if word.lower() in whole.lower()]
    assert "rosa" not in whole.replace("rosa@example.org", "")
    assert letter["Subject"] == SUBJECTS[kind] % {"site": "Nebenan"}


def put_before_moderators(post: Post):
    reporting.report(post, by=None, reason="other", address="::1")
    return item_of(post)


def test_a_letter_leads_here_and_can_be_stopped_by_one_press(office, due, settings):
    settings.SITE_URL = "https://nebenan.example"
    with office.open():
        post_notices.call()
    [letter] = letters(office)
    page = "https://nebenan.example" + reverse("accounts:open", args=[due.pk])
    text, html = (part.get_content() for part in letter.iter_parts())
    stop = letter["List-Unsubscribe"].strip("<>")
    for body in (text, html):
        assert page in body
        assert stop in body
    assert stop.startswith("https://nebenan.example/unsubscribe/")
    assert ("List-Unsubscribe", f"<{stop}>") in letter.raw_items()  # plain, as programs read it
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["Message-ID"] == f"<notice.{due.pk}@nebenan.example>"
    assert (letter["Auto-Submitted"], letter["To"]) == ("auto-generated", "rosa@example.org")


def test_a_mail_server_that_is_away_for_five_minutes_loses_and_doubles_nothing(
    office, opening, rosa, later
):
    people = [make_user(f"fern{n}") for n in range(5)]
    moment, answers = clock.now(), Notice.objects.filter(kind="answer")
    for one in people:
        reply(opening, one, answers=opening)
    for minute in range(6):
        post_at(moment + timedelta(minutes=minute))
    assert set(answers.values_list("mail", flat=True)) == {"due"}
    assert min(answers.values_list("tries", flat=True)) >= 2
    with office.open():
        for minute in range(6, 16):
            post_at(moment + timedelta(minutes=minute))
    marks = {letter["Message-ID"] for letter in letters(office)}
    assert (len(office.letters), len(marks)) == (5, 5)
    assert set(answers.values_list("mail", "due_at")) == {("sent", None)}
    assert Notice.objects.visible_to(rosa).unseen().count() == 5


def test_a_letter_the_mail_server_refuses_is_tried_again(office, due):
    office.says = "452 No room at the moment"
    with office.open():
        post_notices.call()
        assert (state(due), due.tries) == ("due", 1)
        assert due.due_at > clock.now()
        office.says = "250 Taken"
        post_at(due.due_at)
    assert (state(due), len(office.letters)) == ("sent", 1)


def test_the_pauses_grow_up_to_a_limit_and_end_after_two_days(office, due):
    pauses = []
    while state(due) == "due":
        moment = due.due_at
        post_at(moment)
        due.refresh_from_db()
        pauses.append((due.due_at or moment) - moment)
    assert pauses[:-1] == sorted(pauses[:-1])
    assert pauses[-2] == LATEST
    assert (due.mail, due.due_at, due.seen_at) == ("dropped", None, None)
    assert GIVEN_UP <= moment - due.at <= GIVEN_UP + LATEST


def hidden(notice, mira, **others):
    item = put_before_moderators(Post.objects.get(pk=notice.number))
    moderation.hide(item, by=mira, version=item.version, **WHY)


def withdrawn(notice, dana, **others):
    post = Post.objects.get(pk=notice.number)
    changing.withdraw(post, by=dana, version=post.version)


def narrowed(notice, rosa, **others):
    Discussion.objects.update(audience=Audience.JOINED, starter=None)


def blocked(notice, rosa, dana, **others):
    Block.objects.create(by=rosa, whom=dana)


def left_out(notice, rosa, **others):
    Post.objects.filter(pk=notice.number).update(content_notes=ContentNote.FAITH)
    User.objects.filter(pk=rosa.pk).update(leave_out_notes=ContentNote.FAITH)


def unwanted(notice, rosa, **others):
    choose(rosa, {"answer": "here"})


def seen(notice, **others):
    Notice.objects.filter(pk=notice.pk).update(seen_at=clock.now())


def inactive(notice, rosa, **others):
    User.objects.filter(pk=rosa.pk).update(is_active=False)


def unverified(notice, rosa, **others):
    rosa.emailaddress_set.update(verified=False)


def gone(notice, **others):
    Notice.objects.filter(pk=notice.pk).update(number=0)


BETWEEN = [hidden, withdrawn, narrowed, blocked, left_out]
BETWEEN += [unwanted, seen, inactive, unverified, gone]


@pytest.mark.parametrize("happens", BETWEEN)
def test_what_happens_before_the_letter_leaves_is_heeded(office, due, rosa, dana, mira, happens):
    happens(due, rosa=rosa, dana=dana, mira=mira)
    with office.open():
        post_notices.call()
    assert office.letters == []
    assert (state(due), due.due_at) == ("dropped", None)


def test_who_sees_it_while_the_worker_has_it_gets_no_letter(office, due, monkeypatch):
    def where_to(notice):
        seen(notice)
        return "rosa@example.org"

    monkeypatch.setattr("accounts.mailing._where_to", where_to)
    with office.open():
        post_notices.call()
    assert (state(due), office.letters) == ("dropped", [])


def test_the_worker_is_woken_with_the_notice_or_not_at_all(settings, opening, dana):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    with transaction.atomic():
        reply(opening, dana, answers=opening)
        transaction.set_rollback(True)
    assert (Notice.objects.count(), DBTaskResult.objects.count()) == (0, 0)
    reply(opening, dana, answers=opening)
    assert (Notice.objects.count(), DBTaskResult.objects.count()) == (1, 2)


def test_nobody_is_woken_for_what_stays_on_the_site(later, breast_cancer, rosa, dana):
    opening = start(breast_cancer, rosa)
    reply(opening, dana, answers=opening)
    assert Notice.objects.count() == 1
    assert later.results == []


def test_a_worker_that_takes_letters_asks_to_be_woken_if_it_dies(due, later, monkeypatch):
    later.clear()
    monkeypatch.setattr("accounts.mailing._post", dies)
    moment = clock.now()
    with pytest.raises(SystemExit):
        post_at(moment)
    [wake] = later.results
    assert wake.task.run_after == moment + LEASE
    assert (state(due), due.due_at) == ("due", moment + LEASE)


def dies(*args, **more) -> None:
    raise SystemExit
