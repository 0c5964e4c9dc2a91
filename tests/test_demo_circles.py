"""The demo shows who reads a discussion, what rosa saved, and whom dana does not meet."""

from collections import Counter

import pytest

from accounts.models import Block, User
from community.models import Audience, Community, Discussion

from .reading import text_of, texts
from .test_demo import community

pytestmark = pytest.mark.usefixtures("loaded", "db")


def test_two_talks_of_a_public_community_are_for_fewer_people(at_home):
    place = Community.objects.get(slug="stage-3-and-4")
    assert place.audience == Audience.EVERYONE
    audiences = Counter(
        Discussion.objects.filter(community=place).values_list("audience", flat=True)
    )
    assert audiences == {Audience.EVERYONE: 5, Audience.MEMBERS: 1, Audience.JOINED: 1}
    sam, writer = (User.objects.get(username=name) for name in ("sam", "filter_coffee"))
    for person, seen in ((None, 0), (sam, 1), (writer, 2)):
        rows = at_home(person).get(community("stage-3-and-4")).text
        assert len(texts(rows, "span", "tag")) >= seen
        assert rows.count("For members") + rows.count("For those who joined") == seen


def test_rosa_saved_two_posts_and_dana_does_not_meet_everybody(at_home):
    rosa, dana, sam = (User.objects.get(username=name) for name in ("rosa", "dana", "sam"))
    assert text_of(at_home(rosa).get("/bookmarks/").text).count("Change the note") == 2
    assert "silver_linings" in text_of(at_home(dana).get("/account/blocked/").text, "main")
    talk = Discussion.objects.get(title__startswith="Called back after a mammogram")
    page = at_home(dana).get(talk.get_absolute_url()).text
    assert page.count("Show this post") == page.count("Show this quote") == 1
    for person in (rosa, sam):
        assert "Show this post" not in at_home(person).get(talk.get_absolute_url()).text
    assert not Block.objects.filter(by=sam).exists()
