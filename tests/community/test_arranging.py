from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.models import LogEntry
from community.models import Discussion, Post

from ..factories import reply, start


def arrange(door, discussion, act, **more):
    place = reverse("community:arrange", args=[discussion.pk, discussion.slug])
    form = {"act": act, "version": Discussion.objects.get(pk=discussion.pk).version} | more
    return door.post(place, form, follow=True)


@pytest.fixture
def here(rosa, breast_cancer) -> Discussion:
    return start(breast_cancer, rosa).discussion


def send(door, here, body="One more thing."):
    place = reverse("community:reply", args=[here.pk, here.slug])
    return door.post(place, {"body": body, "key": str(uuid4())}, follow=True)


def test_mira_closes_a_discussion_and_says_why(at_home, mira, dana, here):
    arrange(at_home(mira), here, "lock", words="There is a newer discussion.")
    page = at_home(dana).get(here.get_absolute_url()).text
    assert "There is a newer discussion." in page
    assert "This discussion is closed" in page
    assert "Closed" in at_home().get("/communities/breast-cancer/").text
    entry = LogEntry.objects.get(verb="lock")
    assert (entry.actor, entry.kind, entry.number) == (mira, "discussion", here.pk)


def test_a_reply_written_while_it_closed_is_not_lost(at_home, mira, dana, here):
    arrange(at_home(mira), here, "lock", words="Enough for now.")
    answer = send(at_home(dana), here, "My whole story.")
    assert answer.status_code == 409
    assert "My whole story." in answer.text
    assert not Post.objects.filter(author=dana).exists()


def test_moderators_may_still_write_there(at_home, mira, here):
    arrange(at_home(mira), here, "lock", words="Enough for now.")
    send(at_home(mira), here, "A last word.")
    assert Post.objects.filter(author=mira).exists()


def test_it_can_be_opened_again(at_home, mira, dana, here):
    arrange(at_home(mira), here, "lock", words="Enough for now.")
    arrange(at_home(mira), here, "unlock")
    send(at_home(dana), here)
    assert Post.objects.filter(author=dana).exists()


def test_closing_needs_a_sentence(at_home, mira, here):
    answer = arrange(at_home(mira), here, "lock")
    assert "Please say in a sentence why it is closed." in answer.text
    assert not Discussion.objects.get().is_locked


def test_a_pinned_discussion_stands_first_on_the_first_page_only(
    at_home, mira, rosa, dana, breast_cancer, here
):
    others = [start(breast_cancer, who, f"Later {who}") for who in (dana, mira)]
    reply(others[0], rosa)
    arrange(at_home(mira), here, "pin")
    page = at_home().get("/communities/breast-cancer/").text
    assert page.index(here.title) < page.index("Later dana")
    assert page.count(here.title) == 1
    assert "Pinned" in page
    arrange(at_home(mira), here, "unpin")
    page = at_home().get("/communities/breast-cancer/").text
    assert page.index("Later dana") < page.index(here.title)


def test_three_are_pinned_at_most(at_home, mira, rosa, dana, breast_cancer, here):
    for who in (rosa, dana, mira):
        one = start(breast_cancer, who, f"Of {who}", at=here.started_at + timedelta(minutes=1))
        arrange(at_home(mira), one.discussion, "pin")
    answer = arrange(at_home(mira), here, "pin")
    assert "Three discussions are pinned here already." in answer.text
    assert Discussion.objects.filter(pinned=True).count() == 3


def test_who_looks_after_nothing_arranges_nothing(at_home, rosa, dana, here):
    for who in (rosa, dana):
        assert arrange(at_home(who), here, "pin").status_code == 403
    assert not Discussion.objects.get().pinned


def test_two_moderators_at_once_make_one_change(at_home, mira, leah, here):
    arrange(at_home(mira), here, "pin")
    answer = arrange(at_home(leah), here, "lock", words="Enough.", version=here.version)
    assert "Somebody changed this meanwhile." in answer.text
    assert not Discussion.objects.get().is_locked
