"""Articles are found beside discussions, in their own voice."""

from articles import publishing

from ..community.test_finding import WORD, found, opening, page
from ..factories import make_article, revise

__all__ = ["opening"]  # a fixture


def test_articles_stand_beside_discussions_in_their_own_voice(at_home, opening, edith, robin):
    article = make_article(
        by=edith, body=f"## What is it? {{#what}}\n\nSeen in {WORD}.\n\n## Who?\n\nAll."
    )
    assert "Reviewed information" not in page(at_home())
    publishing.check(article.live, by=robin)
    text = page(at_home())
    assert "Reviewed information" in text
    assert 'href="/articles/lymphedema/#what"' in text
    assert found(at_home()) == 2
    assert found(at_home(), type="articles") == found(at_home(), type="discussions") == 1


def test_only_the_live_words_of_an_article_are_found(at_home, edith):
    article = make_article(by=edith, body=f"## What?\n\n{WORD}")
    assert found(at_home()) == 1
    revise(article, by=edith, body="## What?\n\nquokka")
    assert (found(at_home()), found(at_home(), "quokka")) == (0, 1)


def test_the_houses_pages_are_no_reviewed_information(at_home, edith):
    make_article("privacy", by=edith, body=WORD, place="house")
    assert found(at_home()) == 0
