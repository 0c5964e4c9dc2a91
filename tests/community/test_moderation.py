import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.models import LogEntry, Notice
from community import moderation
from community.membership import appoint
from community.models import Discussion, Post, Rank, ReviewItem

from ..factories import item_of, make_newcomer, reply, start


@pytest.fixture
def held(nadia, partners) -> Post:
    """Nadia's first discussion, which waits."""
    return start(partners, nadia, "How do I tell the children?", text="They are 7 and 4.")


def decide(door, post, decision, **more):
    item = item_of(post)
    form = {"decision": decision, "version": item.version} | more
    return door.post(reverse("community:item", args=[item.pk]), form, follow=True)


def entry_of(post) -> LogEntry:
    return LogEntry.objects.get(kind="post", number=post.pk)


def test_mira_publishes_a_held_post_and_everybody_reads_it(at_home, mira, nadia, held):
    answer = decide(at_home(mira), held, "publish", message="Welcome, Nadia.")
    assert "Done." in answer.text
    assert "They are 7 and 4." in at_home().get(held.discussion.get_absolute_url()).text
    entry = entry_of(held)
    assert (entry.actor, entry.verb, entry.subject, entry.words) == (
        mira,
        "publish",
        nadia,
        "Welcome, Nadia.",
    )
    assert Notice.objects.get().receiver == nadia


def test_nadia_sees_the_words_on_her_next_visit_and_puts_them_away(at_home, mira, nadia, held):
    decide(at_home(mira), held, "publish", message="Welcome, Nadia.")
    door = at_home(nadia)
    assert "Welcome, Nadia." in door.get("/").text
    assert "Welcome, Nadia." in door.get("/topics/").text
    note = Notice.objects.get()
    answer = door.post(reverse("accounts:seen", args=[note.pk]), {"next": "/topics/"})
    assert answer.url == "/topics/"
    assert "Welcome, Nadia." not in door.get("/").text


def test_nobody_puts_away_the_note_of_another(at_home, mira, sam, held):
    decide(at_home(mira), held, "publish", message="Welcome.")
    note = Notice.objects.get()
    assert at_home(sam).post(reverse("accounts:seen", args=[note.pk])).status_code == 404
    assert Notice.objects.get().seen_at is None


def test_a_post_sent_back_says_why_and_can_be_sent_again(at_home, mira, nadia, held):
    words = "Please take the surgeon's name out. Mira"
    decide(at_home(mira), held, "send_back", reason="private_details", message=words)
    door = at_home(nadia)
    assert "Please take the surgeon&#x27;s name out. Mira" in door.get("/").text
    assert "They are 7 and 4." in door.get(reverse("community:edit", args=[held.pk])).text
    assert at_home().get(held.discussion.get_absolute_url()).status_code == 404


def test_nobody_else_gets_the_words_of_a_post_sent_back(at_home, mira, sam, held):
    decide(at_home(mira), held, "send_back", reason="other", message="One thing.")
    assert at_home(sam).get(reverse("community:edit", args=[held.pk])).status_code == 404


@pytest.mark.parametrize("decision", ["send_back", "remove"])
def test_a_decision_against_a_post_needs_a_reason_and_words(at_home, mira, held, decision):
    answer = decide(at_home(mira), held, decision)
    assert answer.status_code == 422
    assert "Please choose a reason." in answer.text
    assert "Please write a sentence or two to the author." in answer.text
    assert Post.objects.get(pk=held.pk).state == Post.State.HELD
    with pytest.raises(ValueError, match="needs a reason"):
        moderation.DECISIONS[decision](item_of(held), by=mira, version=1, reason="", message="")


def test_a_removed_reply_leaves_a_quiet_line_and_keeps_its_place(
    at_home, rosa, dana, mira, breast_cancer
):
    opening = start(breast_cancer, rosa)
    first = reply(opening, dana, "Buy my sleeves.", at=opening.created_at)
    reply(opening, rosa, "No, thank you.")
    report(at_home(rosa), first, "selling")
    decide(at_home(mira), first, "remove", reason="selling", message="Please do not sell. Mira")
    page = at_home().get(opening.discussion.get_absolute_url()).text
    assert "Buy my sleeves." not in page
    assert "A reply was removed by a moderator" in page
    assert page.index(f'id="post-{first.pk}"') < page.index("No, thank you.")
    assert Discussion.objects.get().reply_count == 1
    assert "Please do not sell. Mira" in at_home(dana).get("/").text


def report(door, post, reason, words=""):
    place = reverse("community:report", args=[post.pk])
    return door.post(place, {"reason": reason, "words": words}, follow=True)


def test_hiding_the_opening_hides_the_discussion_and_restoring_shows_it(
    at_home, rosa, dana, mira, breast_cancer
):
    opening = start(breast_cancer, rosa)
    reply(opening, dana, "A reply beneath.")
    report(at_home(dana), opening, "unkind")
    door = at_home(mira)
    decide(door, opening, "hide", reason="unkind", message="Could you change one thing? Mira")
    address = opening.discussion.get_absolute_url()
    assert at_home().get(address).status_code == 404
    assert "Heavy arm" not in at_home().get("/").text
    assert at_home(rosa).get(address).status_code == 200
    decide(door, opening, "restore")
    assert "A reply beneath." in at_home().get(address).text
    assert Discussion.objects.get().reply_count == 1


