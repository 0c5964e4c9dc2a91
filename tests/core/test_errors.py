"""When something is refused or broken: kind words, nothing lost, nothing told to the wrong one."""

from uuid import uuid4

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from community.models import Discussion
from community.views import communities
from core import views

from ..factories import make_article, make_topic, start

NOWHERE = ["/nothing/", "/discussions/999999/x/", "/posts/999999/", "/topics/x/", "/articles/x/"]
OURS = {"sec-fetch-site": "same-origin"}
STORY = "Half an hour of typing, at three at night."


@pytest.fixture
def strict_door():
    """A browser whose forms carry no key, as after a night in an open tab."""

    def enter(user=None, **headers):
        client = Client(enforce_csrf_checks=True, headers=headers or OURS)
        if user:
            client.force_login(user, backend="community.reader.ReaderBackend")
        return client

    return enter


@pytest.mark.parametrize("address", NOWHERE)
def test_what_is_not_there_is_said_kindly(at_home, db, address):
    answer = at_home().get(address)
    assert answer.status_code == 404
    assert "You have done nothing wrong." in answer.text


@pytest.mark.parametrize(
    "path", ["/<script>alert(1)</script>/", "/%22onload=x/", "/%00/", "/%ff/"]
)
def test_an_address_is_not_repeated_on_the_page(at_home, db, path):
    answer = at_home().get(path)
    assert answer.status_code == 404
    assert "<script>alert" not in answer.text
    assert '"onload' not in answer.text


def test_what_one_may_not_do_is_said_kindly(at_home, rosa, breast_cancer):
    opening = start(breast_cancer, rosa)
    answer = at_home(rosa).get(reverse("community:report", args=[opening.pk]))
    assert answer.status_code == 403
    assert "This is not open to you" in answer.text


def test_what_breaks_tells_nothing_about_itself(at_home, db, monkeypatch):
    def breaks(*_):
        raise RuntimeError("a secret of the machine")

    monkeypatch.setattr(communities, "render", breaks)
    door = at_home()
    door.raise_request_exception = False
    answer = door.get("/communities/")
    assert answer.status_code == 500
    assert "Something broke on our side" in answer.text
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


def test_a_foreign_host_is_refused(db):
    answer = Client(headers={"host": "evil.example"}).get("/accounts/login/")
    assert answer.status_code == 400
    assert "evil.example" not in answer.text


def test_a_reply_to_a_discussion_that_is_gone_comes_back(at_home, rosa, dana, breast_cancer):
    opening = start(breast_cancer, rosa)
    place = reverse("community:reply", args=[opening.discussion_id, "heavy-arm"])
    Discussion.objects.update(state=Discussion.State.HIDDEN)
    form = {"body": f"{STORY}</textarea><script>x</script>", "key": str(uuid4())}
    answer = at_home(dana).post(place, form)
    assert answer.status_code == 404
    assert STORY in answer.text
    assert "<script>x" not in answer.text


def test_a_form_that_is_too_old_gives_the_words_back(strict_door, rosa, dana, breast_cancer):
    opening = start(breast_cancer, rosa)
    place = reverse("community:reply", args=[opening.discussion_id, "heavy-arm"])
    key = str(uuid4())
    form = {"body": f"{STORY} <b>", "reply_to": opening.pk, "key": key, "other": "x-other"}
    answer = strict_door(dana).post(place, form)
    assert answer.status_code == 403
    assert f"{STORY} &lt;b&gt;" in answer.text
    assert f'action="{place}"' in answer.text
    for name, value in (("key", key), ("reply_to", opening.pk)):
        assert f'<input type="hidden" name="{name}" value="{value}">' in answer.text
    assert "x-other" not in answer.text
    assert opening.discussion.posts.count() == 1


def test_the_same_form_with_a_new_key_is_sent(strict_door, rosa, breast_cancer):
    door = strict_door(rosa)
    form = {"title": "Heavy arm", "body": STORY, "topics": ["lymphedema"], "key": str(uuid4())}
    place = reverse("community:start", args=["breast-cancer"])
    page = door.post(place, form)
    assert '<input type="hidden" name="topics" value="lymphedema">' in page.text
    fresh = form | {"csrfmiddlewaretoken": page.context["csrf_token"]}
    assert door.post(place, fresh).status_code == 302
    assert Discussion.objects.get().title == "Heavy arm"


@pytest.mark.parametrize("name", ["words", "message"])
def test_reports_and_decisions_come_back_too(strict_door, db, name):
    assert STORY in strict_door().post("/posts/1/report/", {name: STORY}).text


