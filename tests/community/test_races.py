"""People act in the same moment, in real threads on the real database."""

from collections import Counter
from datetime import timedelta
from functools import partial
from itertools import chain
from uuid import uuid4

import pytest

from accounts.models import LogEntry, Notice, Trust
from articles import publishing
from articles.models import Article, Revision
from community import moderation, posting, screening
from community.models import Discussion, Post, ReviewItem

from ..factories import make_article, make_newcomer, make_user, reply, start
from ..threads import together, tried

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def no_hurry(monkeypatch):
    """Nobody has to wait between two posts, and nobody writes too much."""
    monkeypatch.setattr(screening, "PAUSE", timedelta(0))
    monkeypatch.setattr(screening, "MOST", dict.fromkeys(Trust, (1000, 1000)))


def kinds(*outcomes) -> Counter:
    return Counter(type(outcome).__name__ for outcome in chain(*outcomes))


def numbers_of(discussion: Discussion) -> list[int]:
    posts = Post.objects.filter(discussion=discussion, state=Post.State.PUBLISHED)
    return list(posts.order_by("number").values_list("number", flat=True))


def words(text: str = "Me too.", **more) -> dict:
    return {"text": text, "key": uuid4()} | more


def test_two_moderators_with_a_hundred_waiting_posts_decide_each_once(
    no_hurry, partners, rosa, mira, leah
):
    discussions = [start(partners, rosa, f"Evening {n}").discussion for n in range(5)]
    newcomers = [make_newcomer(f"newcomer{n}") for n in range(4)]
    for n in range(100):
        posting.reply(discussions[n % 5], by=newcomers[n % 4], **words(f"Reply {n}"))
    items = list(ReviewItem.objects.filter(open=True).order_by("pk"))
    assert len(items) == 100

    def publish_all(moderator):
        return [
            tried(moderation.publish, item, by=moderator, version=item.version) for item in items
        ]

    outcomes = together(partial(publish_all, mira), partial(publish_all, leah))

    assert kinds(*outcomes) == {"LogEntry": 100, "ChangedMeanwhile": 100}
    published = LogEntry.objects.filter(verb="publish", kind="post")
    assert published.count() == 100
    assert published.values("number").distinct().count() == 100
    told = Notice.objects.filter(kind=Notice.Kind.DECISION)
    assert told.count() == 100
    assert set(told.values_list("number", flat=True)) == {entry.pk for entry in published}
    assert Counter(told.values_list("receiver", flat=True)) == {
        newcomer.pk: 25 for newcomer in newcomers
    }
    for discussion in discussions:
        assert numbers_of(discussion) == list(range(1, 22))
        assert Discussion.objects.get(pk=discussion.pk).reply_count == 20
    assert not ReviewItem.objects.filter(open=True).exists()


def test_two_moderators_with_two_minds_still_make_one_decision(
    no_hurry, partners, rosa, mira, leah
):
    here, nadia = start(partners, rosa).discussion, make_newcomer("nadia")
    for n in range(20):
        posting.reply(here, by=nadia, **words(f"Reply {n}"))
    items = list(ReviewItem.objects.order_by("pk"))
    why = {"reason": "private_details", "message": "Please leave out his name."}

    def publish_all():
        return [tried(moderation.publish, item, by=mira, version=item.version) for item in items]

    def send_all_back():
        return [
            tried(moderation.send_back, item, by=leah, version=item.version, **why)
            for item in items
        ]

    outcomes = together(publish_all, send_all_back)

    assert kinds(*outcomes) == {"LogEntry": 20, "ChangedMeanwhile": 20}
    for item in ReviewItem.objects.select_related("post"):
        entry = LogEntry.objects.get(kind="post", number=item.post_id)
        assert entry.verb == item.outcome
        expected = {"publish": Post.State.PUBLISHED, "send_back": Post.State.SENT_BACK}
        assert item.post.state == expected[entry.verb]
    published = Post.objects.filter(author=nadia, state=Post.State.PUBLISHED).count()
    assert numbers_of(here) == list(range(1, published + 2))


def test_four_hundred_replies_at_once_are_numbered_without_a_gap(no_hurry, breast_cancer, rosa):
    here = start(breast_cancer, rosa).discussion
    members = [make_user(f"member{n}") for n in range(4)]

    def write(place):
        return [
            tried(posting.reply, here, by=members[(place + n) % 4], **words(f"{place} {n}"))
            for n in range(100)
        ]

    outcomes = together(*(partial(write, place) for place in range(4)))

    assert kinds(*outcomes) == {"Post": 400}
    assert numbers_of(here) == list(range(1, 402))
    here.refresh_from_db()
    assert here.reply_count == 400
    assert here.last_number == 401
    assert here.unanswered_since is None


