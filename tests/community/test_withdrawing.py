from datetime import timedelta

from django.urls import reverse

from community import changing
from community.models import Discussion, Post, ReviewItem
from core import clock

from ..factories import item_of, many_replies, reply, start


def take_back(door, post, **more):
    form = {"version": Post.objects.get(pk=post.pk).version} | more
    return door.post(reverse("community:withdraw", args=[post.pk]), form, follow=True)


def page_of(door, post) -> str:
    return door.get(post.discussion.get_absolute_url()).text


def test_rosa_takes_a_reply_back_and_puts_it_there_again(at_home, rosa, dana, breast_cancer):
    opening = start(breast_cancer, dana)
    post, door = reply(opening, rosa, "Said too much."), at_home(rosa)
    answer = take_back(door, post)
    assert "For a day you can undo it" in answer.text
    assert "Undo, and show it again" in page_of(door, post)
    assert "Said too much." not in page_of(at_home(), post)
    assert "Its author took this reply back." in page_of(at_home(), post)
    assert Discussion.objects.get().reply_count == 0
    take_back(door, post)
    assert "Said too much." in page_of(at_home(), post)
    assert Discussion.objects.get().reply_count == 1


def test_an_opening_post_without_replies_takes_its_discussion_along(at_home, rosa, breast_cancer):
    post = start(breast_cancer, rosa)
    take_back(at_home(rosa), post)
    assert at_home().get(post.discussion.get_absolute_url()).status_code == 404
    assert "Heavy arm" not in at_home().get("/").text
    take_back(at_home(rosa), post)
    assert at_home().get(post.discussion.get_absolute_url()).status_code == 200


def test_an_opening_post_with_replies_leaves_them_and_nothing_of_its_words(
    at_home, rosa, dana, breast_cancer
):
    post = start(breast_cancer, rosa)
    reply(post, dana, "A reply that stays.")
    take_back(at_home(rosa), post)
    for address in ("/", "/communities/breast-cancer/", post.discussion.get_absolute_url()):
        assert "wet sleeve" not in at_home().get(address).text
    assert "A reply that stays." in page_of(at_home(), post)


def test_after_a_day_it_cannot_be_undone(at_home, rosa, dana, breast_cancer):
    post = reply(start(breast_cancer, dana), rosa)
    take_back(at_home(rosa), post)
    Post.objects.filter(pk=post.pk).update(state_at=clock.now() - timedelta(hours=25))
    assert take_back(at_home(rosa), post).status_code == 404


def test_nobody_takes_back_the_post_of_another(at_home, rosa, dana, mira, breast_cancer):
    post = start(breast_cancer, rosa)
    for other in (dana, mira):
        assert take_back(at_home(other), post).status_code == 403


def test_what_waits_and_is_taken_back_needs_no_decision(at_home, nadia, mira, partners):
    post = start(partners, nadia)
    take_back(at_home(nadia), post)
    assert not ReviewItem.objects.get().open
    assert "Heavy arm" not in at_home(mira).get(reverse("community:queue")).text


def test_what_was_reported_and_is_taken_back_is_still_read(at_home, rosa, dana, breast_cancer):
    post = start(breast_cancer, rosa)
    at_home(dana).post(reverse("community:report", args=[post.pk]), {"reason": "worried"})
    take_back(at_home(rosa), post)
    assert ReviewItem.objects.get().open


def test_after_thirty_days_the_words_are_gone(at_home, rosa, dana, breast_cancer):
    post = reply(start(breast_cancer, dana), rosa, "Said too much.")
    take_back(at_home(rosa), post)
    assert changing.blank_withdrawn() == 0
    Post.objects.filter(pk=post.pk).update(state_at=clock.now() - timedelta(days=31))
    assert changing.blank_withdrawn() == 1
    assert Post.objects.get(pk=post.pk).text == Post.objects.get(pk=post.pk).html == ""


def test_dana_quotes_a_passage_and_it_leads_back(at_home, rosa, dana, breast_cancer):
    post, door = start(breast_cancer, rosa), at_home(dana)
    page = door.get(post.discussion.get_absolute_url(), {"answer": post.pk, "quote": 1}).text
    assert "like a wet sleeve.</textarea>" in page
    place = reverse("community:reply", args=[post.discussion_id, post.discussion.slug])
    form = {"body": "Yes.", "key": "0" * 32, "reply_to": post.pk}
    door.post(place, form | {"quote": "like a wet sleeve"})
    assert "<bdi>rosa</bdi> wrote</cite>like a wet sleeve</blockquote>" in page_of(at_home(), post)


def test_a_quote_is_word_for_word(at_home, rosa, dana, breast_cancer):
    post = start(breast_cancer, rosa)
    place = reverse("community:reply", args=[post.discussion_id, post.discussion.slug])
    form = {"body": "My answer.", "key": "0" * 32, "reply_to": post.pk, "quote": "a dry sleeve"}
    answer = at_home(dana).post(place, form)
    assert answer.status_code == 422
    assert "A quote is one passage, word for word." in answer.text
    assert "My answer." in answer.text


def test_a_quote_goes_when_what_it_quotes_goes(at_home, rosa, dana, breast_cancer):
    opening = start(breast_cancer, rosa)
    quoted = reply(opening, rosa, "A secret slipped out.")
    reply(opening, dana, "Oh.", at=clock.now(), answers=quoted, quote="secret slipped")
    assert "secret slipped" in page_of(at_home(), opening)
    take_back(at_home(rosa), quoted)
    assert "secret slipped" not in page_of(at_home(), opening)


def test_nothing_escapes_by_going_and_coming_back(at_home, rosa, dana, mira, breast_cancer):
    post = reply(start(breast_cancer, dana), rosa, "Unkind words.")
    at_home(dana).post(reverse("community:report", args=[post.pk]), {"reason": "unkind"})
    take_back(at_home(rosa), post)
    place = reverse("community:item", args=[item_of(post).pk])
    at_home(mira).post(place, {"decision": "no_action", "version": item_of(post).version})
    take_back(at_home(rosa), post)
    assert item_of(post).open


def test_a_waiting_post_taken_back_can_be_put_back_where_she_sees_it(
    at_home, nadia, rosa, partners
):
    opening = start(partners, rosa)
    post, door = reply(opening, nadia, "Too soon."), at_home(nadia)
    take_back(door, post)
    assert reverse("community:withdraw", args=[post.pk]) in page_of(door, post)
    take_back(door, post)
    assert item_of(post).open


def test_the_last_of_many_pages_shows_what_waits_to_its_author(at_home, rosa, dana, breast_cancer):
    opening = start(breast_cancer, rosa)
    many_replies(opening, dana, 21)
    answer = at_home().get(opening.discussion.get_absolute_url(), {"page": 2})
    assert "Reply 20" in answer.text
