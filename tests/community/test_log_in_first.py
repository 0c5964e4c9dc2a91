"""The log-in ended while she wrote: what she sent is kept, and sent after the next log-in."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from community.models import Discussion, Draft, Post
from community.views import log_in_first
from core import clock

from ..accounts.front_door import code_in
from ..factories import PASSWORD, start
from .test_drafting import STORY, form_on, keep

LOG_IN = "/accounts/login/"


@pytest.fixture
def talk(rosa, breast_cancer) -> str:
    return start(breast_cancer, rosa).discussion.get_absolute_url()


def press_in_vain(door, page: str, form: dict, path: str = ""):
    door.session.flush()
    answer = door.post(path or page, form)
    assert answer.status_code == 401
    return answer


def kept_form(door, page: str, **typed) -> dict:
    """What she typed while she was logged in; the page had it kept."""
    form = form_on(door, page) | typed
    return form | keep(door, form).json()


@pytest.fixture
def sent(at_home, dana, talk) -> Client:
    """Dana's browser after she pressed Post and her log-in had ended meanwhile."""
    door = at_home(dana)
    answer = press_in_vain(door, talk, kept_form(door, talk, body=STORY), f"{talk}reply/")
    assert STORY in answer.text
    assert "Log in and go on" in answer.text
    return door


@pytest.fixture
def typed_after(at_home, dana, talk) -> Client:
    """The same, but the words were typed when the log-in had ended: by her or by somebody."""
    door = at_home(dana)
    press_in_vain(door, talk, form_on(door, talk) | {"body": STORY}, f"{talk}reply/")
    return door


def press(door, page):
    """Press the one button of the page that shows the words once more."""
    fields: dict[str, list[str]] = {}
    for name, value in page.context["fields"]:
        fields.setdefault(name, []).append(value)
    return door.post(page.context["action"], fields, follow=True)


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


def test_words_typed_after_the_log_in_had_ended_wait_for_a_press(typed_after, talk):
    page = log_in(typed_after, "dana")
    assert "These words are not sent yet" in page.text
    assert STORY in page.text
    assert "Who can read it: everyone, also without an account." in page.text
    assert not Post.objects.filter(text=STORY).exists()
    assert not Draft.objects.exists()  # nothing is hers before she pressed
    assert STORY in typed_after.get(reverse("community:carry_on")).text  # she may look again
    press(typed_after, page)
    assert Post.objects.get(text=STORY).author.username == "dana"


@pytest.mark.parametrize("other", [{"body": "Not hers."}, {"content_notes": ["2"]}])
def test_what_differs_from_her_draft_waits_for_a_press(at_home, dana, talk, other):
    door = at_home(dana)
    form = kept_form(door, talk, body=STORY) | other
    press_in_vain(door, talk, form, f"{talk}reply/")
    assert "These words are not sent yet" in log_in(door, "dana").text
    assert not Post.objects.filter(author=dana).exists()


def test_a_quote_somebody_chose_waits_for_a_press_and_is_shown(at_home, dana, talk):
    door, quote = at_home(dana), Post.objects.get().text
    form = kept_form(door, talk, body=STORY)
    form |= {"reply_to": Post.objects.get().pk, "quote": quote}
    press_in_vain(door, talk, form, f"{talk}reply/")
    page = log_in(door, "dana")
    assert ("What is quoted", quote) in page.context["worded"]
    assert not Post.objects.filter(author=dana).exists()


def test_who_logs_in_instead_learns_nothing_and_it_waits_for_its_member(sent, sam):
    page = log_in(sent, "sam")
    assert page.redirect_chain[-1][0] == reverse("community:home")
    for way in ("carry_on", "drafts"):
        assert STORY not in sent.get(reverse(f"community:{way}"), follow=True).text
    assert not Post.objects.filter(text=STORY).exists()
    assert Draft.objects.get().author.username == "dana"
    sent.post("/accounts/logout/")
    assert "_auth_user_id" not in sent.session
    log_in(sent, "dana", way="")
    assert Post.objects.get(text=STORY).author.username == "dana"


def test_who_logs_in_instead_goes_where_she_wanted_to_go(sent, sam):
    page = log_in(sent, "sam", way="/bookmarks/")
    assert page.redirect_chain[-1][0] == "/bookmarks/"


def test_what_another_member_laid_down_on_the_same_device_takes_nothing_away(
    sent, at_home, sam, talk
):
    form = form_on(at_home(sam), talk) | {"body": "Sam’s own words."}
    sent.post(f"{talk}reply/", form)
    log_in(sent, "dana")
    assert Post.objects.get(text=STORY).author.username == "dana"


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


