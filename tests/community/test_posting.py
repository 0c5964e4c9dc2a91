from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from community.models import Community, Discussion, Post
from core import clock

from ..factories import make_topic, many_replies, reply, start


def address(name, *args):
    return reverse(f"community:{name}", args=args)


def words(**more):
    return {
        "title": "My arm feels heavy",
        "body": "By the evening it is like a *wet* sleeve.",
        "topics": ["lymphedema"],
        "key": str(uuid4()),
    } | more


def test_rosa_starts_a_discussion_and_everybody_reads_it(at_home, rosa, breast_cancer):
    answer = at_home(rosa).post(address("start", "breast-cancer"), words(), follow=True)
    assert "Your discussion is now public." in answer.text
    page = at_home().get(Discussion.objects.get().get_absolute_url()).text
    assert "My arm feels heavy" in page
    assert "<em>wet</em>" in page
    assert "rosa" in page


def test_a_form_sent_twice_is_one_discussion(at_home, rosa, breast_cancer):
    door, form = at_home(rosa), words()
    first = door.post(address("start", "breast-cancer"), form)
    second = door.post(address("start", "breast-cancer"), form)
    assert first.url == second.url
    assert Discussion.objects.count() == 1


def test_a_reply_sent_twice_is_one_reply(at_home, rosa, dana, breast_cancer):
    opening = start(breast_cancer, rosa)
    place = address("reply", opening.discussion_id, "heavy-arm")
    form = {"body": "Ask for the measurements.", "key": str(uuid4())}
    door = at_home(dana)
    assert door.post(place, form).url == door.post(place, form).url
    assert Discussion.objects.get().reply_count == 1


def test_other_words_under_a_used_key_are_kept_and_she_is_told(at_home, rosa, dana, breast_cancer):
    opening = start(breast_cancer, rosa)
    place = address("reply", opening.discussion_id, "heavy-arm")
    door, key = at_home(dana), str(uuid4())
    door.post(place, {"body": "First words", "key": key})
    answer = door.post(place, {"body": "Second thoughts", "key": key})
    assert answer.status_code == 409
    assert "Second thoughts" in answer.text
    assert Post.objects.filter(author=dana).count() == 1


def test_another_title_under_a_used_key_is_not_lost(at_home, rosa, breast_cancer):
    door, form = at_home(rosa), words()
    door.post(address("start", "breast-cancer"), form)
    answer = door.post(address("start", "breast-cancer"), form | {"title": "A better title"})
    assert answer.status_code == 409
    assert "A better title" in answer.text


def test_a_line_break_counts_as_one_character(at_home, rosa, breast_cancer):
    form = words(body="a\r\n" * 9_999 + "b")
    assert at_home(rosa).post(address("start", "breast-cancer"), form).status_code == 302


def test_a_refused_form_comes_back_with_every_word(at_home, rosa, breast_cancer):
    form = words(title="", topics=[], body="I cannot sleep, and it is three at night.")
    answer = at_home(rosa).post(address("start", "breast-cancer"), form)
    assert answer.status_code == 422
    assert "I cannot sleep, and it is three at night." in answer.text
    assert "Add a title, so that people know what you are asking." in answer.text
    assert "Choose at least one topic." in answer.text
    assert "Nothing you wrote has been lost." in answer.text


def test_six_topics_are_one_too_many(at_home, rosa, breast_cancer):
    names = ["Lumps", "Genetics", "Radiation", "Surgery", "Biopsy", "Lymphedema"]
    breast_cancer.topics.set([make_topic(name) for name in names])
    form = words(topics=[name.lower() for name in names])
    answer = at_home(rosa).post(address("start", "breast-cancer"), form)
    assert "Please choose five topics at most." in answer.text


def test_only_what_can_be_seen_counts_as_words(at_home, rosa, breast_cancer):
    answer = at_home(rosa).post(address("start", "breast-cancer"), words(body="\u200b \u2063"))
    assert "Please write something first." in answer.text
    assert not Post.objects.exists()


def test_whose_log_in_ended_while_she_wrote_keeps_her_words(at_home, rosa, breast_cancer):
    opening = start(breast_cancer, rosa)
    form = {"body": "Half an hour of typing.", "key": str(uuid4())}
    answer = at_home().post(address("reply", opening.discussion_id, "heavy-arm"), form)
    assert answer.status_code == 401
    assert "Half an hour of typing." in answer.text
    answer = at_home().post(address("start", "breast-cancer"), words())
    assert answer.status_code == 401
    assert "wet* sleeve" in answer.text


def test_a_preview_shows_the_words_and_posts_nothing(at_home, rosa, breast_cancer):
    form = words(preview="1", body="It is **heavy**.")
    answer = at_home(rosa).post(address("start", "breast-cancer"), form)
    assert "<strong>heavy</strong>" in answer.text
    assert "It is **heavy**." in answer.text
    assert not Post.objects.exists()


def test_the_preview_address_gives_the_html_of_a_text(at_home):
    answer = at_home().post(address("preview"), {"body": "*so* <b>"})
    assert answer.text.strip() == '<div class="prose"><p><em>so</em> &lt;b&gt;</p>\n</div>'


