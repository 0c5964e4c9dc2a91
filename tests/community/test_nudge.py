"""Before others read it, she is asked once whether a private detail is meant to be there."""

from html.parser import HTMLParser
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.test import Client

from accounts.models import ProfileLine
from community.models import Discussion, Post

from ..factories import reply, start

PHONE = "07911 234567"
CALL = f"If you are near Leeds, my mobile is {PHONE}."
ASKED = "do you want others to read this?"


class Form(HTMLParser):
    """What a browser would send from the page that came back, and what describes which box."""

    def __init__(self, page: str):
        super().__init__()
        self.sent, self.described, self.take_out, self.box = {}, {}, "", None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        if name := named.get("name"):
            self.described[name] = named.get("aria-describedby", "")
            if tag == "textarea":
                self.box, self.sent[name] = name, ""
            elif name == "take_out":
                self.take_out = named["value"]
            elif named.get("type") in {"hidden", "text"}:
                self.sent[name] = named.get("value", "")

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.box = None

    def handle_data(self, data):
        if self.box:
            self.sent[self.box] += data.removeprefix("\n")


@pytest.fixture
def talk(breast_cancer, dana) -> Discussion:
    return start(breast_cancer, dana).discussion


def address(talk: Discussion) -> str:
    return f"{talk.get_absolute_url()}reply/"


def asked(door, path: str, body: str = CALL, **more) -> Form:
    came = door.post(path, {"body": body, "key": uuid4(), **more})
    assert came.status_code == 422
    assert ASKED in came.text
    return Form(came.text)


def test_rosa_is_asked_with_the_passage_before_it_is_posted(at_home, rosa, talk):
    came = at_home(rosa).post(address(talk), {"body": CALL, "key": uuid4()})
    assert came.status_code == 422
    assert "This looks like a telephone number:" in came.text
    assert f"<b><bdi>{PHONE}</bdi></b>" in came.text
    assert not Post.objects.filter(author=rosa).exists()
    back = Form(came.text)
    assert back.sent["body"].strip() == CALL
    assert "nudge" in back.described["body"].split()
    assert 'id="nudge"' in came.text


def test_she_keeps_it_with_one_tap(at_home, rosa, talk):
    door = at_home(rosa)
    back = asked(door, address(talk))
    assert door.post(address(talk), back.sent).status_code == 302
    assert Post.objects.get(author=rosa).text == CALL


def test_she_takes_it_out_with_one_tap(at_home, rosa, talk):
    door = at_home(rosa)
    back = asked(door, address(talk))
    door.post(address(talk), back.sent | {"take_out": back.take_out})
    assert Post.objects.get(author=rosa).text == "If you are near Leeds, my mobile is [removed]."


def test_the_same_key_makes_one_post_however_often_she_taps(at_home, rosa, talk):
    door = at_home(rosa)
    back = asked(door, address(talk))
    for _ in range(2):
        door.post(address(talk), back.sent | {"take_out": back.take_out})
    assert Post.objects.filter(author=rosa).count() == 1


def test_what_comes_new_is_asked_and_what_she_kept_is_not(at_home, rosa, talk):
    door = at_home(rosa)
    back = asked(door, address(talk))
    more = f"{CALL} Or write to rosa.m@example.com."
    again = door.post(address(talk), back.sent | {"body": more})
    assert again.status_code == 422
    assert "rosa.m@example.com</bdi></b>" in again.text
    assert f"{PHONE}</bdi></b>" not in again.text
    back = Form(again.text)
    door.post(address(talk), back.sent | {"take_out": back.take_out})
    assert Post.objects.get(author=rosa).text == f"{CALL} Or write to [removed]."


def test_she_mends_it_by_hand(at_home, rosa, talk):
    door = at_home(rosa)
    back = asked(door, address(talk))
    assert door.post(address(talk), back.sent | {"body": "Near Leeds."}).status_code == 302


def test_words_without_private_details_are_not_held_up(at_home, rosa, talk):
    words = "Letrozole 2.5 mg since 12/03/2023. Dr Google says 24/7 is normal, BRCA1 or not."
    assert at_home(rosa).post(address(talk), {"body": words, "key": uuid4()}).status_code == 302


def test_a_discussion_is_asked_about_in_title_and_text(at_home, rosa, breast_cancer):
    door, path = at_home(rosa), "/communities/breast-cancer/new/"
    words = {"title": f"Ring {PHONE}", "topics": ["lymphedema"]}
    back = asked(door, path, "I see Dr Anita Desai.", **words)
    assert "nudge" in back.described["title"]
    assert "nudge" in back.described["body"]
    sent = back.sent | {"topics": ["lymphedema"], "take_out": back.take_out}
    assert door.post(path, sent).status_code == 302
    here = Discussion.objects.get(starter=rosa)
    assert here.title == "Ring [removed]"
    assert here.posts.get().text == "I see [removed]."


def test_a_change_is_asked_about_and_what_stood_there_is_not(at_home, rosa, talk):
    door = at_home(rosa)
    post = reply(Post.objects.get(discussion=talk), rosa, CALL)
    path = f"/posts/{post.pk}/edit/"
    page = Form(door.get(path).text)
    changed = door.post(path, page.sent | {"body": f"{CALL} Soon."})
    assert changed.status_code == 302
    back = Form(door.get(path).text)
    asked(door, path, f"{CALL} I see Dr Desai.", **{n: back.sent[n] for n in ("version", "kept")})


