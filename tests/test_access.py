"""Every address, every role, one listed answer: data/access.txt is the list."""

import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, resolve
from django.utils.text import slugify

from accounts.models import ContentNote, Notice
from community.models import Post, Reading, ReviewItem

from .factories import PASSWORD
from .scene import SECRET

TABLE = (Path(__file__).parent / "data" / "access.txt").read_text("utf-8").splitlines()
PEOPLE = "stranger nadia rosa author other mira leah edith robin olive".split()
LINES = [line.split() for line in TABLE if line.startswith(("GET ", "POST"))]
GETS = [address for method, address, *_ in LINES if method == "GET"]
# Django's own second addresses of a page to change something; they answer as that page does.
SAME_AS_CHANGE = ("/<path:object_id>/", "/<path:object_id>/history/")


def form_for(path: str) -> dict:
    """What a person would send there, so that it does what it is for."""
    here = resolve(path)
    words = {"title": "Heavy arm", "body": "Mine too.", "topics": ["lymphedema"], "text": "2"}
    words |= {"value": "70.5", "unit": "kg", "date": "2026-11-02", "note": "Slept well"}
    words |= {"key": str(uuid4()), "reason": "other", "message": "Please see.", "version": 1}
    words |= {"avatar": "moon", "about": "I knit.", "about_seen_by": "9", "here_as_seen_by": "9"}
    words |= {"version": "1"}
    words |= {note.name.lower(): "fold" for note in ContentNote}
    if here.route.endswith("/react/"):
        words |= {"kind": "hug"}
    words |= dict.fromkeys(Notice.Kind.values, "mail")
    words |= {"version": "1", "audience": "2"}
    if here.route.endswith("/keep/"):
        words |= {"section": "what"}
    if here.route.startswith("moderation/items"):
        item = ReviewItem.objects.select_related("post").get(pk=here.kwargs["pk"])
        decision = {"held": "publish", "hidden": "restore"}.get(item.post.state, "no_action")
        words |= {"version": item.version, "decision": decision}
    return {} if here.route.startswith(("accounts/", "admin/")) else words


def answer(door: Client, method: str, path: str) -> str:
    """The status in three signs; `log` leads to the log-in. Nothing that was done stays."""
    cache.clear()  # nobody's tries count for the next person
    with transaction.atomic():
        got = door.get(path) if method == "GET" else door.post(path, form_for(path))
        if got.status_code == 302 and got.url.startswith("/admin/login/"):
            got = door.get(got.url)
        transaction.set_rollback(True)
    leads_in = got.status_code == 302 and got.url.startswith("/accounts/login/")
    return "log" if leads_in else str(got.status_code)


def test_everybody_is_answered_as_listed(at_home, cast, named):
    differs = []
    for column, person in enumerate(PEOPLE):
        door = at_home(cast[person])
        door.raise_request_exception = False
        session = {name: morsel.value for name, morsel in door.cookies.items()}
        for method, address, *listed in LINES:
            door.cookies.clear()  # who logged out a moment ago is back
            door.cookies.load(session)
            got = answer(door, method, address.format(**named))
            if got != listed[column]:
                differs.append(f"{method} {address} {person}: {got}, listed is {listed[column]}")
    assert not differs, "\n".join(differs)


def test_an_editor_on_her_way_to_the_admin_logs_in_and_is_there(edith):
    door = Client()
    way = door.get("/admin/", follow=True)
    form = {"login": "edith", "password": PASSWORD, "next": way.context["redirect_field_value"]}
    arrived = door.post("/accounts/login/", form, follow=True)
    assert arrived.request["PATH_INFO"] == "/admin/"
    assert door.get("/admin/login/", follow=True).request["PATH_INFO"] == "/admin/"


def routes_of(resolver, above: str = "") -> list[str]:
    found = []
    for one in resolver.url_patterns:
        here = above + str(one.pattern).removeprefix("^")
        found += routes_of(one, here) if hasattr(one, "url_patterns") else [here]
    return found


def test_every_address_has_a_line_for_reading_and_for_sending(named):
    routes = {one for one in routes_of(get_resolver()) if not one.endswith(SAME_AS_CHANGE)}
    for method in ("GET", "POST"):
        listed = {resolve(a.format(**named)).route for m, a, *_ in LINES if m == method}
        assert routes - listed == set(), f"without a {method} line"
    assert all(len(line) == 2 + len(PEOPLE) for line in LINES)


def test_the_mailbox_is_on_a_developers_machine_only(at_home, settings):
    assert at_home().get("/dev/mail/").status_code == 404
    for debug in (True, False):
        settings.DEBUG = debug
        assert ("dev/mail/" in [str(one.pattern) for one in fresh_urls()]) is debug


