"""The log-in ended while she wrote: what she sent is kept, and sent after the next log-in."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from community.models import Discussion, Draft, Post
from core import clock

from ..accounts.front_door import code_in
from ..factories import PASSWORD, start
from .test_drafting import STORY, form_on

LOG_IN = "/accounts/login/"


@pytest.fixture
def talk(rosa, breast_cancer) -> str:
    return start(breast_cancer, rosa).discussion.get_absolute_url()


@pytest.fixture
def sent(at_home, dana, talk) -> Client:
    """Dana's browser after she pressed Post and her log-in had ended meanwhile."""
    door = at_home(dana)
    form = form_on(door, talk) | {"body": STORY}
    door.session.flush()
    answer = door.post(f"{talk}reply/", form)
    assert answer.status_code == 401
    assert STORY in answer.text
    assert "Log in and go on" in answer.text
    return door


def log_in(door, name: str, way: str = "/drafts/carry-on/", **more):
    form = {"login": name, "password": PASSWORD, "next": way} | more
    return door.post(LOG_IN, form, follow=True)


def test_after_the_log_in_her_reply_is_published(sent, talk):
    page = log_in(sent, "dana")
    assert "Your reply is now public." in page.text
    assert Post.objects.get(author__username="dana").text == STORY
    assert not Draft.objects.exists()


def test_it_is_published_once(sent, talk):
    log_in(sent, "dana")
    sent.get(reverse("community:carry_on"))
    assert Post.objects.filter(text=STORY).count() == 1


def test_a_wrong_password_first_changes_nothing(sent, talk):
    log_in(sent, "dana", password="not this one")
    assert not Post.objects.filter(text=STORY).exists()
    log_in(sent, "dana")
    assert Post.objects.filter(text=STORY).count() == 1


def test_by_the_link_above_the_page_too(sent):
    page = log_in(sent, "dana", way="")
    assert "Your reply is now public." in page.text


def test_with_a_code_from_an_e_mail_too(sent, dana):
    way = {"email": dana.email, "next": "/drafts/carry-on/"}
    page = sent.post("/accounts/login/code/", way, follow=True)
    confirm, query = page.redirect_chain[-1][0], page.wsgi_request.GET.dict()
    sent.post(confirm, query | {"code": code_in(mail.outbox[-1])}, follow=True)
    assert Post.objects.filter(author=dana, text=STORY).count() == 1


def test_who_logs_in_instead_sends_nothing_in_her_name_without_a_press(sent, sam):
    page = log_in(sent, "sam")
    assert not Post.objects.filter(text=STORY).exists()
    assert not Draft.objects.exists()
    assert STORY in page.text
    assert "These words are not sent yet" in page.text
    assert STORY not in sent.get(reverse("community:carry_on"), follow=True).text
    fields = dict(page.context["fields"])
    sent.post(page.context["action"], fields)
    assert Post.objects.get(text=STORY).author == sam


def test_after_an_hour_it_is_not_kept_any_more(sent):
    with clock.at(clock.now() + timedelta(minutes=61)):
        log_in(sent, "dana")
    assert not Post.objects.filter(text=STORY).exists()


def test_it_lies_sealed(sent):
    assert STORY not in str(dict(sent.session))


def test_a_form_nobody_of_ours_opened_is_not_kept(talk):
    door = Client()
    answer = door.post(f"{talk}reply/", {"body": STORY, "opened": "dana"})
    assert answer.status_code == 401
    assert STORY in answer.text
    assert not door.session.keys()


def test_where_only_members_read_her_reply_goes_on_all_the_same(at_home, dana, talk):
    """Without a log-in the discussion is not there for her, but she had opened its form."""
    Discussion.objects.update(audience=1)
    door = at_home(dana)
    form = form_on(door, talk) | {"body": STORY}
    door.session.flush()
    answer = door.post(f"{talk}reply/", form)
    assert answer.status_code == 401
    assert STORY in answer.text
    assert "Heavy arm" not in answer.text
    log_in(door, "dana")
    assert Post.objects.get(author=dana).text == STORY


def test_a_new_discussion_goes_on_too_and_comes_back_if_something_is_missing(
    at_home, rosa, breast_cancer
):
    door, page = at_home(rosa), reverse("community:start", args=["breast-cancer"])
    form = form_on(door, page) | {"title": "", "body": STORY, "kind": "advice"}
    door.session.flush()
    door.post(page, form)
    back = log_in(door, "rosa")
    assert "Add a title, so that people know what you are asking." in back.text
    assert STORY in back.text
    assert f'action="{page}"' in back.text
    assert form_on(door, page)["kind"] == "advice"


def test_a_change_of_a_post_goes_on_too(at_home, rosa, talk):
    post = Post.objects.get()
    door, page = at_home(rosa), reverse("community:edit", args=[post.pk])
    form = form_on(door, page) | {"body": STORY}
    door.session.flush()
    assert STORY in door.post(page, form).text
    log_in(door, "rosa")
    assert Post.objects.get().text == STORY


def test_a_preview_asked_for_in_vain_is_a_preview_and_no_post(at_home, dana, talk):
    door = at_home(dana)
    form = form_on(door, talk) | {"body": STORY, "preview": "1"}
    door.session.flush()
    door.post(f"{talk}reply/", form)
    assert "It has not been sent." in log_in(door, "dana").text
    assert not Post.objects.filter(text=STORY).exists()


def test_who_logged_in_again_in_another_tab_sends_it_once_more_with_everything(
    dana, talk, at_home
):
    """The key against forgery is another one since; the page hands all words back."""
    door = at_home(dana)
    form = form_on(door, talk) | {"body": STORY, "content_notes": ["2"]}
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = door.cookies
    page = strict.post(f"{talk}reply/", form, headers={"Sec-Fetch-Site": "same-origin"})
    assert page.status_code == 403
    again = {}
    for name, value in page.context["fields"]:
        again.setdefault(name, []).append(value)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)[1]
    strict.post(page.context["action"], again | {"csrfmiddlewaretoken": token})
    reply = Post.objects.get(author=dana)
    assert (reply.text, reply.content_notes) == (STORY, 2)
