"""Who reads what is said: everyone, members, or those who joined; and it can only become fewer."""

from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.models import LogEntry
from community import narrowing, posting
from community.membership import HasRole, join, leave
from community.models import Audience, Community, Discussion, Membership, Post, Rank
from community.posting import About

from ..factories import make_community, make_user, reply, start
from ..reading import text_of
from ..scene import earlier
from ..threads import together, tried


@pytest.fixture
def here(breast_cancer, rosa) -> Discussion:
    opening = start(breast_cancer, rosa, "Heavy arm", at=earlier())
    return opening.discussion


def circle(here, audience, by) -> None:
    now = Discussion.objects.get(pk=here.pk)
    narrowing.narrow(now, audience, by=by, version=now.version)


def ask(door, here, audience, version=None):
    version = version or Discussion.objects.get(pk=here.pk).version
    address = reverse("community:audience", args=[here.pk, here.slug])
    return door.post(address, {"audience": audience, "version": version}, follow=True)


def send(door, here, body="One more thing."):
    address = reverse("community:reply", args=[here.pk, here.slug])
    return door.post(address, {"body": body, "key": str(uuid4())}, follow=True)


# Said in words, where one reads and where one writes


@pytest.mark.parametrize(
    ("audience", "words", "tag"),
    [
        (Audience.EVERYONE, "Anyone can read this, also without an account.", ""),
        (Audience.MEMBERS, "Everyone who is logged in can read this", "For members"),
        (Audience.JOINED, "Only those who joined Breast Cancer Community can", "For those who"),
    ],
)
def test_who_reads_it_is_said_where_one_reads_and_writes(
    at_home, here, rosa, dana, breast_cancer, audience, words, tag
):
    join(breast_cancer, by=dana)
    circle(here, audience, rosa)
    page = at_home(dana).get(here.get_absolute_url()).text
    head, _, below = page.partition("<h1>")[2].partition('id="reply"')
    assert words in head.partition("</header>")[0]
    assert words in below
    rows = text_of(at_home(dana).get("/communities/breast-cancer/").text, "ul", "rows")
    assert "Heavy arm" in rows
    assert ("For " in rows) == bool(tag)
    assert tag in rows


# Fewer, and never more


def test_rosa_lets_fewer_people_read_what_she_began(at_home, here, rosa, dana):
    page = at_home(rosa).get(here.get_absolute_url()).text
    assert "Let fewer people read it" in page
    assert "Let fewer people" not in at_home(dana).get(here.get_absolute_url()).text
    came = ask(at_home(rosa), here, 1)
    assert came.status_code == 200
    assert at_home().get(here.get_absolute_url()).status_code == 404
    assert at_home(dana).get(here.get_absolute_url()).status_code == 200
    ask(at_home(rosa), here, 2)
    assert at_home(dana).get(here.get_absolute_url()).status_code == 404
    assert at_home(rosa).get(here.get_absolute_url()).status_code == 200
    entry = LogEntry.objects.filter(verb="audience narrowed").latest("pk")
    assert (entry.actor, entry.number, entry.reason) == (rosa, here.pk, "joined")


def test_a_moderator_of_the_community_may_too_and_nobody_else(at_home, here, mira, dana, edith):
    for person in (dana, edith):
        assert ask(at_home(person), here, 1).status_code == 403
    ask(at_home(mira), here, 1)
    assert Discussion.objects.get(pk=here.pk).audience == Audience.MEMBERS


@pytest.mark.parametrize("wider", ["0", "1", "7", "x", ""])
def test_it_cannot_be_opened_to_more_people(at_home, here, rosa, mira, wider):
    circle(here, Audience.JOINED, rosa)
    answer = ask(at_home(rosa), here, wider)
    assert answer.status_code == 422
    if wider:
        assert "You can start a public discussion, and put a link to this one" in answer.text
    assert Discussion.objects.get(pk=here.pk).audience == Audience.JOINED


def test_who_saw_an_older_version_looks_again(at_home, here, rosa, mira):
    seen = here.version
    circle(here, Audience.MEMBERS, mira)
    answer = ask(at_home(rosa), here, 2, version=seen)
    assert answer.status_code == 409
    assert "This discussion changed meanwhile" in answer.text
    assert Discussion.objects.get(pk=here.pk).audience == Audience.MEMBERS


def test_a_role_lost_meanwhile_narrows_nothing(here, mira, breast_cancer):
    Membership.objects.filter(member=mira, community=breast_cancer).update(rank=Rank.MEMBER)
    answer = tried(narrowing.narrow, here, 1, by=mira, version=here.version)
    assert type(answer).__name__ == "PermissionDenied"


# Nothing that is written meanwhile gets lost, and nothing leaks


def test_a_reply_written_while_it_became_a_circle_is_given_back(at_home, here, rosa, dana):
    door = at_home(dana)
    door.get(here.get_absolute_url())
    circle(here, Audience.JOINED, rosa)
    answer = send(door, here, "My whole story.")
    assert answer.status_code == 404
    assert "My whole story." in answer.text
    assert "Heavy arm" not in answer.text
    assert not Post.objects.filter(author=dana).exists()


def test_one_narrowed_between_reading_and_writing_takes_no_reply(
    at_home, here, rosa, dana, monkeypatch
):
    """The audience is asked once more at the write, and the refusal shows no word of the talk."""

    def meanwhile(*args, **more):
        circle(here, Audience.JOINED, rosa)
        return reply_as_before(*args, **more)

    reply_as_before = posting.reply
    monkeypatch.setattr(posting, "reply", meanwhile)
    answer = send(at_home(dana), here, "My whole story.")
    assert answer.status_code == 404
    assert "My whole story." in answer.text
    assert "wet sleeve" not in answer.text
    assert not Post.objects.filter(author=dana).exists()