@pytest.mark.parametrize(
    "sent_by",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": "cross-site", "origin": "http://testserver"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://testserver.evil.example"},
        {"origin": "https://evil.example", "referer": "http://testserver/"},
        {"referer": "https://evil.example/?http://testserver/"},
        {"referer": "http://testserver.evil.example/"},
        {"accept": "*/*"},  # it does not say
    ],
)
def test_words_from_another_site_are_never_shown_here(strict_door, rosa, sent_by):
    form = {"body": STORY, "title": STORY, "key": str(uuid4())}
    answer = strict_door(rosa, **sent_by).post("/communities/x/new/", form)
    assert answer.status_code == 403
    assert STORY not in answer.text
    assert "<textarea" not in answer.text


@pytest.mark.parametrize(
    "sent_by", [OURS, {"origin": "http://testserver"}, {"referer": "http://testserver/a/?b"}]
)
def test_an_old_browser_says_in_its_own_way_that_it_is_our_form(strict_door, rosa, sent_by):
    form = {"body": STORY, "key": str(uuid4())}
    assert STORY in strict_door(rosa, **sent_by).post("/communities/x/new/", form).text


def test_a_form_without_words_offers_the_front_page(strict_door, db):
    answer = strict_door().post("/preferences/", {"text": "4"})
    assert answer.status_code == 403
    assert "<textarea" not in answer.text


@pytest.fixture
def pages(breast_cancer, rosa, dana) -> list[str]:
    opening = start(breast_cancer, dana)
    article, topic = make_article(), make_topic()
    places = [breast_cancer, opening.discussion, article, topic]
    return [
        *("/", "/communities/", "/topics/", "/articles/", "/accounts/login/", "/nothing/"),
        *(place.get_absolute_url() for place in places),
        f"/posts/{opening.pk}/",
        f"/posts/{opening.pk}/report/",
        "/health/live",
    ]


def test_no_page_lets_foreign_or_inline_code_run(at_home, olive, pages):
    for page in [*pages, "/admin/", "/admin/articles/article/add/"]:
        answer = at_home(olive).get(page)
        policy = dict(
            part.strip().partition(" ")[::2]
            for part in answer.headers["Content-Security-Policy"].split(";")
        )
        assert policy["default-src"] == policy["frame-ancestors"] == "'none'", page
        assert policy["base-uri"] == policy["object-src"] == "'none'", page
        for kind in ("script-src", "style-src", "img-src", "font-src", "connect-src"):
            assert policy[kind] == "'self'", page
        assert policy["form-action"] == "'self'", page
        assert answer.headers["X-Frame-Options"] == "DENY", page
        assert answer.headers["Referrer-Policy"] == "same-origin", page
        assert answer.headers["X-Content-Type-Options"] == "nosniff", page


def test_what_a_signed_in_person_is_shown_is_kept_by_no_cache(at_home, rosa, pages):
    for page in pages:
        answer = at_home(rosa).get(page)
        assert "no-store" in answer.headers["Cache-Control"], page
        assert "private" in answer.headers["Cache-Control"], page
        assert "Cookie" in answer.headers["Vary"], page


def test_a_stranger_may_keep_a_page_and_must_ask_again(at_home, pages):
    answer = at_home().get("/communities/")
    assert answer.headers["Cache-Control"] == "private, max-age=0, must-revalidate"
    assert "Cookie" in answer.headers["Vary"]
    for page in ("/nothing/", "/accounts/login/"):
        assert "no-store" in at_home().get(page).headers["Cache-Control"]


def test_reading_gives_a_stranger_no_session(at_home, pages):
    for page in pages:
        assert "sessionid" not in at_home().get(page).cookies, page


def test_the_program_says_that_it_lives(at_home, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = at_home().get("/health/live")
    assert (answer.status_code, answer.text) == (200, "ok")
    assert "no-store" in answer.headers["Cache-Control"]


def test_it_is_ready_when_its_database_answers(at_home, db, django_assert_num_queries):
    with django_assert_num_queries(1):
        answer = at_home().get("/health/ready")
    assert (answer.status_code, answer.text) == (200, "ok")


def test_it_is_not_ready_without_its_database(at_home, db, monkeypatch):
    class Away:
        def cursor(self):
            raise OperationalError("no secret here")

    monkeypatch.setattr(views, "connection", Away())
    door = at_home()
    door.raise_request_exception = False
    assert door.get("/health/ready").status_code >= 500
    assert door.get("/health/live").status_code == 200
