"""What a person finds who starts the site for the first time: the page of 2010 lives on."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from accounts.models import LogEntry, Notice, User
from articles.models import HOUSE, Article, HelpLine
from community.models import (
    PAGE,
    Community,
    Discussion,
    Post,
    Priority,
    Report,
    ReviewItem,
)
from topics.models import Topic

from .reading import folded, text_of, texts

SEED = (Path(__file__).parent / "data" / "seed-article.txt").read_text("utf-8")
ABOUT = (
    "This patient support community is for discussions relating to breast cancer, biopsy, "
    "genetics, chemotherapy, hormone therapy, lumps, lumpectomy, lymph node dissection, "
    "lymphedema, mammograms, mastectomy, radiation therapy, reconstruction, and self exams."
)
TOPICS = [
    *("Breast cancer", "Biopsy", "Genetics", "Chemotherapy", "Hormone therapy", "Lumps"),
    *("Lumpectomy", "Lymph node dissection", "Lymphedema", "Mammograms", "Mastectomy"),
    *("Radiation therapy", "Reconstruction", "Self exams"),
]
MIRAS = {"breast-cancer", "partners-family-and-friends"}  # where mira moderates
COMMUNITIES = ["breast-cancer", "stage-3-and-4", "partners-family-and-friends", "men"]
ACCOUNTS = "rosa dana nadia mira leah wren edith robin olive sam".split()
ARTICLE = reverse("articles:article", args=["metastatic-breast-cancer"])
QUEUE = reverse("community:queue")

pytestmark = pytest.mark.usefixtures("loaded", "db")


def community(slug: str = "breast-cancer") -> str:
    return reverse("community:community", args=[slug])


def rows() -> list[int]:
    return [model.objects.count() for model in (User, Article, Discussion, Post, LogEntry)]


def test_the_demo_refuses_to_load_a_second_time(settings):
    settings.DEBUG, before = True, rows()
    with pytest.raises(CommandError, match="the demo is for an empty site"):
        call_command("demo")
    assert rows() == before


def test_the_demo_refuses_where_debug_is_off(settings):
    settings.DEBUG, before = False, rows()
    with pytest.raises(CommandError, match="only where DEBUG is on"):
        call_command("demo")
    assert rows() == before


def test_loading_writes_to_nobody():
    assert not mail.outbox


# The page of 2010


def test_the_article_of_2010_is_there_word_for_word(at_home):
    page = at_home().get(ARTICLE).text
    source = next(note for note in texts(page, "div", "note") if note.startswith("Source"))
    shown = [
        text_of(page, "h1"),
        text_of(page, "div", "voice"),
        text_of(page, "div", "prose"),
        source.removeprefix("Source "),
    ]
    assert " ".join(shown) == folded(SEED)


def test_its_questions_are_headings_that_can_be_linked_to(at_home):
    page = at_home().get(ARTICLE).text
    questions = [line for line in SEED.splitlines() if line.endswith("?")]
    assert len(questions) == 5
    prose = page[page.index('class="prose') :]
    assert texts(prose, "h2")[:5] == questions
    contents = text_of(page, "nav", "toc")
    assert contents == folded(" ".join(["On this page", *questions]))


def test_it_says_when_it_was_written_and_by_whom(at_home):
    page = text_of(at_home().get(ARTICLE).text)
    assert "Start Date Sep 16, 2010 by MedHelp Editor" in page
    assert "Last Revision Sep 16, 2010 by MedHelp Editor" in page
    assert "Nobody has checked this text yet" in page


def test_it_leads_to_its_siblings_and_to_the_community_it_names(at_home):
    page = at_home().get(ARTICLE).text
    for slug in ("metastasis-primary-cancer", "risk-factors-detection-prognosis-prevention"):
        address = reverse("articles:article", args=[f"metastatic-breast-cancer-{slug}"])
        assert f'href="{address}"' in page
        assert at_home().get(address).status_code == 200
    invitation = page[page.index('class="note voice') :].partition("</div>")[0]
    assert f'href="{community("stage-3-and-4")}"' in invitation


def test_articles_have_revisions_and_some_are_checked_by_another_editor(at_home):
    revised = Article.objects.get(slug="lymphedema-after-breast-cancer-treatment")
    assert revised.live.number == 2
    assert revised.live.reviewer_name == "robin"
    page = at_home().get(revised.comparison).text
    assert "[added: " in page
    library = Article.objects.library()
    assert library.count() == 13
    assert {"", "robin"} <= set(library.values_list("live__reviewer_name", flat=True))
    for article in library.select_related("live__author").exclude(live__reviewer_name=""):
        assert article.live.reviewer_name != article.live.author_name
        assert article.live.reviewed_at > article.live.published_at


def test_see_also_leads_both_ways():
    for article in Article.objects.library():
        assert article.see_also.exists()
        assert all(article in other.see_also.all() for other in article.see_also.all())


def test_the_pages_of_the_house_are_there_and_so_are_their_links(at_home):
    for slug in HOUSE:
        assert at_home().get(f"/{slug}/").status_code == 200
    assert HelpLine.objects.count() > 10
    assert not HelpLine.objects.exclude(checked_on=None).exists()


def test_every_about_text_has_revisions():
    for place in Community.objects.select_related("about_page__live"):
        assert place.about_page.live.body == place.about


def test_about_this_community_says_exactly_what_it_said(at_home):
    page = at_home().get(community()).text
    about = text_of(page, "section", "about")
    assert about.startswith(f"About This Community {ABOUT}")


def test_the_fourteen_topics_stand_in_their_order(at_home):
    assert list(Topic.objects.values_list("name", flat=True)) == TOPICS
    assert texts(at_home().get(reverse("topics:topics")).text, "h2", "title") == TOPICS
    about = at_home().get(community()).text.partition('id="about"')[2]
    assert texts(about.partition("</section>")[0], "li") == TOPICS


@pytest.mark.parametrize("slug", COMMUNITIES)
def test_every_community_of_the_contract_is_open_to_all(at_home, slug):
    page = at_home().get(community(slug))
    assert page.status_code == 200
    assert Community.objects.get(slug=slug).name in text_of(page.text, "h1")


def test_only_the_partners_community_holds_newcomers():
    assert dict(Community.objects.values_list("slug", "holds")) == {
        slug: "newcomers" if slug == "partners-family-and-friends" else "nobody"
        for slug in COMMUNITIES
    }


# The people


def test_every_state_can_be_seen():
    assert set(Post.objects.values_list("state", flat=True)) == set(Post.State)
    shown = set(Discussion.objects.values_list("state", flat=True))
    assert {Discussion.State.SHOWN, Discussion.State.HELD} <= shown
    decided = set(LogEntry.objects.filter(kind="post").values_list("verb", flat=True))
    assert {"publish", "send_back", "hide", "remove", "no_action"} <= decided
    assert Post.objects.filter(answers__isnull=False).exists()
    assert Notice.objects.filter(seen_at=None).exists()


def test_the_queue_has_something_to_decide_of_every_kind():
    waiting = ReviewItem.objects.filter(open=True)
    reasons = Counter(Report.objects.filter(item__in=waiting).values_list("reason", flat=True))
    assert reasons[Report.Reason.WORRIED] == 1
    assert reasons[Report.Reason.UNSAFE_ADVICE] == 2
    assert reasons[Report.HELD] == 2
    assert waiting.filter(priority=Priority.DANGER).count() == 1
    mira = User.objects.get(username="mira")
    seen = ReviewItem.objects.visible_to(mira).waiting()
    assert seen.exists()
    assert set(seen.values_list("community__slug", flat=True)) <= MIRAS


def test_lists_have_something_to_leaf_through():
    assert Discussion.objects.filter(last_number__gt=PAGE).exists()
    shown = Discussion.objects.filter(state="shown")
    assert shown.unanswered().count() >= 2
    for topic in Topic.objects.all():
        assert shown.about([topic]).exists()
    for slug in COMMUNITIES:
        assert shown.filter(community__slug=slug).count() >= 2


def test_counters_and_numbers_are_as_if_people_had_written_all_this():
    for discussion in Discussion.objects.all():
        posts = discussion.posts.exclude(number=None).order_by("number")
        assert list(posts.values_list("number", flat=True)) == list(range(1, posts.count() + 1))
        replies = posts.filter(number__gt=1, state=Post.State.PUBLISHED)
        assert discussion.reply_count == replies.count()
        assert discussion.started_at <= discussion.last_posted_at <= timezone.now()


def test_the_demo_is_told_as_if_it_ended_now():
    moments = [
        *Post.objects.values_list("created_at", flat=True),
        *LogEntry.objects.values_list("at", flat=True),
        *Report.objects.values_list("at", flat=True),
        *User.objects.values_list("date_joined", flat=True),
    ]
    assert max(moments) <= timezone.now()
    newest = Post.objects.latest("created_at").created_at
    assert timezone.now() - newest < timedelta(hours=6)


def test_nobody_reads_what_waits_or_was_taken_away(at_home):
    unseen = Post.objects.exclude(state=Post.State.PUBLISHED)
    sam = User.objects.get(username="sam")
    for door in (at_home(), at_home(sam)):
        for post in unseen.select_related("discussion"):
            assert door.get(post.get_absolute_url()).status_code == 404
            page = door.get(post.discussion.get_absolute_url())
            assert folded(post.text)[:60] not in text_of(page.text)
