"""Who follows an article is told when it is revised."""

import pytest

from accounts.models import Block, Notice
from accounts.notifying import choose
from articles import publishing

from ..community.test_telling import told
from ..factories import make_article, make_house_page, revise


def test_who_follows_an_article_is_told_of_a_new_revision(edith, sam, dana, rosa):
    article = make_article(by=edith)
    assert not Notice.objects.exists()
    article.followers.add(sam, dana, rosa, edith)
    Block.objects.create(by=dana, whom=edith)
    choose(rosa, {"article": "never"})
    revision = revise(article, by=edith)
    assert told(revision) == {"sam": "article"}
    with pytest.raises(publishing.EditedMeanwhile):
        publishing.publish(article, None, by=edith, based_on=article.live, comment="")
    assert Notice.objects.count() == 1


def test_of_the_houses_own_pages_nobody_is_told(edith, sam):
    page = make_house_page(by=edith)
    page.followers.add(sam)
    revise(page, by=edith)
    assert not Notice.objects.exists()