def fresh_urls() -> list:
    spec = spec_from_file_location("fresh_urls", settings.BASE_DIR / "config" / "urls.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.urlpatterns


LISTS = [
    "/communities/partners/",
    "/communities/partners/?topic=lymphedema",
    "/communities/partners/?show=unanswered",
    "/communities/partners/?topic=lymphedema&show=unanswered",
    "/communities/partners/?show=unread",
    "/communities/partners/?show=following",
    "/communities/partners/?before=9999999999999999-1",
    "/communities/partners/?after=1-1",
    "/topics/lymphedema/?before=9999999999999999-1",
    "/topics/lymphedema/?after=1-1",
    "/discussions/{waited}/?page=1",
    "/discussions/{waited}/?answer={held}",
    "/discussions/{waited}/?answer={hidden}",
    "/posts/{sent_back}/edit/",
    "/posts/{sent_back_opening}/edit/",
]


def words_on(door: Client, address: str, named: dict) -> str:
    """All that a page tells, its headers too, without the address that was asked for."""
    path = address.format(**named)
    got = door.get(path, follow=True)
    led = " ".join(url for url, _ in got.redirect_chain)
    told, asked = f"{led} {got.headers} {got.text}", path.partition("?")[0]
    return told.replace(asked, "").replace(quote(asked, safe=""), "")


@pytest.mark.parametrize("person", ["stranger", "nadia", "rosa", "other", "edith", "robin"])
def test_what_is_held_hidden_sent_back_or_removed_is_nowhere(at_home, cast, named, person):
    door = at_home(cast[person])
    addresses = [*GETS, *LISTS]
    shown = {address: words_on(door, address, named) for address in addresses}
    found = re.compile(f"{SECRET}|{slugify(SECRET)}", re.I)
    assert not [address for address, words in shown.items() if found.search(words)]
    assert "You are answering" not in " ".join(shown.values())
    # The same walk does find what everybody may read.
    assert "Everybody reads this." in shown["/posts/{published}/"]
    for place in ("/", "/communities/partners/", "/topics/lymphedema/", "/articles/lymphedema/"):
        assert "A long night" in shown[place], place


def test_what_was_hidden_or_removed_leaves_a_quiet_line(at_home, named):
    page = words_on(at_home(), "/discussions/{waited}/", named)
    assert page.count("A reply is hidden while a moderator looks at it.") == 1
    assert page.count("A reply was removed by a moderator.") == 1


def test_what_is_not_published_is_not_counted(scene):
    waited = scene["waited"]
    waited.refresh_from_db()
    assert waited.reply_count == 0
    assert waited.last_posted_at == waited.posts.get(number=1).published_at


def test_what_a_page_loads_has_no_words_of_what_it_does_not_show(scene):
    for post in Post.objects.for_reading():
        assert bool(post.shown_html) == (post.state == Post.State.PUBLISHED)
        assert {"text", "html"} <= post.get_deferred_fields()


def test_a_moderators_own_file_is_not_in_her_queue(at_home, cast, named):
    assert "Of Mira" not in words_on(at_home(cast["mira"]), "/moderation/", named)
    assert "Of Mira" in words_on(at_home(cast["leah"]), "/moderation/", named)


def test_its_author_and_the_moderators_find_it(at_home, cast, named):
    author, mira = at_home(cast["author"]), at_home(cast["mira"])
    assert f"{SECRET}: held title" in words_on(author, "/communities/partners/", named)
    assert f"{SECRET}: held reply" in words_on(author, "/posts/{held}/", named)
    assert f"{SECRET}: sent_back reply" in words_on(author, "/posts/{sent_back}/", named)
    assert f"{SECRET}: held opening" in words_on(mira, "/moderation/", named)
    assert f"{SECRET}: hidden reply" in words_on(mira, "/moderation/items/{item_hidden}/", named)


def everything() -> dict[str, list]:
    """All rows of all tables with all their columns, the version among them."""
    models = apps.get_models(include_auto_created=True)
    # Looking at a page may touch one's own session, and a read mark is what looking is.
    kept = [model for model in models if model not in {Session, Reading}]
    return {one._meta.label: sorted(map(str, one._base_manager.values_list())) for one in kept}


@pytest.mark.parametrize("person", ["author", "mira", "leah", "olive"])
def test_following_a_link_changes_nothing(at_home, cast, named, person):
    """A link somebody else made must do nothing, whatever it carries."""
    door = at_home(cast[person])
    before = everything()
    for address in [*GETS, *LISTS]:
        path = address.format(**named)
        door.get(path)
        door.get(path, form_for(path.partition("?")[0]))
    assert everything() == before
    assert door.get("/accounts/email/").status_code == 200  # and she is still logged in
