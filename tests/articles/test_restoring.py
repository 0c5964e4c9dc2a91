"""An older revision becomes the live text again, as a new one."""

import pytest
from django.urls import reverse

from accounts.models import LogEntry
from articles import publishing
from articles.models import Article

from ..factories import make_article, revise


@pytest.fixture
def article(edith) -> Article:
    made = make_article()
    revise(made, by=edith, body="## Now\n\nWords of now.", title="Now")
    return Article.objects.get(pk=made.pk)


def restore(article, number=1) -> str:
    return reverse("admin:articles_article_restore", args=[article.pk, number])


def form_of(article, **more) -> dict:
    return {"comment": "As of revision 1", "based_on": article.live_id} | more


def test_edith_finds_every_revision_with_a_way_to_restore_it(at_home, edith, article):
    address = reverse("admin:articles_article_history", args=[article.pk])
    page = at_home(edith).get(address).text
    assert restore(article, 1) in page
    assert restore(article, 2) not in page  # it is live
    assert f"{article.comparison}?from=1&amp;to=2" in page


def test_she_is_asked_once_and_nothing_happens_before(at_home, edith, article):
    page = at_home(edith).get(restore(article)).text
    assert 'value="As of revision 1"' in page
    assert article.revisions.count() == 2


def test_the_old_words_are_live_again_as_a_new_revision(at_home, edith, article):
    answer = at_home(edith).post(restore(article), form_of(article), follow=True)
    assert "Revision 3 is live, with the words of revision 1." in answer.text
    live = Article.objects.get(pk=article.pk).live
    first = article.revisions.get(number=1)
    assert (live.number, live.title, live.body) == (3, first.title, first.body)
    assert (live.author, live.comment, live.reviewer_name) == (edith, "As of revision 1", "")
    assert "Some people." in at_home().get(article.get_absolute_url()).text
    assert LogEntry.objects.filter(verb="revision published", number=live.pk).exists()


def test_she_may_say_more_about_it(at_home, edith, article):
    at_home(edith).post(restore(article), form_of(article, comment="The new advice was wrong"))
    assert "The new advice was wrong" in at_home().get(article.history).text


def test_who_was_slower_is_told_and_can_send_it_again(at_home, edith, robin, article):
    form = form_of(article, comment="Mine")
    revise(article, by=robin, title="Words of Robin")
    answer = at_home(edith).post(restore(article), form)
    assert "While you were writing, robin published revision 3." in answer.text
    assert Article.objects.get(pk=article.pk).live.number == 3
    live = Article.objects.get(pk=article.pk).live_id
    assert f'value="{live}"' in answer.text
    assert 'value="Mine"' in answer.text


def test_the_function_refuses_as_well(edith, article):
    first = article.revisions.get(number=1)
    with pytest.raises(publishing.EditedMeanwhile):
        publishing.restore(article, 1, by=edith, based_on=first)
    publishing.restore(article, 1, by=edith, based_on=article.live)
    assert Article.objects.get(pk=article.pk).live.comment == "As of revision 1"


def test_what_is_live_and_what_never_was_cannot_be_restored(at_home, edith, article):
    for number in (2, 9):
        assert at_home(edith).post(restore(article, number), form_of(article)).status_code == 404
    assert article.revisions.count() == 2


def test_rosa_and_leah_restore_nothing(at_home, rosa, leah, article):
    for one in (rosa, leah):
        assert at_home(one).post(restore(article), form_of(article)).status_code in {302, 404}
    assert article.revisions.count() == 2
