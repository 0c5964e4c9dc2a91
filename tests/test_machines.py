"""What machines read of this place: public things only, and in a form that they understand."""

import json
import re
from datetime import UTC, datetime, timedelta
from html import unescape
from xml.etree import ElementTree

import pytest

from accounts.models import ContentNote
from articles import publishing
from articles.models import Article
from community import moderation
from community.models import Audience, Community, Discussion
from community.posting import About
from core.text import data_block

from .factories import (
    make_article,
    make_house_page,
    make_topic,
    make_user,
    revise,
    start,
)
from .scene import SECRET, decide, earlier, reported

ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAP = {"m": "http://www.sitemaps.org/schemas/sitemap/0.9"}
FEEDS = ["/communities/breast-cancer/feed/", "/topics/lymphedema/feed/"]


def talk(place, by, title: str, **about) -> Discussion:
    text = about.pop("text", "By the evening it feels like a wet sleeve.")
    more = {"topics": [make_topic()], "text": text, "about": About(**about)}
    return start(place, by, title, at=earlier(), **more).discussion


def entries(door, feed: str) -> dict[str, ElementTree.Element]:
    """What a feed reader makes of it: each entry by its title."""
    got = door.get(feed)
    assert got.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert "private" in got.headers["Cache-Control"]
    root = ElementTree.fromstring(got.content)  # noqa: S314 - our own words
    assert root.findtext("a:title", namespaces=ATOM)
    return {one.findtext("a:title", namespaces=ATOM): one for one in root.findall("a:entry", ATOM)}


def words(entry: ElementTree.Element) -> str:
    """As a reader shows them: the form says that they are HTML."""
    html = entry.findtext("a:summary", namespaces=ATOM) or ""
    assert "<" not in html
    return unescape(html)


def author(entry: ElementTree.Element) -> str:
    assert entry.find("a:author/a:email", ATOM) is None
    return entry.findtext("a:author/a:name", namespaces=ATOM)


@pytest.fixture
def everything(breast_cancer, partners, rosa, mira):
    """One public talk given free, and one of every kind that is not for machines."""
    make_article()
    talk(breast_cancer, rosa, "Listed", listed=True)
    talk(breast_cancer, rosa, "Not listed")
    notes = int(ContentNote.END_OF_LIFE | ContentNote.FAITH)
    talk(breast_cancer, rosa, "Noted", listed=True, content_notes=notes, text=f"{SECRET}: words")
    for audience in (Audience.MEMBERS, Audience.JOINED):
        talk(breast_cancer, rosa, f"{SECRET}: {audience}", listed=True, audience=audience)
    hidden = talk(breast_cancer, rosa, f"{SECRET}: hidden", listed=True).posts.get()
    reported(hidden)
    decide(hidden, mira, moderation.hide)
    Community.objects.filter(pk=partners.pk).update(holds=Community.Holds.EVERYBODY)
    partners.refresh_from_db()
    talk(partners, rosa, f"{SECRET}: held", listed=True)


@pytest.mark.parametrize("feed", FEEDS)
@pytest.mark.parametrize("who", ["stranger", "rosa", "mira"])
def test_a_feed_has_what_a_stranger_may_read_whoever_asks(
    at_home, everything, rosa, mira, feed, who
):
    door = at_home({"rosa": rosa, "mira": mira}.get(who))
    found = entries(door, feed)
    assert {"Listed", "Not listed", "Noted"} == found.keys() - {"Lymphedema"}
    assert SECRET not in door.get(feed).text
    assert "@" not in door.get(feed).text


@pytest.mark.parametrize("feed", FEEDS)
def test_name_and_words_are_in_it_only_where_the_starter_gave_them_free(at_home, everything, feed):
    found = entries(at_home(), feed)
    assert author(found["Listed"]) == "rosa"
    assert words(found["Listed"]) == "By the evening it feels like a wet sleeve."
    assert author(found["Not listed"]) == "A member"
    assert not words(found["Not listed"])


@pytest.mark.parametrize("feed", FEEDS)
def test_what_looks_like_html_is_words_in_a_feed_too(at_home, breast_cancer, rosa, feed):
    text = "Less than < and <script>alert(1)</script>"
    talk(breast_cancer, rosa, "Is <b> bold?", listed=True, text=text)
    assert words(entries(at_home(), feed)["Is <b> bold?"]).startswith("Less than < and")


