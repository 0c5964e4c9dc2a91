"""What somebody typed and has not sent yet."""

from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.urls import reverse

from community import drafting
from community.models import Discussion, Draft, Post
from community.posting import NotOpen
from core import clock

from ..factories import begin, reply, start
from ..threads import together, tried

STORY = "It began with the curtains, which I could not lift."


def address(name, *args):
    return reverse(f"community:{name}", args=args)


def form_on(door, path: str) -> dict:
    """The form as the page brings it: what a browser would send back unchanged."""
    form = door.get(path).context["form"]
    data = {}
    for field in form:
        value = field.value()
        if value not in (None, "", []):
            data[field.html_name] = value
    return data


def keep(door, form: dict, **more):
    return door.post(address("save_draft"), form | more)


@pytest.fixture
def opening(rosa, breast_cancer) -> Post:
    return start(breast_cancer, rosa)


@pytest.fixture
def talk(opening) -> str:
    return opening.discussion.get_absolute_url()


def test_what_dana_typed_on_her_phone_is_there_on_her_computer(at_home, dana, talk):
    phone, computer = at_home(dana), at_home(dana)
    saved = keep(phone, form_on(phone, talk), body=STORY, content_notes=["8"])
    assert saved.json()["seen"]
    page = computer.get(talk)
    assert STORY in page.text
    assert "We kept what you wrote here, just now" in page.text
    assert page.context["form"]["content_notes"].value() == ["8"]


def test_nobody_else_finds_it(at_home, rosa, dana, mira, olive, talk, opening):
    draft = begin(opening.discussion, dana, STORY)
    for other in (rosa, mira, olive, None):
        assert STORY not in at_home(other).get(talk).text
        assert STORY not in at_home(other).get(address("drafts"), follow=True).text
    assert at_home(mira).post(address("throw_away", draft.pk)).status_code == 404
    assert STORY.encode() not in bytes(Draft.objects.get().sealed)


def test_nobody_saves_into_the_drafts_of_another(at_home, dana, sam, talk):
    form = form_on(at_home(dana), talk)
    assert keep(at_home(sam), form, body=STORY).status_code == 422
    assert keep(at_home(), form, body=STORY).status_code == 401
    assert not Draft.objects.exists()


def test_a_draft_goes_when_it_is_sent(at_home, dana, opening, talk):
    door = at_home(dana)
    form = form_on(door, talk)
    keep(door, form, body="It began")
    form = form_on(door, talk) | {"body": STORY}
    door.post(f"{talk}reply/", form)
    assert Post.objects.get(author=dana).text == STORY
    assert not Draft.objects.exists()
    # A save that was on its way meanwhile does not bring it back.
    assert keep(door, form).json() == {"seen": ""}
    assert not Draft.objects.exists()


def test_a_new_discussion_is_kept_with_all_its_choices(at_home, rosa, breast_cancer):
    door, page = at_home(rosa), address("start", "breast-cancer")
    chosen = {"title": "Curtains", "body": STORY, "topics": ["biopsy"], "kind": "listening"}
    keep(door, form_on(door, page), **chosen, audience="1", content_notes=["2", "64"])
    form = form_on(door, page)
    assert chosen.items() <= form.items()
    assert form["audience"] == "1"
    assert form["content_notes"] == ["2", "64"]
    door.post(page, form)
    assert Discussion.objects.get().audience == 1
    assert not Draft.objects.exists()


@pytest.mark.parametrize("button", [{"preview": "1"}, {"title": ""}])
def test_without_script_preview_keeps_it_and_so_does_a_refusal(
    at_home, rosa, breast_cancer, button
):
    door, page = at_home(rosa), address("start", "breast-cancer")
    door.post(page, form_on(door, page) | {"title": "Curtains", "body": STORY} | button)
    assert STORY in at_home(rosa).get(page).text


def test_a_change_of_a_post_is_kept_until_it_is_saved(at_home, rosa, opening):
    door, page = at_home(rosa), address("edit", opening.pk)
    keep(door, form_on(door, page), body=STORY)
    form = form_on(at_home(rosa), page)
    assert form["body"] == STORY
    door.post(page, form)
    assert Post.objects.get().text == STORY
    assert not Draft.objects.exists()
    keep(door, form)  # late
    assert not Draft.objects.exists()


def test_a_kept_change_of_a_post_that_changed_meanwhile_shows_both(at_home, rosa, opening):
    door, page = at_home(rosa), address("edit", opening.pk)
    first = form_on(door, page)
    keep(door, first, body=STORY)
    door.post(page, first | {"body": "Words of the other window."})
    answer = door.post(page, form_on(door, page))
    assert answer.status_code == 409
    assert STORY in answer.text
    assert "Words of the other window." in answer.text


def test_two_windows_keep_both_texts_and_show_them(at_home, dana, talk):
    door = at_home(dana)
    one, two = form_on(door, talk), form_on(door, talk)
    saved = keep(door, one, body="Words of the kitch").json()
    assert keep(door, two, body="Words of the waiting room.").status_code == 409
    assert keep(door, one | saved, body="Words of the kitchen.").status_code == 200
    page = door.get(talk).text
    assert "Words of the kitchen." in page
    assert "Words of the waiting room." in page
    answer = door.post(f"{talk}reply/", two | {"body": "Words of the train.", "preview": "1"})
    assert "Words of the kitchen." in answer.text
    assert "Words of the train." in answer.text


def test_who_sends_the_words_of_one_window_keeps_those_of_the_other(at_home, dana, talk):
    door = at_home(dana)
    one, two = form_on(door, talk), form_on(door, talk)
    keep(door, one, body="Words of the kitchen.")
    door.post(f"{talk}reply/", two | {"body": "Words of the waiting room."})
    assert Post.objects.get(author=dana).text == "Words of the waiting room."
    assert form_on(door, talk)["body"] == "Words of the kitchen."
    assert form_on(door, talk)["key"] not in {one["key"], two["key"]}


