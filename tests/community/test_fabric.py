"""An article and what is said about it lead to each other, section by section."""

from datetime import timedelta
from itertools import count

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Block
from articles.models import Article
from community import moderation, reporting
from community.membership import appoint
from community.models import Audience, Community, Discussion, Rank
from community.posting import About
from core import clock

from ..factories import make_article, make_community, make_topic, revise, start
from ..reading import text_of, texts
from ..scene import SECRET, decide

_hours = count()


def earlier():
    """Some weeks ago, four a day, so that one person may start them all."""
    return clock.now() - timedelta(days=100) + next(_hours) * timedelta(hours=6)


@pytest.fixture
def article(db) -> Article:
    with clock.at(clock.now() - timedelta(days=400)):
        return make_article()


@pytest.fixture
def what(article):
    return article.sections.get(anchor="what")


def talk(place, by, section, title: str = "Heavy arm", **more):
    at = more.pop("at", None) or earlier()
    helped = more.pop("helped", 0)
    about = About(section=section, **more)
    opening = start(place, by, title, about=about, topics=[make_topic()], at=at)
    Discussion.objects.filter(pk=opening.discussion_id).update(helped_count=helped)
    return Discussion.objects.get(pk=opening.discussion_id)


def page_of(door, thing) -> str:
    return door.get(thing.get_absolute_url()).text


def block(page: str) -> list[str]:
    """What the article says of each section's discussions."""
    here = page.partition('id="discussed-here"')[2].partition("</section>")[0]
    return texts(here, "li", "section-talk")


def test_a_section_names_how_many_talk_about_it_and_what_helped_most(
    at_home, breast_cancer, rosa, what, article
):
    for n in range(5):
        talk(breast_cancer, rosa, what, f"Talk {n}", helped=n % 4)
    first, second = block(page_of(at_home(), article))
    assert "5 discussions this year" in first
    order = [word for word in ("Talk 3", "Talk 2", "Talk 1") if word in first]
    assert first.index("Talk 3") < first.index("Talk 2") < first.index("Talk 1")
    assert len(order) == 3
    assert "Talk 0" not in first
    assert "Talk 4" not in first
    assert second == "Who gets it? Discuss this"
    assert "What is it? What is it?: 5 discussions" in text_of(
        page_of(at_home(), article), "nav", "toc"
    )


def test_of_two_that_helped_alike_the_one_still_talked_in_comes_first(
    at_home, breast_cancer, rosa, what, article
):
    for n in range(4):
        talk(breast_cancer, rosa, what, f"Talk {n}")
    first, _ = block(page_of(at_home(), article))
    assert "Talk 0" not in first
    assert first.index("Talk 3") < first.index("Talk 1")


def test_what_was_said_longer_ago_is_shown_and_not_counted(
    at_home, breast_cancer, rosa, what, article
):
    talk(breast_cancer, rosa, what, "Long ago", at=clock.now() - timedelta(days=380))
    first, _ = block(page_of(at_home(), article))
    assert "Long ago" in first
    assert "discussion this year" not in first


@pytest.mark.parametrize("reader", ["stranger", "sam", "rosa", "joined", "mira", "blocks"])
def test_the_count_is_what_this_reader_could_count_herself(
    at_home, breast_cancer, partners, rosa, dana, sam, mira, what, article, reader
):
    Community.objects.filter(pk=partners.pk).update(holds=Community.Holds.EVERYBODY)
    partners.refresh_from_db()
    talk(breast_cancer, rosa, what, "Public")
    talk(breast_cancer, dana, what, "Of Dana")
    talk(breast_cancer, rosa, what, f"{SECRET}: members", audience=Audience.MEMBERS)
    talk(breast_cancer, rosa, what, f"{SECRET}: joined", audience=Audience.JOINED)
    talk(partners, rosa, what, f"{SECRET}: held")
    hidden = start(
        breast_cancer, rosa, f"{SECRET}: hidden", about=About(section=what), at=earlier()
    )
    reporting.report(hidden, by=None, reason="other", address="::1")
    decide(hidden, mira, moderation.hide)
    people = {"stranger": None, "rosa": rosa, "mira": mira}
    user = people.get(reader, sam)
    if reader == "joined":
        appoint(sam, breast_cancer, Rank.MEMBER, by=None)
    if reader == "blocks":
        Block.objects.create(by=sam, whom=dana)
    expected = {"stranger": 2, "sam": 3, "rosa": 3, "joined": 4, "mira": 4, "blocks": 2}
    first, _ = block(page_of(at_home(user), article))
    assert f"{expected[reader]} discussions this year" in first
    if reader == "stranger":
        assert SECRET not in page_of(at_home(), article)


def test_it_costs_the_same_however_much_is_said(at_home, breast_cancer, rosa, what, article):
    def statements() -> int:
        with CaptureQueriesContext(connection) as seen:
            page_of(at_home(), article)
        return len(seen)

    few = statements()
    for n in range(12):
        talk(breast_cancer, rosa, what, f"Talk {n}")
    assert statements() == few