@pytest.mark.parametrize("feed", FEEDS)
def test_what_strangers_find_folded_is_folded_there_too(at_home, everything, feed):
    assert words(entries(at_home(), feed)["Noted"]) == "Content note: end of life"


def test_articles_have_a_feed_and_stand_in_that_of_their_topic(at_home, breast_cancer):
    make_article(title="Swelling & more <b>")
    make_house_page()
    Article.objects.create(slug="unpublished")
    for feed in ("/articles/feed/", "/topics/lymphedema/feed/"):
        [(title, entry)] = entries(at_home(), feed).items()
        assert title == "Swelling & more <b>"
        assert words(entry) == "What it is."
        assert entry.find("a:link", ATOM).get("href") == "http://testserver/articles/lymphedema/"


def test_a_feed_has_the_newest_only(at_home, breast_cancer, rosa):
    for n in range(27):
        start(breast_cancer, make_user(f"m{n}"), f"Talk {n}", at=earlier())
    found = entries(at_home(), FEEDS[0])
    assert list(found) == [f"Talk {n}" for n in range(26, 1, -1)]


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("/communities/breast-cancer/", "/communities/breast-cancer/feed/"),
        ("/topics/lymphedema/", "/topics/lymphedema/feed/"),
        ("/articles/", "/articles/feed/"),
    ],
)
def test_a_page_names_its_feed(at_home, everything, page, feed):
    head = at_home().get(page).text.partition("</head>")[0]
    [link] = re.findall(r'<link rel="alternate" type="application/atom\+xml"[^>]*>', head)
    assert f'href="{feed}"' in link


def mapped(door) -> set[str]:
    got = door.get("/sitemap.xml")
    assert got.headers["Content-Type"].startswith("application/xml")
    root = ElementTree.fromstring(got.content)  # noqa: S314 - our own words
    places = [one.text for one in root.findall("m:url/m:loc", MAP)]
    assert len(places) == len(set(places))
    return {place.removeprefix("http://testserver") for place in places}


def test_the_map_has_what_search_engines_may_list(at_home, everything):
    make_house_page()
    make_article("about", place=Article.Place.COMMUNITY)
    Article.objects.create(slug="unpublished")
    listed = Discussion.objects.get(title="Listed")
    places = mapped(at_home())
    assert {one for one in places if one.startswith("/discussions/")} == {
        listed.get_absolute_url()
    }
    assert {one for one in places if one.startswith("/articles/")} == {
        "/articles/",
        "/articles/lymphedema/",
    }
    assert {"/", "/privacy/", "/topics/lymphedema/", "/communities/partners/"} <= places
    door = at_home()
    assert not [place for place in places if door.get(place).headers.get("X-Robots-Tag")]


def test_crawlers_are_told_where_the_map_is_and_where_not_to_look(at_home, settings):
    settings.ALLOWED_HOSTS = ["alongside.example"]
    got = at_home().get("/robots.txt", headers={"host": "alongside.example"})
    lines = got.text.splitlines()
    assert lines[0] == "User-agent: *"
    assert {"Disallow: /accounts/", "Disallow: /moderation/", "Disallow: /admin/"} <= set(lines)
    assert lines[-1] == "Sitemap: http://alongside.example/sitemap.xml"
    assert got.headers["Content-Type"].startswith("text/plain")


def test_who_finds_a_hole_learns_whom_to_tell(at_home, settings):
    settings.CONTACT_EMAIL = "help@alongside.example"
    lines = dict(
        line.split(": ", 1)
        for line in at_home().get("/.well-known/security.txt").text.splitlines()
    )
    assert lines["Contact"] == "mailto:help@alongside.example"
    until = datetime.fromisoformat(lines["Expires"])
    assert timedelta(days=30) < until - datetime.now(UTC) < timedelta(days=365)


def test_a_keeper_of_passwords_finds_where_to_change_one(at_home, rosa):
    got = at_home(rosa).get("/.well-known/change-password")
    assert (got.status_code, got.url) == (302, "/accounts/password/change/")


