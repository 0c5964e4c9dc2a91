import re
from datetime import timedelta

import pytest
from django.urls import reverse

from community import changing
from community.models import Community, Post, PostText
from core import clock

from ..factories import item_of, reply, start


def change(door, post, body, **more):
    form = {"body": body, "version": Post.objects.get(pk=post.pk).version} | more
    return door.post(reverse("community:edit", args=[post.pk]), form, follow=True)


def take_back(door, post, **more):
    form = {"version": Post.objects.get(pk=post.pk).version} | more
    return door.post(reverse("community:withdraw", args=[post.pk]), form, follow=True)


def page_of(door, post) -> str:
    return door.get(post.discussion.get_absolute_url()).text


def test_a_slip_mended_at_once_leaves_no_trace(at_home, rosa, breast_cancer):
    post = start(breast_cancer, rosa, at=clock.now() - timedelta(minutes=4))
    answer = change(at_home(rosa), post, "By the evening it feels like a *wet* sleeve.")
    assert "Your change is saved." in answer.text
    assert "<em>wet</em>" in page_of(at_home(), post)
    assert "Edited" not in page_of(at_home(), post)
    assert not PostText.objects.exists()


def test_after_five_minutes_it_says_edited_and_the_old_words_are_kept(
    at_home, rosa, dana, mira, breast_cancer
):
    post = start(breast_cancer, rosa, at=clock.now() - timedelta(minutes=6))
    change(at_home(rosa), post, "It is better now.")
    assert "Edited" in page_of(at_home(), post)
    history = reverse("community:post_history", args=[post.pk])
    for reader in (rosa, mira):
        assert "like a wet sleeve" in at_home(reader).get(history).text
    assert at_home(dana).get(history).status_code == 404
    assert "wet sleeve" not in page_of(at_home(dana), post)


def test_an_answered_post_is_not_changed_silently(at_home, rosa, dana, breast_cancer):
    post = start(breast_cancer, rosa, at=clock.now() - timedelta(minutes=4))
    reply(post, dana, at=clock.now() - timedelta(minutes=2), answers=post)
    change(at_home(rosa), post, "Other words.")
    assert "Edited" in page_of(at_home(), post)


def test_nobody_edits_the_post_of_another(at_home, rosa, dana, mira, breast_cancer):
    post = start(breast_cancer, rosa)
    for other in (dana, mira):
        assert change(at_home(other), post, "Mine now.").status_code == 403
    assert Post.objects.get().text != "Mine now."


def test_two_tabs_the_second_keeps_its_words_and_shows_the_first(at_home, rosa, breast_cancer):
    post, door = start(breast_cancer, rosa), at_home(rosa)
    change(door, post, "Words of the first tab.")
    answer = change(door, post, "Words of the second tab.", version=1)
    assert answer.status_code == 409
    assert "Words of the first tab." in answer.text
    assert "Words of the second tab." in answer.text
    assert Post.objects.get().text == "Words of the first tab."


def test_whose_log_in_ended_keeps_her_words(at_home, rosa, breast_cancer):
    answer = change(at_home(), start(breast_cancer, rosa), "Half an hour of typing.")
    assert answer.status_code == 401
    assert "Half an hour of typing." in answer.text


def test_a_post_sent_back_is_changed_and_waits_again(at_home, nadia, mira, partners):
    post = start(partners, nadia)
    item, place = item_of(post), reverse("community:item", args=[item_of(post).pk])
    words = {"decision": "send_back", "reason": "other", "message": "Please leave out the name."}
    at_home(mira).post(place, words | {"version": item.version})
    answer = change(at_home(nadia), post, "Without a name.")
    assert "waiting for a moderator" in answer.text
    assert item_of(post).open
    assert "Without a name." in at_home(mira).get(place).text
    at_home(mira).post(place, {"decision": "publish", "version": item_of(post).version})
    assert "Without a name." in page_of(at_home(), post)


def test_a_decision_about_words_that_changed_meanwhile_publishes_nothing(
    at_home, nadia, mira, partners
):
    post = start(partners, nadia)
    item = item_of(post)
    change(at_home(nadia), post, "Buy my sleeves.")
    answer = at_home(mira).post(
        reverse("community:item", args=[item.pk]), {"decision": "publish", "version": item.version}
    )
    assert answer.status_code == 409
    assert "Buy my sleeves." in answer.text
    assert Post.objects.get().state == Post.State.HELD


@pytest.fixture
def published(rosa, breast_cancer) -> Post:
    """Rosa's post, in a community that from now on holds all posts."""
    post = start(breast_cancer, rosa)
    Community.objects.filter(pk=breast_cancer.pk).update(holds=Community.Holds.EVERYBODY)
    return post