def test_discuss_this_leads_to_the_form_of_a_community(
    at_home, breast_cancer, partners, article, what
):
    partners.invited_from.add(article)
    door = at_home()
    link = f"/articles/lymphedema/discuss/{what.anchor}/"
    assert link in page_of(door, article)
    page = door.get(link).text
    assert "About: What is it? in Lymphedema" in text_of(page, "section", "card")
    first, _ = texts(page, "li", "row")
    assert first.startswith("Partners")
    assert f"/communities/partners/new/?section={what.pk}" in page
    assert door.get("/articles/lymphedema/discuss/nothing/").status_code == 404


def test_a_discussion_says_what_it_is_about(at_home, breast_cancer, rosa, what):
    here = talk(breast_cancer, rosa, what)
    card = text_of(page_of(at_home(), here), "section", "read")
    assert card == "Information About: What is it? in Lymphedema Swelling."
    assert "/articles/lymphedema/#what" in page_of(at_home(), here)


def test_it_says_when_that_part_changed_since(at_home, breast_cancer, rosa, what, article):
    with clock.at(clock.now() - timedelta(days=390)):
        revise(article, by=None, comment="Before", body="## What is it? {#what}\n\nA swelling.")
    here = talk(breast_cancer, rosa, what)
    changed = "This part of the article changed since this discussion began."
    assert changed not in page_of(at_home(), here)
    revise(article, by=None, body="## What is it? {#what}\n\na SWELLING")
    assert changed not in page_of(at_home(), here)
    revise(article, by=None, body="## What is it? {#what}\n\nMore than that.")
    page = page_of(at_home(), here)
    assert changed in text_of(page, "section", "read")
    assert "/articles/lymphedema/compare/?from=2&amp;to=4" in page
    assert at_home().get("/articles/lymphedema/compare/?from=2&to=4").status_code == 200
    later = talk(breast_cancer, rosa, what, "Later", at=clock.now())
    assert changed not in page_of(at_home(), later)


def test_it_says_when_that_part_is_gone(at_home, breast_cancer, rosa, what, article):
    here = talk(breast_cancer, rosa, what)
    revise(article, by=None, body="## Who gets it?\n\nSome people.")
    card = text_of(page_of(at_home(), here), "section", "read")
    assert "This part is no longer in the article." in card
    assert "#what" not in page_of(at_home(), here)
    assert "Heavy arm" not in " ".join(block(page_of(at_home(), article)))


@pytest.fixture
def two(breast_cancer) -> tuple[Community, Community]:
    other = make_community("Stage 3 and 4", "stage-3-and-4", position=1)
    breast_cancer.near.add(other)
    return breast_cancer, other


def also(page: str) -> list[str]:
    return texts(page, "section", "also-in")


def test_near_communities_show_each_others_discussions_on_a_topic_both_ways(at_home, rosa, two):
    for n, place in enumerate(two):
        for m in range(7):
            start(place, rosa, f"Talk {n}{m}", topics=[make_topic()], at=earlier())
        start(place, rosa, f"Other {n}", topics=[make_topic("Biopsy")], at=earlier())
    for n, place in enumerate(two):
        other = two[1 - n]
        page = at_home().get(f"{place.get_absolute_url()}?topic=lymphedema").text
        [box] = also(page)
        assert box.startswith(f"Also in {other.name}")
        shown = [m for m in range(7) if f"Talk {1 - n}{m}" in box]
        assert shown == [2, 3, 4, 5, 6]
        assert "Other" not in box
        assert not also(page_of(at_home(), place))


@pytest.mark.parametrize("loud", [0, 1])
def test_on_the_hub_of_a_topic_the_louder_community_does_not_drown_the_other(
    at_home, rosa, two, loud
):
    for n in (1 - loud, loud):
        for m in range(26):
            start(two[n], rosa, f"Talk {n}-{m:02}", topics=[make_topic()], at=earlier())
    door = at_home()
    boxes = also(door.get("/topics/lymphedema/").text)
    assert [box.partition(" Talk")[0] for box in boxes] == [f"Also in {one.name}" for one in two]
    assert [boxes[n].count(f"Talk {n}-") for n in (loud, 1 - loud)] == [1, 5]
    assert f"Talk {1 - loud}-25" in boxes[1 - loud]
    place = f"?before={int(clock.now().timestamp())}000000-1"
    assert not also(door.get(f"/topics/lymphedema/{place}").text)


def test_nothing_leaks_from_a_community_nearby(at_home, rosa, sam, two):
    _, other = two
    about = About(audience=Audience.JOINED)
    start(other, rosa, f"{SECRET}: joined", topics=[make_topic()], about=about, at=earlier())
    for door in (at_home(), at_home(sam)):
        for page in ("/communities/breast-cancer/?topic=lymphedema", "/topics/lymphedema/"):
            assert SECRET not in door.get(page).text
            assert not also(door.get(page).text)


def test_a_lead_says_which_communities_are_near(at_home, leah, two, partners):
    leah.is_staff = True
    leah.save()
    page = at_home(leah).get(f"/admin/community/community/{two[0].pk}/change/").text
    assert 'name="near"' in page