def test_who_began_it_is_in_it_without_having_joined(at_home, here, rosa, dana, breast_cancer):
    circle(here, Audience.JOINED, rosa)
    join(breast_cancer, by=dana)
    answer = Post.objects.get(pk=posting.reply(here, by=dana, text="With you.", key=uuid4()).pk)
    assert at_home(rosa).get(answer.get_absolute_url()).status_code == 302
    send(at_home(rosa), here, "Thank you all.")
    assert Post.objects.filter(author=rosa, number=3).exists()


# A whole community


@pytest.fixture
def circle_of_men(here) -> Community:
    return make_community("Men with breast cancer", "men", audience=Audience.JOINED)


def test_a_closed_community_shows_its_name_and_about_and_the_way_in(
    at_home, circle_of_men, dana, rosa
):
    join(circle_of_men, by=dana)
    start(circle_of_men, dana, "Only us", at=earlier())
    for door, words in ((at_home(), "Log in or join to read here"), (at_home(rosa), "Join this")):
        page = door.get("/communities/men/").text
        assert "This patient support community." in page
        assert words in page
        assert "Only us" not in page
        assert "No one has started yet" not in page
    page = at_home(rosa).post("/communities/men/join/", follow=True).text
    assert "Only us" in page
    page = at_home(rosa).post("/communities/men/leave/", follow=True).text
    assert "Only us" not in page


def test_writing_there_needs_joining_and_the_words_stay(at_home, circle_of_men, rosa):
    door = at_home(rosa)
    assert "Join this community to read and write" in door.get("/communities/men/new/").text
    words = {"title": "May I", "body": "I found a lump.", "topics": ["biopsy"]}
    answer = door.post("/communities/men/new/", words | {"key": str(uuid4())})
    assert answer.status_code == 403
    assert "I found a lump." in answer.text
    assert not Discussion.objects.filter(title="May I").exists()
    join(circle_of_men, by=rosa)
    answer = at_home(rosa).post("/communities/men/new/", words | {"key": str(uuid4())})
    assert answer.status_code == 302
    assert Discussion.objects.get(title="May I").audience == Audience.JOINED


def test_who_looks_after_a_community_does_not_leave_by_a_click(mira, breast_cancer):
    with pytest.raises(HasRole):
        leave(breast_cancer, by=mira)
    join(breast_cancer, by=mira)
    assert Membership.objects.get(member=mira, community=breast_cancer).rank == Rank.MODERATOR


def test_leah_narrows_a_community_and_all_that_was_said_there(
    at_home, leah, rosa, dana, here, breast_cancer, partners
):
    elsewhere = start(partners, dana, at=earlier()).discussion
    narrower = start(
        breast_cancer, dana, "Ours", at=earlier(), about=About(audience=Audience.JOINED)
    )
    set_in_admin(at_home, leah, breast_cancer, 1)
    assert Discussion.objects.get(pk=here.pk).audience == Audience.MEMBERS
    assert Discussion.objects.get(pk=narrower.discussion_id).audience == Audience.JOINED
    assert Discussion.objects.get(pk=elsewhere.pk).audience == Audience.EVERYONE
    assert at_home().get(here.get_absolute_url()).status_code == 404
    set_in_admin(at_home, leah, breast_cancer, 0)
    assert Discussion.objects.get(pk=here.pk).audience == Audience.MEMBERS
    assert LogEntry.objects.filter(verb="audience set", actor=leah).count() == 2


def set_in_admin(at_home, leah, community, audience) -> None:
    leah.is_staff = True
    leah.save()
    address = reverse("admin:community_community_change", args=[community.pk])
    door = at_home(leah)
    form = door.get(address).context["adminform"].form
    typed = {name: form.get_initial_for_field(f, name) for name, f in form.fields.items()}
    typed |= {"topics": [one.pk for one in community.topics.all()], "audience": audience}
    answer = door.post(address, {n: v for n, v in typed.items() if v is not None})
    assert answer.status_code == 302, answer.context["adminform"].form.errors


@pytest.mark.usefixtures("committed")
def test_nothing_begins_as_open_as_its_community_was_a_moment_ago():
    place = make_community()
    olive = make_user("olive", is_superuser=True)
    people = [make_user(f"member{n}") for n in range(4)]
    together(
        lambda: narrowing.set_audience(place, Audience.JOINED, by=olive),
        *[lambda one=one: start(place, one, at=earlier()) for one in people],
    )
    assert Discussion.objects.count() == 4
    assert not Discussion.objects.filter(audience__lt=Audience.JOINED).exists()


@pytest.mark.usefixtures("committed")
def test_a_reply_and_a_narrowing_in_one_moment_leave_nobody_outside_in_it():
    place = make_community()
    rosa, dana = make_user("rosa"), make_user("dana")
    here = start(place, rosa, at=earlier()).discussion
    narrowed, answered = together(
        lambda: narrowing.narrow(here, Audience.JOINED, by=rosa, version=here.version),
        lambda: reply(here.posts.get(), dana),
    )
    assert narrowed is None
    assert type(answered).__name__ in {"Post", "NotOpen"}
    assert Discussion.objects.get().audience == Audience.JOINED