def canonical(page: str) -> str:
    [link] = re.findall(r'<link rel="canonical" href="([^"]*)">', page)
    return link.removeprefix("http://testserver")


def test_every_page_has_one_address_and_search_engines_list_no_other(at_home, everything):
    door = at_home()
    for place in ("/communities/breast-cancer/", "/topics/lymphedema/", "/articles/lymphedema/"):
        plain, variant = door.get(place), door.get(f"{place}?show=unanswered&before=9-9")
        assert "X-Robots-Tag" not in plain.headers
        assert variant.headers["X-Robots-Tag"] == "noindex"
        assert canonical(plain.text) == canonical(variant.text) == place


def test_each_page_of_a_discussion_has_its_own(at_home, breast_cancer, rosa, dana):
    here = talk(breast_cancer, rosa, "Listed", listed=True)
    Discussion.objects.filter(pk=here.pk).update(last_number=21)
    door, address = at_home(), here.get_absolute_url()
    assert canonical(door.get(f"{address}?page=1").text) == address
    second = door.get(f"{address}?page=2")
    assert canonical(second.text) == f"{address}?page=2"
    assert "X-Robots-Tag" not in second.headers
    assert door.get(f"{address}?page=2&sent=1").headers["X-Robots-Tag"] == "noindex"


def test_a_discussion_is_not_to_be_found_unless_its_starter_said_so(at_home, everything, rosa):
    for here in Discussion.objects.exclude(title__contains="Of "):
        got = at_home(rosa).get(here.get_absolute_url())
        free = here.title == "Listed"
        assert ("X-Robots-Tag" not in got.headers) is free, here.title
        assert ("DiscussionForumPosting" in got.text) is free, here.title


BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)


def told(door, address: str) -> dict[str, dict]:
    """What a page says of itself to machines, by kind."""
    page = door.get(address).text
    scripts = re.findall(r"<script\b[^>]*>", page)
    assert not [one for one in scripts if "src=" not in one and "ld+json" not in one]
    [block] = BLOCK.findall(page)
    said = json.loads(block)
    assert said["@context"] == "https://schema.org"
    return {one["@type"]: one for one in said["@graph"]}


def test_an_article_says_who_wrote_it_who_checked_it_and_when(at_home, edith, robin):
    article = make_article()
    door = at_home()
    assert "reviewedBy" not in told(door, article.get_absolute_url())["MedicalWebPage"]
    publishing.check(revise(article, by=edith), by=robin)
    said = told(door, article.get_absolute_url())
    page = said["MedicalWebPage"]
    assert page["headline"] == "Lymphedema"
    assert page["author"] == {"@type": "Person", "name": "edith"}
    assert page["reviewedBy"]["name"] == "robin"
    assert page["about"] == [{"@type": "Thing", "name": "Lymphedema"}]
    assert page["publisher"]["url"] == "http://testserver/"
    assert page["datePublished"] <= page["dateModified"]
    way = [step["item"] for step in said["BreadcrumbList"]["itemListElement"]]
    steps = ("/", "/articles/", "/articles/lymphedema/")
    assert way == [f"http://testserver{place}" for place in steps]


def test_a_discussion_says_its_words_and_a_name_and_nothing_of_the_person(
    at_home, breast_cancer, rosa
):
    text = "It said </script><script>alert(1)</script> & <!-- in **bold**."
    here = talk(breast_cancer, rosa, "Is it </script> & “fine”?", listed=True, text=text)
    said = told(at_home(), here.get_absolute_url())["DiscussionForumPosting"]
    assert said["headline"] == "Is it </script> & “fine”?"
    assert said["text"] == "It said </script><script>alert(1)</script> & <!-- in bold."
    assert said["author"] == {"@type": "Person", "name": "rosa"}
    assert "/members/" not in json.dumps(said)


def test_what_is_not_for_search_engines_says_nothing_to_machines(at_home, breast_cancer, rosa):
    here = talk(breast_cancer, rosa, "Not listed")
    assert not BLOCK.search(at_home().get(here.get_absolute_url()).text)


def test_a_block_of_data_cannot_be_left(at_home):
    block = str(data_block({"name": "</script><b onclick=x>&"}))
    assert block.count("<") == 2
    assert json.loads(BLOCK.search(block)[1])["name"] == "</script><b onclick=x>&"
