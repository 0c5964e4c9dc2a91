"""A search finds what its reader may see, and nothing else."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.core.management import call_command

from accounts.models import Block, ContentNote, User
from articles.models import Term
from community import changing, finding, moderation, reporting
from community.membership import appoint
from community.models import Audience, Discussion, Post, Rank
from community.posting import About
from core import clock
from search.models import SearchRow

from ..factories import item_of, make_article, make_topic, reply, start

pytestmark = pytest.mark.django_db
WORD = "zanzibar"


def page(door, q: str = WORD, **more) -> str:
    got = door.get("/search/", {"q": q, **more})
    assert got.status_code == 200
    return got.text


def found(door, q: str = WORD, **more) -> int:
    got = door.get("/search/", {"q": q, **more})
    assert len(got.context["results"]) == got.context["total"]
    return got.context["total"]


def decide(act, post, by):
    reporting.report(post, by=None, reason="other", address="::1")
    item = item_of(post)
    act(item, by=by, version=item.version, reason="other", message="Please see.")


@pytest.fixture
def opening(breast_cancer, rosa):
    return start(breast_cancer, rosa, "A heavy arm", text=f"It was in {WORD}.")


def test_a_post_is_found_by_everybody_from_its_first_moment(at_home, opening, dana):
    assert found(at_home()) == found(at_home(dana)) == 1
    text = page(at_home())
    assert f"It was in <mark>{WORD}</mark>." in text
    assert "Members’ experience" in text
    assert 'content="noindex"' in text


def test_a_discussion_is_listed_once(at_home, opening, dana):
    reply(opening, dana, f"I was in {WORD} too.")
    assert found(at_home()) == 1
    assert "1 more post has these words" in page(at_home())


def test_what_waits_is_found_by_nobody(at_home, partners, nadia, mira):
    post = start(partners, nadia, text=WORD)
    for person in (None, nadia, mira):
        assert found(at_home(person)) == 0
    item = item_of(post)
    moderation.publish(item, by=mira, version=item.version)
    assert found(at_home()) == 1


def test_a_hidden_or_removed_reply_is_not_found_and_comes_back(at_home, opening, dana, mira):
    post = reply(opening, dana, "quokka")
    decide(moderation.hide, post, mira)
    assert found(at_home(mira), "quokka") == 0
    decide(moderation.restore, post, mira)
    assert found(at_home(), "quokka") == 1
    decide(moderation.remove, post, mira)
    assert found(at_home(), "quokka") == 0
    assert not SearchRow.objects.filter(number=post.pk).exists()


def test_with_its_opening_a_whole_discussion_goes_and_comes_back(at_home, opening, dana, mira):
    reply(opening, dana, "quokka")
    decide(moderation.hide, opening, mira)
    assert found(at_home(), "quokka") == found(at_home()) == 0
    assert SearchRow.objects.count() == 0
    decide(moderation.restore, opening, mira)
    assert found(at_home(), "quokka") == found(at_home()) == 1


def test_old_words_are_not_found_after_a_change(at_home, opening, rosa):
    post = Post.objects.get(pk=opening.pk)
    changing.edit(post, by=rosa, text="It was in quokka.", version=post.version)
    assert found(at_home()) == 0
    assert found(at_home(), "quokka") == 1


def test_what_was_taken_back_is_not_found_until_that_is_undone(at_home, opening, rosa):
    post = Post.objects.get(pk=opening.pk)
    changing.withdraw(post, by=rosa, version=post.version)
    assert found(at_home(rosa)) == 0
    post.refresh_from_db()
    changing.undo_withdrawal(post, by=rosa, version=post.version)
    assert found(at_home()) == 1


def test_the_replies_stay_when_an_opening_is_taken_back(at_home, opening, rosa, dana):
    reply(opening, dana, "quokka")
    post = Post.objects.get(pk=opening.pk)
    changing.withdraw(post, by=rosa, version=post.version)
    assert (found(at_home()), found(at_home(), "quokka")) == (0, 1)
    post.refresh_from_db()
    changing.undo_withdrawal(post, by=rosa, version=post.version)
    assert (found(at_home()), found(at_home(), "quokka")) == (1, 1)


@pytest.mark.parametrize("audience", [Audience.MEMBERS, Audience.JOINED])
def test_an_audience_is_the_audience_of_search(at_home, breast_cancer, rosa, dana, sam, audience):
    start(breast_cancer, rosa, f"{WORD} and I", about=About(audience=audience))
    appoint(dana, breast_cancer, Rank.MEMBER, by=None)
    assert found(at_home()) == 0
    assert found(at_home(sam)) == (1 if audience == Audience.MEMBERS else 0)
    assert found(at_home(dana)) == 1
    for person in (None, sam)[:audience]:
        answer = at_home(person).get("/communities/breast-cancer/similar/", {"title": WORD})
        assert WORD not in answer.text
    answer = at_home(dana).get("/communities/breast-cancer/similar/", {"title": WORD})
    assert f"{WORD} and I" in answer.text


def test_a_moderator_finds_what_is_said_where_she_looks_after(at_home, breast_cancer, rosa, mira):
    start(breast_cancer, rosa, text=WORD, about=About(audience=Audience.JOINED))
    assert found(at_home(mira)) == 1


def test_a_narrowed_discussion_is_narrowed_in_search(at_home, opening, sam):
    talk = opening.discussion
    Discussion.objects.filter(pk=talk.pk).update(audience=Audience.JOINED)
    talk.refresh_from_db()
    finding.narrowed(talk)
    assert found(at_home(sam)) == found(at_home()) == 0


def test_who_was_blocked_is_not_met_in_search(at_home, opening, rosa, dana, sam):
    reply(opening, dana, f"{WORD} again")
    Block.objects.create(by=sam, whom=dana)
    assert found(at_home(sam)) == 1
    assert "1 more post" not in page(at_home(sam))
    Block.objects.create(by=sam, whom=rosa)  # who started it
    assert found(at_home(sam)) == 0
    assert found(at_home(dana)) == 1


def test_content_notes_are_folded_or_left_out_as_the_reader_wants(
    at_home, breast_cancer, rosa, dana, sam
):
    note = ContentNote.NEEDLES
    post = start(breast_cancer, rosa, "A long day", text=f"{WORD} first")
    reply(post, dana, f"{WORD} and a needle", content_notes=note)
    post = start(breast_cancer, sam, "Another day", text=f"{WORD} sharp", about=About(0, note))
    reply(post, rosa, f"{WORD} below a note")
    assert found(at_home()) == 2
    assert "sharp" in page(at_home()) or "below" in page(at_home())
    User.objects.filter(pk=sam.pk).update(fold_notes=note)
    text = page(at_home(sam))
    assert "Content note: needles" in text
    assert "sharp" not in text
    assert "below" not in text
    User.objects.filter(pk=sam.pk).update(fold_notes=0, leave_out_notes=note)
    text = page(at_home(sam))
    assert found(at_home(sam)) == 1
    assert "more post" not in text
    assert "Another day" not in text


def test_words_with_signs_of_html_are_shown_as_words(at_home, breast_cancer, rosa):
    start(breast_cancer, rosa, f"<b>{WORD}</b>", text=f"<img src=x {WORD}")
    text = page(at_home())
    assert f"&lt;img src=x <mark>{WORD}</mark>" in text
    assert f"&lt;b&gt;<mark>{WORD}</mark>&lt;/b&gt;" in text
    assert "<i>" not in page(at_home(), "<i>")


def test_the_list_can_be_narrowed_down(at_home, opening, partners, dana):
    start(partners, dana, "Elsewhere", text=WORD, topics=[make_topic()])
    assert found(at_home()) == 2
    assert found(at_home(), community="partners") == 1
    assert found(at_home(), topic="lymphedema") == 1
    assert found(at_home(), since="month") == 2
    assert found(at_home(), community="nowhere", topic="x", since="x", type="x", page="x") == 2
    with clock.at(clock.now() + timedelta(days=60)):
        assert found(at_home(), since="month") == 0


def test_abbreviations_find_the_words_and_say_so(at_home, breast_cancer, rosa, edith):
    Term.objects.create(word="ductal carcinoma in situ", also="DCIS\nstage 0")
    start(breast_cancer, rosa, "New here", text="They say ductal carcinoma in situ.")
    text = page(at_home(), "dcis")
    assert found(at_home(), "dcis") == 1
    assert "Also searched for: ductal carcinoma in situ" in " ".join(text.split())


def test_what_an_editor_adds_to_the_terms_is_searched_at_once(at_home, breast_cancer, rosa, edith):
    start(breast_cancer, rosa, "New here", text="A drain after surgery.")
    assert found(at_home(), "jellyfish") == 0
    form = {"word": "drain", "also": "jellyfish", "meaning": "", "topic": ""}
    assert at_home(edith).post("/admin/articles/term/add/", form).status_code == 302
    assert found(at_home(), "jellyfish") == 1


def test_a_slip_of_spelling_is_offered_right_and_members_words_never(at_home, opening):
    make_topic("Chemotherapy")
    assert "chemotherapy</b>" in page(at_home(), "chemotherapi")
    assert "Did you mean" not in page(at_home(), "zanzibat")


def test_where_only_the_right_spelling_finds_anything_it_is_searched_at_once(
    at_home, breast_cancer, rosa
):
    make_topic("Chemotherapy")
    start(breast_cancer, rosa, "My first chemotherapy", text="It is on Thursday.")
    assert found(at_home(), "chemoterapy") == 1
    text = page(at_home(), "chemoterapy")
    assert "Nothing has “chemoterapy”. These have “<b>chemotherapy</b>”." in text
    assert "Did you mean" not in text
    assert "Nothing has" not in page(at_home(), "chemotherapy")


def test_endings_beginnings_and_phrases(at_home, breast_cancer, rosa):
    start(breast_cancer, rosa, "My drains", text="Waiting for the results of a biopsy.")
    for q in ("biopsies", "wait result", "biop", '"results of a biopsy"', "drain"):
        assert found(at_home(), q) == 1, q
    for q in ('"biopsy results"', "biopsy zanzibar", "post", "article"):
        assert found(at_home(), q) == 0, q
    assert found(at_home(), "biopsy OR zanzibar") == 1
    assert "Search for any of these words" in page(at_home(), "biopsy zanzibar")


HOSTILE = ['"', "'", '" OR 1', "NEAR(a b)", "text:x", "-x", "a" * 10_000, "\0", "x\0y", "* *"]
HOSTILE += ["^x", "(", ")", "'; DROP TABLE x; --", "a & b | !c", "<script>", "%", "%s", "\ud800"]
HOSTILE += ["{title}:x", "AND", "OR", "é ß İ", '"unclosed phrase', "🎗️", "\\", "x:*", "the and of"]


@pytest.mark.parametrize("q", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_typed_is_answered(at_home, opening, q):
    asked = quote(q, errors="surrogatepass")
    assert at_home().get(f"/search/?q={asked}").status_code == 200
    similar = at_home().get(f"/communities/breast-cancer/similar/?title={asked}")
    assert similar.status_code == 200


def test_pages_are_numbered_up_to_the_last(at_home, breast_cancer, rosa):
    for n in reversed(range(17)):
        days = timedelta(days=2 * n + 2)
        start(breast_cancer, rosa, f"Talk {n}", text=WORD, at=clock.now() - days)
    first = at_home().get("/search/", {"q": WORD}).context
    last = at_home().get("/search/", {"q": WORD, "page": "2"}).context
    beyond = at_home().get("/search/", {"q": WORD, "page": "99"}).context
    assert (len(first["results"]), len(last["results"])) == (15, 2)
    assert beyond["number"] == 2
    assert first["total"] == 17


def test_similar_discussions_appear_with_the_preview_and_by_themselves(at_home, opening, dana):
    door = at_home(dana)
    words = {"title": "My arm is so heavy", "body": "Anyone?", "preview": "1"}
    assert (
        "Others have talked about this" in door.post("/communities/breast-cancer/new/", words).text
    )
    assert "Others have talked" not in door.get("/communities/breast-cancer/new/").text
    part = door.get("/communities/breast-cancer/similar/", {"title": "My arm is so heavy"})
    assert "A heavy arm" in part.text
    assert "<html" not in part.text


def test_a_search_is_reached_from_every_page_and_from_the_front_page(at_home, breast_cancer):
    assert 'href="/search/"' in at_home().get("/communities/").text
    assert 'action="/search/"' in at_home().get("/").text


def test_an_old_database_finds_what_was_written_before(
    committed, at_home, breast_cancer, rosa, dana, mira, edith
):
    opening = start(breast_cancer, rosa, "A heavy arm", text=f"It was in {WORD}.")
    hidden = reply(opening, dana, "quokka")
    decide(moderation.hide, hidden, mira)
    make_article(by=edith, body="## What is it?\n\nwombat")
    call_command("migrate", "search", "0002", verbosity=0)
    assert not SearchRow.objects.exists()
    call_command("migrate", verbosity=0)
    assert found(at_home()) == found(at_home(), "wombat") == found(at_home(), "A heavy arm") == 1
    assert found(at_home(), "quokka") == 0