@pytest.mark.usefixtures("committed")
def test_two_devices_at_once_lose_nothing(breast_cancer, dana):
    texts = [f"Words of device {n}." for n in range(2)]
    outcomes = together(*(partial(tried, begin, breast_cancer, dana, text) for text in texts))
    kinds = sorted(type(one).__name__ for one in outcomes)
    assert kinds == ["ChangedElsewhere", "Draft"]
    kept = str(Draft.objects.get().fields)
    assert all(text in kept for text in texts)


def test_the_list_of_drafts_leads_back_and_one_can_be_thrown_away(
    at_home, dana, breast_cancer, opening
):
    door = at_home(dana)
    begin(opening.discussion, dana, STORY)
    begin(breast_cancer, dana, "Another thing entirely.", title="Sleep")
    page = door.get(address("drafts")).text
    assert "A reply in “Heavy arm”" in page
    assert "A new discussion in Breast Cancer Community" in page
    draft = Draft.objects.get(discussion=opening.discussion)
    assert STORY in door.get(address("throw_away", draft.pk)).text
    door.post(address("throw_away", draft.pk))
    assert STORY not in door.get(address("drafts")).text
    assert "Another thing entirely." in door.get(address("drafts")).text


def test_a_draft_for_a_place_she_may_no_longer_see_keeps_its_words(at_home, dana, opening):
    begin(opening.discussion, dana, STORY)
    Discussion.objects.update(audience=2)
    page = at_home(dana).get(address("drafts")).text
    assert STORY in page
    assert "Heavy arm" not in page
    assert "For a place that is not there for you any more" in page


def test_after_half_a_year_untouched_drafts_go(dana, breast_cancer, opening):
    with clock.at(clock.now() - timedelta(days=181)):
        begin(opening.discussion, dana, STORY)
    begin(breast_cancer, dana, "Of today")
    call_command("tidy")
    assert drafting.words_of(Draft.objects.get().fields) == "Of today"


def test_an_emptied_box_is_no_draft(at_home, dana, talk):
    door = at_home(dana)
    keep(door, form_on(door, talk), body=STORY)
    assert keep(door, form_on(door, talk), body=" ").status_code == 200
    assert not Draft.objects.exists()


def test_what_is_too_long_to_send_is_kept_all_the_same(at_home, dana, talk):
    door = at_home(dana)
    long = "So tired. " * 3_000
    answer = door.post(f"{talk}reply/", form_on(door, talk) | {"body": long})
    assert answer.status_code == 422
    assert form_on(door, talk)["body"].strip() == long.strip()
    assert keep(door, form_on(door, talk), body=long * 9).status_code == 413


def test_a_reply_to_a_discussion_that_was_closed_meanwhile(at_home, rosa, dana, opening, talk):
    door = at_home(dana)
    form = form_on(door, talk) | {"body": STORY}
    Discussion.objects.update(locked_at=clock.now(), locked_words="It is said.")
    answer = door.post(f"{talk}reply/", form)
    assert answer.status_code == 409
    assert STORY in answer.text
    go_on = f"{address('start', 'breast-cancer')}?from={opening.discussion_id}"
    assert go_on in answer.text
    later = at_home(dana).get(talk).text
    assert "You had begun a reply" in later
    assert STORY in later
    begun = form_on(door, go_on)["body"]
    assert STORY in begun
    assert f"/discussions/{opening.discussion_id}/talk/" in begun


def test_a_reply_where_she_may_no_longer_read_is_kept_and_not_published(
    at_home, dana, opening, talk
):
    door = at_home(dana)
    form = form_on(door, talk) | {"body": STORY}
    Discussion.objects.update(audience=2)
    answer = door.post(f"{talk}reply/", form)
    assert answer.status_code == 404
    assert STORY in answer.text
    assert "It is kept among your drafts." in answer.text
    assert not Post.objects.filter(author=dana).exists()
    assert STORY in door.get(address("drafts")).text


def test_the_audience_is_asked_again_in_the_moment_of_publishing(dana, opening):
    Discussion.objects.update(audience=2)
    with pytest.raises(NotOpen):
        reply(opening, dana)


def test_no_form_and_no_forged_one_tells_what_is_hidden(at_home, dana, opening, talk):
    Discussion.objects.update(audience=2)
    answer = at_home(dana).post(f"{talk}reply/", {"body": STORY, "key": str(uuid4())})
    assert "kept among your drafts" not in answer.text
    assert not Draft.objects.exists()


def test_an_answer_to_a_post_hidden_meanwhile_is_sent_without_its_quote(
    at_home, rosa, dana, opening, talk
):
    hidden = reply(opening, rosa, "Like a wet sleeve.")
    door = at_home(dana)
    form = form_on(door, f"{talk}?answer={hidden.pk}&quote=1") | {"body": STORY}
    assert form["quote"] == "Like a wet sleeve."
    Post.objects.filter(pk=hidden.pk).update(state=Post.State.HIDDEN)
    door.post(f"{talk}reply/", form)
    sent = Post.objects.get(author=dana)
    assert (sent.answers, sent.quote, sent.text) == (None, "", STORY)


def test_a_kept_answer_still_knows_whom_it_answers(at_home, rosa, dana, opening, talk):
    door, other = at_home(dana), reply(opening, rosa, "Another thought.")
    keep(door, form_on(door, f"{talk}?answer={opening.pk}"), body=STORY)
    assert form_on(door, talk)["reply_to"] == str(opening.pk)
    assert "You are answering" in door.get(talk).text
    assert form_on(door, f"{talk}?answer={other.pk}")["reply_to"] == other.pk