def test_a_removed_post_can_be_restored(at_home, rosa, dana, mira, breast_cancer):
    opening = start(breast_cancer, rosa)
    post = reply(opening, dana, "Mine too.")
    report(at_home(rosa), post, "other")
    decide(at_home(mira), post, "remove", reason="other", message="By mistake.")
    decide(at_home(mira), post, "restore")
    assert "Mine too." in at_home().get(opening.discussion.get_absolute_url()).text
    assert [entry.verb for entry in LogEntry.objects.filter(kind="post").order_by("pk")] == [
        "remove",
        "restore",
    ]


def test_the_author_is_not_troubled_when_nothing_is_to_do(
    at_home, rosa, dana, mira, breast_cancer
):
    opening = start(breast_cancer, rosa)
    report(at_home(dana), opening, "unkind")
    decide(at_home(mira), opening, "no_action")
    assert not Notice.objects.exists()
    assert entry_of(opening).verb == "no_action"


def test_who_comes_second_learns_it_and_keeps_her_words(at_home, mira, leah, nadia, held):
    seen = item_of(held).version
    decide(at_home(mira), held, "publish")
    answer = at_home(leah).post(
        reverse("community:item", args=[item_of(held).pk]),
        {"decision": "publish", "version": seen, "message": "A long and careful message."},
    )
    assert answer.status_code == 409
    assert "A long and careful message." in answer.text
    assert LogEntry.objects.filter(kind="post").count() == 1


def test_a_decision_about_a_file_with_a_new_report_is_stopped(
    at_home, mira, leah, rosa, dana, breast_cancer
):
    opening = start(breast_cancer, rosa)
    report(at_home(dana), opening, "unkind")
    item = item_of(opening)
    report(at_home(), opening, "worried", "She says goodbye.")
    answer = at_home(mira).post(
        reverse("community:item", args=[item.pk]),
        {"decision": "no_action", "version": item.version, "message": "It is fine."},
    )
    assert answer.status_code == 409
    assert "She says goodbye." in answer.text
    assert ReviewItem.objects.get().open


def test_mira_does_not_decide_about_her_own_post(at_home, mira, dana, leah, breast_cancer):
    opening = start(breast_cancer, mira)
    report(at_home(dana), opening, "unkind")
    item = item_of(opening)
    door = at_home(mira)
    assert door.get(reverse("community:item", args=[item.pk])).status_code == 403
    assert decide(door, opening, "no_action").status_code == 403
    assert "Heavy arm" not in door.get(reverse("community:queue")).text
    assert "Heavy arm" in at_home(leah).get(reverse("community:queue")).text
    with pytest.raises(PermissionDenied):
        moderation.no_action(item, by=mira, version=item.version)


def test_a_moderator_of_another_community_sees_and_decides_nothing(
    at_home, rosa, dana, breast_cancer, partners
):
    opening = start(breast_cancer, rosa)
    report(at_home(dana), opening, "unkind")
    appoint(dana, partners, Rank.MODERATOR, by=None)
    item = item_of(opening)
    assert at_home(dana).get(reverse("community:item", args=[item.pk])).status_code == 404
    with pytest.raises(PermissionDenied):
        moderation.no_action(item, by=dana, version=item.version)


def test_a_role_lost_before_the_decision_decides_nothing(mira, held, partners):
    item = item_of(held)
    appoint(mira, partners, Rank.MEMBER, by=None)
    with pytest.raises(PermissionDenied):
        moderation.publish(item, by=mira, version=item.version)
    assert Post.objects.get(pk=held.pk).state == Post.State.HELD


def test_the_queue_puts_danger_first_then_what_is_due(
    at_home, mira, rosa, dana, breast_cancer, partners
):
    waiting = start(partners, make_newcomer("keiko"), "Waits since yesterday")
    reported = start(breast_cancer, rosa, "Said to be unkind")
    danger = start(breast_cancer, dana, "I do not see the point")
    report(at_home(dana), reported, "unkind")
    report(at_home(rosa), danger, "worried")
    page = at_home(mira).get(reverse("community:queue")).text
    order = [page.index(post.discussion.title) for post in (danger, waiting, reported)]
    assert order == sorted(order)


def test_a_newcomers_published_post_waits_to_be_looked_after(at_home, nadia, mira, breast_cancer):
    opening = start(breast_cancer, nadia, "Hello")
    assert item_of(opening).reports.get().reason == "look_after"
    assert "Hello" in at_home().get("/").text
    assert "Hello" in at_home(mira).get(reverse("community:queue")).text


def test_who_looks_after_nothing_finds_no_queue(at_home, sam):
    assert at_home(sam).get(reverse("community:queue")).status_code == 404
    assert at_home().get(reverse("community:queue")).status_code == 302


def test_the_policy_of_a_community_is_changed_in_the_admin_and_logged(
    at_home, leah, breast_cancer
):
    type(leah).objects.filter(pk=leah.pk).update(is_staff=True)
    door = at_home(leah)
    place = reverse("admin:community_community_change", args=[breast_cancer.pk])
    form = {name: getattr(breast_cancer, name) for name in ("name", "slug", "tile", "summary")}
    form |= {"about": "For us.", "holds": "everybody", "audience": 0, "position": 0, "rules": ""}
    form["topics"] = [topic.pk for topic in breast_cancer.topics.all()]
    answer = door.post(place, form)
    assert answer.status_code == 302
    breast_cancer.refresh_from_db()
    assert breast_cancer.holds == "everybody"
    entry = LogEntry.objects.get(verb="policy set")
    assert (entry.actor, entry.reason) == (leah, "everybody")