def test_dana_answers_a_post_and_it_says_so(at_home, rosa, dana, breast_cancer):
    opening = start(breast_cancer, rosa)
    door = at_home(dana)
    page = door.get(opening.discussion.get_absolute_url(), {"answer": opening.pk})
    assert f'name="reply_to" value="{opening.pk}"' in page.text
    place = address("reply", opening.discussion_id, "heavy-arm")
    door.post(place, {"body": "Yes.", "key": str(uuid4()), "reply_to": opening.pk})
    assert Post.objects.get(author=dana).answers == opening


def test_an_answer_to_a_post_hidden_meanwhile_answers_the_discussion(
    at_home, rosa, dana, breast_cancer
):
    opening = start(breast_cancer, rosa)
    hidden = reply(opening, rosa)
    Post.objects.filter(pk=hidden.pk).update(state=Post.State.HIDDEN)
    place = address("reply", opening.discussion_id, "heavy-arm")
    form = {"body": "Yes.", "key": str(uuid4()), "reply_to": hidden.pk}
    at_home(dana).post(place, form)
    assert Post.objects.get(author=dana).answers is None


def test_two_posts_in_one_second_are_asked_to_wait_kindly(at_home, rosa, dana, breast_cancer):
    opening = start(breast_cancer, rosa)
    place, door = address("reply", opening.discussion_id, "heavy-arm"), at_home(dana)
    door.post(place, {"body": "One.", "key": str(uuid4())})
    answer = door.post(place, {"body": "And another thing.", "key": str(uuid4())})
    assert answer.status_code == 429
    assert "And another thing." in answer.text
    assert "Please try again in" in answer.text


def test_a_newcomer_starts_three_discussions_a_day(at_home, nadia, breast_cancer):
    for hours in (4, 3, 2):
        start(breast_cancer, nadia, f"{hours} hours ago", at=clock.now() - timedelta(hours=hours))
    answer = at_home(nadia).post(address("start", "breast-cancer"), words())
    assert answer.status_code == 429
    assert "You have started several discussions today." in answer.text
    assert "wet* sleeve" in answer.text


def test_a_reply_to_a_discussion_hidden_meanwhile_is_not_lost(
    at_home, rosa, dana, mira, breast_cancer
):
    opening = start(breast_cancer, rosa)
    Discussion.objects.update(state=Discussion.State.HIDDEN)
    form = {"body": "My whole story.", "key": str(uuid4())}
    place = address("reply", opening.discussion_id, "heavy-arm")
    answer = at_home(mira).post(place, form)
    assert answer.status_code == 409
    assert "My whole story." in answer.text


def test_a_held_newcomer_sees_her_post_and_nobody_else_does(at_home, nadia, sam, partners):
    answer = at_home(nadia).post(address("start", "partners"), words(), follow=True)
    assert "Waiting for a moderator" in answer.text
    here = Discussion.objects.get()
    assert "wet</em> sleeve" in at_home(nadia).get(here.get_absolute_url()).text
    assert at_home(sam).get(here.get_absolute_url()).status_code == 404
    assert at_home().get(here.get_absolute_url()).status_code == 404
    assert "My arm feels heavy" not in at_home(sam).get(address("community", "partners")).text
    assert "My arm feels heavy" in at_home(nadia).get(address("community", "partners")).text


def test_words_about_waiting_appear_only_where_the_community_holds(
    at_home, nadia, breast_cancer, partners
):
    assert "moderator reads" not in at_home(nadia).get(address("start", "breast-cancer")).text
    assert "moderator reads" in at_home(nadia).get(address("start", "partners")).text


def test_who_settled_in_is_not_held_any_more(at_home, nadia, rosa, partners, breast_cancer):
    long_ago = clock.now() - timedelta(days=4)
    type(nadia).objects.filter(pk=nadia.pk).update(date_joined=long_ago)
    many_replies(start(breast_cancer, rosa, at=long_ago), nadia, 3)
    at_home(nadia).post(address("start", "partners"), words())
    assert Post.objects.get(discussion__community=partners).state == Post.State.PUBLISHED


def test_all_wait_where_the_community_holds_all(rosa, breast_cancer):
    Community.objects.update(holds=Community.Holds.EVERYBODY)
    breast_cancer.refresh_from_db()
    assert start(breast_cancer, rosa).state == Post.State.HELD


def test_a_wrong_slug_leads_to_the_right_one(at_home, rosa, breast_cancer):
    opening = start(breast_cancer, rosa)
    answer = at_home().get(address("discussion", opening.discussion_id, "other"))
    assert answer.url == opening.discussion.get_absolute_url()


def test_the_permanent_link_leads_to_the_page_of_the_post(at_home, rosa, dana, breast_cancer):
    opening = start(breast_cancer, rosa)
    posts = many_replies(opening, dana, 21)
    answer = at_home().get(address("post", posts[-1].pk))
    assert answer.url == f"{opening.discussion.get_absolute_url()}?page=2#post-{posts[-1].pk}"


@pytest.mark.parametrize("page", ["0", "-1", "2", "1e9", "٣", "NaN", "%00", ""])
def test_a_page_that_is_none_is_not_found(at_home, rosa, breast_cancer, page):
    opening = start(breast_cancer, rosa)
    answer = at_home().get(f"{opening.discussion.get_absolute_url()}?page={page}")
    assert answer.status_code == 404