def test_one_form_sent_four_times_at_once_is_one_reply(no_hurry, breast_cancer, rosa, dana):
    here, form = start(breast_cancer, rosa).discussion, words("Ask for the measurements.")
    outcomes = together(*[partial(posting.reply, here, by=dana, **form)] * 4)
    assert kinds(outcomes) == {"Post": 4}
    assert len({post.pk for post in outcomes}) == 1
    assert Post.objects.filter(author=dana).count() == 1
    here.refresh_from_db()
    assert here.reply_count == 1


def test_one_form_sent_four_times_at_once_is_one_discussion(no_hurry, breast_cancer, rosa):
    form = words("By the evening it is heavy.", title="Heavy arm")
    form["topics"] = list(breast_cancer.topics.all())
    outcomes = together(*[partial(posting.start_discussion, breast_cancer, by=rosa, **form)] * 4)
    assert kinds(outcomes) == {"Post": 4}
    assert Discussion.objects.count() == Post.objects.count() == 1


def test_twenty_posts_at_once_stop_exactly_at_the_limit(
    monkeypatch, no_hurry, breast_cancer, rosa, dana
):
    monkeypatch.setitem(screening.MOST, Trust.ESTABLISHED, (3, 7))
    here = start(breast_cancer, rosa).discussion
    jobs = [partial(posting.reply, here, by=dana, **words(f"Reply {n}")) for n in range(20)]
    assert kinds(together(*jobs)) == {"Post": 7, "TooFast": 13}
    assert Post.objects.filter(author=dana).count() == 7
    assert numbers_of(here) == list(range(1, 9))


def test_twenty_discussions_at_once_stop_exactly_at_the_limit(
    monkeypatch, no_hurry, breast_cancer, dana
):
    monkeypatch.setitem(screening.MOST, Trust.ESTABLISHED, (3, 100))
    topics = list(breast_cancer.topics.all())
    jobs = [
        partial(
            posting.start_discussion,
            breast_cancer,
            by=dana,
            title=f"Question {n}",
            topics=topics,
            **words(),
        )
        for n in range(20)
    ]
    assert kinds(together(*jobs)) == {"Post": 3, "TooFast": 17}
    assert Discussion.objects.count() == 3


def test_of_twenty_posts_at_once_the_pause_lets_one_through(breast_cancer, rosa, dana):
    here = start(breast_cancer, rosa).discussion
    jobs = [partial(posting.reply, here, by=dana, **words(f"Reply {n}")) for n in range(20)]
    assert kinds(together(*jobs)) == {"Post": 1, "TooFast": 19}


def test_a_decision_and_replies_at_once_leave_right_counters(no_hurry, breast_cancer, rosa, mira):
    opening = start(breast_cancer, rosa)
    here, dana = opening.discussion, make_newcomer("dana")
    old = [reply(opening, dana, f"Old {n}") for n in range(10)]
    items = {post.pk: ReviewItem.objects.get(post=post) for post in old}
    why = {"reason": "selling", "message": "It offers a cream for sale."}

    def remove():
        return [
            tried(moderation.remove, item, by=mira, version=item.version, **why)
            for item in items.values()
        ]

    def write():
        return [tried(posting.reply, here, by=rosa, **words(f"New {n}")) for n in range(10)]

    outcomes = together(remove, write)

    assert kinds(*outcomes) == {"LogEntry": 10, "Post": 10}
    here.refresh_from_db()
    assert here.reply_count == 10
    assert here.last_number == 21


def test_two_editors_on_the_same_revision_at_once_one_is_live_one_is_told(edith, robin):
    article = make_article(by=edith)
    base = article.live
    as_it_was = {name: getattr(base, name) for name in publishing.Words.__annotations__}

    def revise(editor):
        text = publishing.Words(**as_it_was | {"body": f"As {editor} would say it."})
        return tried(
            publishing.publish, article, text, by=editor, based_on=base, comment="Plainer"
        )

    outcomes = together(partial(revise, edith), partial(revise, robin))

    assert kinds(outcomes) == {"Revision": 1, "EditedMeanwhile": 1}
    winner = next(one for one in outcomes if isinstance(one, Revision))
    told = next(one for one in outcomes if isinstance(one, publishing.EditedMeanwhile))
    assert told.live == winner
    article = Article.objects.select_related("live").get()
    assert article.live == winner
    assert article.last_number == winner.number == 2
    assert LogEntry.objects.filter(verb="revision published").count() == 2