def test_a_form_opened_a_week_ago_is_not_kept(at_home, dana, talk):
    door = at_home(dana)
    with clock.at(clock.now() - timedelta(days=7, minutes=1)):
        form = form_on(door, talk) | {"body": STORY}
    assert "Log in and go on" not in press_in_vain(door, talk, form, f"{talk}reply/").text
    assert not door.session.keys()


def test_a_form_of_a_member_who_is_not_here_any_more_is_not_kept(at_home, dana, talk):
    door = at_home(dana)
    form = form_on(door, talk) | {"body": STORY}
    User.objects.update(is_active=False)
    answer = press_in_vain(door, talk, form, f"{talk}reply/")
    assert "Log in and go on" not in answer.text
    assert STORY in answer.text
    assert not door.session.keys()


def test_after_twenty_forms_in_an_hour_the_words_stay_on_the_page_only(at_home, dana, talk):
    form = form_on(at_home(dana), talk) | {"body": STORY}
    for __ in range(log_in_first.MOST):
        assert "Log in and go on" in Client().post(f"{talk}reply/", form).text
    door = Client()
    answer = door.post(f"{talk}reply/", form)
    assert STORY in answer.text
    assert "Log in on a new tab, come back here" in answer.text
    assert not door.session.keys()


def test_what_she_answered_about_private_details_goes_on_with_it(at_home, dana, talk):
    door, call = at_home(dana), "Call me on 0171 2345678."
    back = door.post(f"{talk}reply/", form_on(door, talk) | {"body": call})
    form = {name: value for name, value in back.context["form"].data.items() if value}
    form["take_out"] = back.context["form"].to_take_out
    assert form["kept"]
    assert form["take_out"]
    press_in_vain(door, talk, form, f"{talk}reply/")
    log_in(door, "dana")
    assert Post.objects.get(author=dana).text == "Call me on [removed]."


def test_where_only_members_read_her_reply_goes_on_all_the_same(at_home, dana, talk):
    """Without a log-in the discussion is not there for her, but she had opened its form."""
    Discussion.objects.update(audience=1)
    door = at_home(dana)
    answer = press_in_vain(door, talk, kept_form(door, talk, body=STORY), f"{talk}reply/")
    assert STORY in answer.text
    assert "Heavy arm" not in answer.text
    log_in(door, "dana")
    assert Post.objects.get(author=dana).text == STORY


def test_a_new_discussion_goes_on_too_and_comes_back_if_something_is_missing(
    at_home, rosa, breast_cancer
):
    door, page = at_home(rosa), reverse("community:start", args=["breast-cancer"])
    press_in_vain(door, page, kept_form(door, page, title="", body=STORY, kind="advice"))
    back = log_in(door, "rosa")
    assert "Add a title, so that people know what you are asking." in back.text
    assert STORY in back.text
    assert f'action="{page}"' in back.text
    assert form_on(door, page)["kind"] == "advice"


def test_a_change_of_a_post_goes_on_too(at_home, rosa, talk):
    post = Post.objects.get()
    door, page = at_home(rosa), reverse("community:edit", args=[post.pk])
    assert STORY in press_in_vain(door, page, kept_form(door, page, body=STORY)).text
    log_in(door, "rosa")
    assert Post.objects.get().text == STORY


def test_a_new_discussion_shows_all_that_others_would_read(at_home, rosa, breast_cancer):
    door, page = at_home(rosa), reverse("community:start", args=["breast-cancer"])
    form = form_on(door, page) | {"title": "Curtains", "body": STORY, "audience": "1"}
    press_in_vain(door, page, form | {"topics": ["biopsy"]})
    shown = log_in(door, "rosa")
    assert [words for _, words in shown.context["worded"]] == ["Curtains", STORY]
    assert "Who can read it: everyone who is logged in." in shown.text
    press(door, shown)
    assert (Discussion.objects.get(title="Curtains").audience) == 1


def test_a_change_of_a_post_waits_too(at_home, rosa, talk):
    door, page = at_home(rosa), reverse("community:edit", args=[Post.objects.get().pk])
    press_in_vain(door, page, form_on(door, page) | {"body": STORY})
    shown = log_in(door, "rosa")
    assert "Who can read it: everyone, also without an account." in shown.text
    assert Post.objects.get().text != STORY
    press(door, shown)
    assert Post.objects.get().text == STORY


def test_a_preview_asked_for_in_vain_is_a_preview_and_no_post(at_home, dana, talk):
    door = at_home(dana)
    form = form_on(door, talk) | {"body": STORY, "preview": "1"}
    press_in_vain(door, talk, form, f"{talk}reply/")
    page = log_in(door, "dana")
    assert not Draft.objects.exists()  # or somebody could make her a draft that sends itself
    assert "It has not been sent." in press(door, page).text
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
