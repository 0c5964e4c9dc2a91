import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse

from accounts.models import LogEntry
from articles import publishing
from articles.models import Article, Revision
from articles.sections import sections_of

from ..factories import make_article, revise


@pytest.fixture
def article(db) -> Article:
    return make_article()


def form_of(article, **more):
    live = article.live
    words = {name: getattr(live, name) for name in publishing.Words.__annotations__}
    topics = [topic.pk for topic in article.topics.all()]
    about = {
        "topics": topics,
        "see_also": [],
        "needs_change": "",
        "comment": "",
        "based_on": live.pk,
    }
    return words | about | more


def change(article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def test_edith_revises_in_the_admin_and_it_is_live(at_home, edith, article):
    form = form_of(article, body="## What is it?\n\nA swelling.", comment="One word more")
    assert at_home(edith).post(change(article), form).status_code == 302
    page = at_home().get(article.get_absolute_url()).text
    assert "A swelling." in page
    assert "Nobody has checked this text yet." in page
    history = at_home().get(reverse("articles:history", args=[article.slug])).text
    assert "One word more" in history
    assert "edith" in history
    assert LogEntry.objects.filter(verb="revision published", actor=edith).exists()


def test_the_old_revision_stays_readable(at_home, edith, article):
    revise(article, by=edith, body="## Now\n\nNew words.")
    old = at_home().get(reverse("articles:revision", args=[article.slug, 1])).text
    assert "Some people." in old
    assert "New words." not in old


def test_start_date_and_last_revision_are_two_dates(at_home, edith, article):
    first = article.started_at
    revise(article, by=edith)
    article.refresh_from_db()
    assert article.started_at == first
    assert article.started_by == "MedHelp Editor"
    page = at_home().get(article.get_absolute_url()).text
    assert "MedHelp Editor" in page
    assert "edith" in page


def test_new_words_need_a_comment_and_are_not_lost(at_home, edith, article):
    answer = at_home(edith).post(change(article), form_of(article, body="## X\n\nMy new words."))
    assert "Please say what changed, and why." in answer.text
    assert "My new words." in answer.text
    assert Revision.objects.count() == 1


def test_changing_only_the_topics_makes_no_revision(at_home, edith, article):
    at_home(edith).post(change(article), form_of(article, needs_change="Being read again."))
    assert Revision.objects.count() == 1
    assert "Being read again." in at_home().get(article.get_absolute_url()).text
    assert LogEntry.objects.filter(verb="article arranged", actor=edith).exists()


def test_who_began_from_an_older_text_is_told_and_keeps_her_words(at_home, edith, robin, article):
    form = form_of(article, body="## X\n\nWords of Edith.", comment="Mine")
    revise(article, by=robin, body="## X\n\nWords of Robin.")
    answer = at_home(edith).post(change(article), form)
    assert "While you were writing, robin published revision 2." in answer.text
    assert "Words of Edith." in answer.text
    assert Article.objects.get().live.number == 2


def check_in_admin(door, article, revision):
    place = reverse("admin:articles_article_check", args=[article.pk, revision.pk])
    return door.post(place, follow=True)


def test_robin_checks_what_edith_wrote_and_the_page_says_so(at_home, edith, robin, article):
    revision, door = revise(article, by=edith), at_home(robin)
    assert "I have read the live text" in door.get(change(article)).text
    check_in_admin(door, article, revision)
    assert "Checked by" in at_home().get(article.get_absolute_url()).text
    assert Article.objects.get().live.reviewer == robin


def test_a_text_published_meanwhile_is_not_checked_by_who_read_the_one_before(
    at_home, edith, robin, article
):
    read = revise(article, by=edith)
    revise(article, by=edith, body="## New\n\nNobody has read this.")
    check_in_admin(at_home(robin), article, read)
    assert "Nobody has checked this text yet." in at_home().get(article.get_absolute_url()).text


def test_edith_does_not_check(at_home, edith, robin, article):
    revision, door = revise(article, by=robin), at_home(edith)
    assert "I have read the live text" not in door.get(change(article)).text
    assert check_in_admin(door, article, revision).status_code == 403


def test_nobody_checks_her_own_words(robin, edith, article):
    revision = revise(article, by=robin)
    with pytest.raises(PermissionDenied):
        publishing.check(revision, by=robin)
    with pytest.raises(PermissionDenied):
        publishing.check(revise(article, by=robin), by=edith)


def test_a_revision_is_checked_once(robin, edith, olive, article):
    revision = revise(article, by=edith)
    publishing.check(revision, by=robin)
    with pytest.raises(publishing.CheckedMeanwhile):
        publishing.check(revision, by=olive)


def test_the_database_refuses_to_change_a_published_text(article):
    for change_of in ({"body": "Other words"}, {"number": 7}, {"source": "Elsewhere"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Revision.objects.update(**change_of)
    Revision.objects.update(reviewer_name="robin")


def test_sam_sees_nothing_that_is_not_published(at_home, article):
    Article.objects.update(state=Article.State.UNPUBLISHED)
    for name, more in (("article", []), ("history", []), ("revision", [1])):
        place = reverse(f"articles:{name}", args=[article.slug, *more])
        assert at_home().get(place).status_code == 404
    assert "Lymphedema" not in at_home().get("/articles/").text.split("<main")[1]


def test_each_question_has_an_address_of_its_own(at_home, article):
    page = at_home().get(article.get_absolute_url()).text
    assert '<h2 id="what">What is it?</h2>' in page
    assert 'href="#what"' in page
    assert '<h2 id="who-gets-it">Who gets it?</h2>' in page


def test_two_questions_alike_have_two_addresses():
    parts = sections_of("First.\n\n## Why?\n\nA\n\n## Why?\n\nB")
    assert [part.anchor for part in parts] == ["", "why", "why-2"]