def test_where_posts_wait_a_change_waits_too(at_home, rosa, mira, published):
    change(at_home(rosa), published, "Quite other words.")
    assert "wet sleeve" in page_of(at_home(), published)
    assert "Quite other words." not in page_of(at_home(), published)
    place = reverse("community:item", args=[item_of(published).pk])
    assert "Quite other words." in at_home(mira).get(place).text
    form = {"decision": "publish", "version": item_of(published).version}
    at_home(mira).post(place, form)
    assert "Quite other words." in page_of(at_home(), published)


def test_a_change_sent_back_leaves_the_old_words(at_home, rosa, mira, published):
    change(at_home(rosa), published, "Buy my sleeves.")
    place = reverse("community:item", args=[item_of(published).pk])
    form = {"decision": "send_back", "reason": "selling", "message": "Please do not sell."}
    at_home(mira).post(place, form | {"version": item_of(published).version})
    assert "wet sleeve" in page_of(at_home(), published)
    assert not PostText.objects.filter(state="waiting").exists()
    assert "Please do not sell." in at_home(rosa).get("/").text


def test_cutting_something_out_never_waits(at_home, rosa, published):
    change(at_home(rosa), published, "By the evening it feels like a sleeve.")
    assert "feels like a sleeve." in page_of(at_home(), published)


@pytest.mark.parametrize(
    ("old", "new", "cuts"),
    [
        ("one two three", "one three", True),
        ("one two three", "one four", False),
        ("one two three", "three one", False),
        ("one two", "one two", True),
        ("one", "one one", False),
    ],
)
def test_only_cutting_means_the_same_words_in_their_order(old, new, cuts):
    assert changing.only_cuts(old, new) is cuts


def test_a_hidden_post_stays_hidden_when_its_author_mends_it(
    at_home, rosa, dana, mira, breast_cancer
):
    opening = start(breast_cancer, rosa)
    post = reply(opening, dana)
    Post.objects.filter(pk=post.pk).update(state=Post.State.HIDDEN)
    change(at_home(dana), post, "Mended words.")
    assert "Mended words." not in page_of(at_home(), post)
    place = reverse("community:item", args=[item_of(post).pk])
    assert "Mended words." in at_home(mira).get(place).text


def test_a_change_made_after_a_moderator_looked_is_not_published_unseen(
    at_home, rosa, mira, published
):
    change(at_home(rosa), published, "A harmless change.")
    seen = item_of(published)
    change(at_home(rosa), published, "Buy my sleeves.")
    place = reverse("community:item", args=[seen.pk])
    answer = at_home(mira).post(place, {"decision": "publish", "version": seen.version})
    assert answer.status_code == 409
    assert "sleeves" not in page_of(at_home(), published).replace("sleeve", "", 1)


def test_what_a_newcomer_changes_is_read_again(at_home, nadia, mira, breast_cancer):
    post = start(breast_cancer, nadia)
    place = reverse("community:item", args=[item_of(post).pk])
    at_home(mira).post(place, {"decision": "no_action", "version": item_of(post).version})
    change(at_home(nadia), post, "Buy my sleeves.")
    assert item_of(post).open


def test_a_cut_that_turns_the_meaning_round_is_read(at_home, rosa, published):
    change(at_home(rosa), published, "By the evening it feels like a sleeve.")
    assert item_of(published).open


def test_what_an_author_cuts_out_is_cut_out_of_quotes(at_home, rosa, dana, breast_cancer):
    opening = start(breast_cancer, rosa, text="I live at the mill. My arm is heavy.")
    reply(opening, dana, "Oh.", answers=opening, quote="I live at the mill.")
    change(at_home(rosa), opening, "My arm is heavy.")
    assert "mill" not in page_of(at_home(), opening)


def test_a_change_sent_back_is_kept_for_its_author(at_home, rosa, mira, published):
    change(at_home(rosa), published, "A long and careful change.")
    place = reverse("community:item", args=[item_of(published).pk])
    form = {"decision": "send_back", "reason": "other", "message": "One thing, please."}
    at_home(mira).post(place, form | {"version": item_of(published).version})
    history = reverse("community:post_history", args=[published.pk])
    assert "A long and careful change." in at_home(rosa).get(history).text


def test_a_change_to_what_was_removed_meanwhile_is_not_lost(at_home, rosa, breast_cancer):
    post = start(breast_cancer, rosa)
    Post.objects.filter(pk=post.pk).update(state=Post.State.REMOVED)
    answer = change(at_home(rosa), post, "Half an hour of typing.")
    assert answer.status_code == 404
    assert "Half an hour of typing." in answer.text


def test_on_the_page_of_a_change_stand_her_words_and_no_others(at_home, rosa, breast_cancer):
    post = start(breast_cancer, rosa)
    page = at_home(rosa).get(reverse("community:edit", args=[post.pk])).text
    assert not re.search(r">\s*None\b|\bNone<", page)