def test_a_profile_is_asked_about_once_others_see_it(at_home, rosa):
    door = at_home(rosa)
    page = Form(door.get("/account/").text)
    words = page.sent | {"avatar": "moon", "about": "My name is Rosa Delgado.", "here_as": ""}
    words["here_as_seen_by"] = ProfileLine.SeenBy.ME
    alone = words | {"about_seen_by": ProfileLine.SeenBy.ME}
    assert door.post("/account/", alone).status_code == 302
    page = Form(door.get("/account/").text)
    shown = words | page.sent | {"about_seen_by": ProfileLine.SeenBy.MEMBERS}
    came = door.post("/account/", shown)
    assert came.status_code == 422
    assert "Rosa Delgado</bdi></b>" in came.text
    back = Form(came.text)
    assert door.post("/account/", shown | back.sent).status_code == 302
    page = Form(door.get("/account/").text)
    assert door.post("/account/", shown | page.sent).status_code == 302


def test_her_answer_survives_that_she_was_logged_out(at_home, rosa, talk):
    door = at_home(rosa)
    back = asked(door, address(talk))
    out = at_home().post(address(talk), back.sent | {"take_out": back.take_out})
    assert out.status_code == 401
    kept = Form(out.text)
    assert kept.sent["body"].strip().endswith("[removed].")
    assert door.post(address(talk), kept.sent).status_code == 302


def test_her_answer_survives_an_old_form(rosa, talk):
    door = Client(enforce_csrf_checks=True)
    door.force_login(rosa, backend="community.reader.ReaderBackend")
    page = door.post(
        address(talk),
        {"body": CALL, "kept": "abc", "take_out": "def"},
        headers={"sec-fetch-site": "same-origin"},
    )
    assert page.status_code == 403
    assert 'name="kept" value="abc"' in page.text
    assert 'name="take_out" value="def"' in page.text


def test_nothing_is_kept_of_what_was_found(at_home, rosa, talk):
    door = at_home(rosa)
    back = asked(door, address(talk))
    models = [one for one in apps.get_models(include_auto_created=True) if one is not Session]
    before = {one: one._base_manager.count() for one in models}
    door.post(address(talk), back.sent | {"take_out": back.take_out})
    rows = " ".join(str(row) for one in models for row in one._base_manager.values_list())
    assert PHONE not in rows
    grown = {m._meta.label for m in models if m._base_manager.count() != before[m]}
    assert grown <= {"community.Post", "community.Reading", "accounts.Notice", "search.SearchRow"}


def test_the_preview_tells_it_too(at_home, rosa):
    told = at_home(rosa).post("/preview/", {"body": CALL}).text
    assert "This looks like a telephone number:" in told
    assert "looks like" not in at_home(rosa).post("/preview/", {"body": "Mine too."}).text


def test_a_detail_beside_an_error_is_asked_about_after_it(at_home, rosa, breast_cancer):
    door, path = at_home(rosa), "/communities/breast-cancer/new/"
    came = door.post(path, {"body": CALL, "key": uuid4(), "topics": ["lymphedema"]})
    assert came.status_code == 422
    assert "Add a title" in came.text
    assert ASKED not in came.text
    sent = Form(came.text).sent | {"title": "Near Leeds", "topics": ["lymphedema"]}
    assert ASKED in door.post(path, sent).text
    assert not Discussion.objects.filter(starter=rosa).exists()


def test_a_detail_in_a_preview_is_told_there_and_asked_about_later(at_home, rosa, talk):
    door = at_home(rosa)
    came = door.post(address(talk), {"body": CALL, "key": uuid4(), "preview": "1"})
    assert "This looks like a telephone number:" in came.text
    assert 'id="nudge"' not in came.text
    asked(door, address(talk), **{name: Form(came.text).sent[name] for name in ("kept", "seen")})
    assert not Post.objects.filter(author=rosa).exists()


def test_a_profile_cannot_leave_the_question_out(at_home, rosa):
    door = at_home(rosa)
    words = {"avatar": "moon", "about": CALL, "here_as": ""}
    words |= {"version": Form(door.get("/account/").text).sent["version"]}
    words |= dict.fromkeys(("here_as_seen_by", "about_seen_by"), ProfileLine.SeenBy.MEMBERS)
    assert door.post("/account/", words | {"preview": "1"}).status_code == 422
    assert not ProfileLine.objects.filter(member=rosa, field="about").exists()


def test_the_question_says_that_nothing_is_posted_yet(at_home, rosa, talk):
    came = at_home(rosa).post(address(talk), {"body": CALL, "key": uuid4()}).text
    assert "<title>Not posted yet: " in came
    assert "Not posted yet: do you want others to read this?</h2>" in came
    assert "Keep it and post</button>" in came
    assert "Take it out and post</button>" in came


def test_of_a_change_it_says_that_nothing_is_saved_yet(at_home, rosa, talk):
    path = f"/posts/{reply(Post.objects.get(discussion=talk), rosa, 'Hello.').pk}/edit/"
    door = at_home(rosa)
    came = door.post(path, Form(door.get(path).text).sent | {"body": CALL}).text
    assert "<title>Not saved yet: " in came
    assert "Not saved yet: do you want others to read this?</h2>" in came
    assert "Keep it and save</button>" in came
    assert "Take it out and save</button>" in came
