"""Profiles: what a member says about herself, and whom she lets see it."""

import re

import pytest
from django.urls import reverse

from accounts.models import ProfileLine, User
from accounts.profiles import ChangedMeanwhile, Said, change_profile

from ..factories import PASSWORD, reply, start
from ..reading import text_of, texts
from ..scene import earlier
from ..threads import together, tried
from .front_door import page

ACCOUNT = reverse("accounts:account")
WORDS = {
    ProfileLine.SeenBy.EVERYONE: "I teach swimming.",
    ProfileLine.SeenBy.MEMBERS: "My sister drives me.",
    ProfileLine.SeenBy.ME: "I have not told my mother.",
}
# Who sees a line that its owner opened so far: access matrix F1, F2, F4.
SEES = {
    ProfileLine.SeenBy.EVERYONE: "stranger nadia sam mira leah edith robin olive rosa",
    ProfileLine.SeenBy.MEMBERS: "nadia sam mira leah edith robin olive rosa",
    ProfileLine.SeenBy.ME: "rosa",
}


def say(member, **lines: Said) -> None:
    change_profile(
        member,
        version=User.objects.get(pk=member.pk).version,
        avatar=member.avatar,
        lines=lines,
    )


def typed(member, **more) -> dict:
    """All that the form in her space sends."""
    return {
        "avatar": "shell",
        "here_as": "patient",
        "here_as_seen_by": 1,
        "about": "I teach swimming.",
        "about_seen_by": 0,
        "version": member.version,
    } | more


def kept(member) -> dict:
    lines = ProfileLine.objects.filter(member=member)
    return {line.field: (line.text, line.seen_by) for line in lines}


@pytest.fixture
def cast(nadia, sam, mira, leah, edith, robin, olive, rosa) -> dict:
    people = (nadia, sam, mira, leah, edith, robin, olive, rosa)
    return {"stranger": None} | {one.username: one for one in people}


# Who sees what


@pytest.mark.parametrize("circle", ProfileLine.SeenBy)
def test_a_line_is_seen_by_whom_its_owner_chose_and_by_nobody_else(at_home, cast, rosa, circle):
    say(rosa, about=Said(WORDS[circle], circle), here_as=Said("carer", circle))
    for name, person in cast.items():
        shown = text_of(at_home(person).get(rosa.get_absolute_url()).text, "main")
        sees = name in SEES[circle].split()
        assert (WORDS[circle] in shown) is sees, name
        assert ("Partner, family or friend" in shown) is sees, name


def test_what_a_reader_may_not_see_does_not_exist_for_her(at_home, rosa, sam):
    """The page is the same, letter for letter, as if it had never been written."""
    for person in (None, sam):
        empty = at_home(person).get(rosa.get_absolute_url()).content
        say(rosa, about=Said("A secret", 9), here_as=Said("patient", 9))
        assert without_key(at_home(person).get(rosa.get_absolute_url()).content) == without_key(
            empty
        )
        say(rosa, about=Said(""), here_as=Said(""))


def without_key(content: bytes) -> bytes:
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", content)


@pytest.mark.parametrize("person", ["stranger", "sam", "mira", "leah", "olive", "rosa"])
def test_an_address_a_last_visit_or_a_count_is_on_nobodys_page(
    at_home, cast, rosa, breast_cancer, person
):
    for n in range(7):
        reply(start(breast_cancer, rosa, f"Evening {n}", at=earlier()), rosa, at=earlier())
    at_home().post(reverse("account_login"), {"login": "rosa", "password": PASSWORD})
    main = text_of(at_home(cast[person]).get(rosa.get_absolute_url()).text, "main")
    assert rosa.email not in main
    assert not re.search(r"last seen|online|ago|posts|Evening|\b7\b|\b14\b", main, re.IGNORECASE)
    assert rosa.date_joined.strftime("Joined in %B %Y") in main


def test_there_is_no_list_of_members(at_home, rosa, leah, olive):
    for person in (None, rosa, leah, olive):
        assert at_home(person).get("/members/").status_code == 404


def test_who_is_nobody_or_has_left_has_no_page_and_no_link(at_home, rosa, dana, breast_cancer):
    opening = start(breast_cancer, rosa)
    assert at_home().get(reverse("accounts:profile", args=["nobody"])).status_code == 404
    User.objects.filter(pk=rosa.pk).update(is_active=False)
    assert at_home(dana).get(rosa.get_absolute_url()).status_code == 404
    talk = at_home().get(opening.discussion.get_absolute_url()).text
    assert rosa.get_absolute_url() not in talk


def test_the_name_over_a_post_leads_to_the_profile(at_home, rosa, breast_cancer):
    opening = start(breast_cancer, rosa)
    for person in (None, rosa):
        talk = at_home(person).get(opening.discussion.get_absolute_url()).text
        assert re.search(rf'<h2 class="who".*?href="{rosa.get_absolute_url()}"', talk, re.DOTALL)
        assert talk.count(f'href="{rosa.get_absolute_url()}"') == 2  # and the picture


def test_no_search_engine_keeps_a_profile_and_no_cache_a_members(at_home, rosa):
    for person in (None, rosa):
        answer = at_home(person).get(rosa.get_absolute_url())
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert "private" in answer.headers["Cache-Control"]


def test_what_somebody_wrote_about_herself_is_shown_as_text(at_home, rosa):
    say(rosa, about=Said("<script>alert(1)</script> https://shop.example", 0))
    answer = at_home().get(rosa.get_absolute_url()).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in answer
    assert 'href="https://shop.example' not in answer


# With other eyes


@pytest.mark.parametrize(("eyes", "sees"), [("stranger", {0}), ("member", {0, 1}), ("", {0, 9})])
def test_she_sees_her_own_page_as_others_see_it(at_home, rosa, eyes, sees):
    for circle in (0, 1, 9):
        say(rosa, about=Said(WORDS[circle], circle))
        shown = page(at_home(rosa).get(f"{rosa.get_absolute_url()}?as={eyes}"))
        assert (WORDS[circle] in shown) is (circle in sees or not eyes)


def test_what_she_is_shown_as_a_strangers_view_is_what_a_stranger_gets(at_home, rosa):
    say(rosa, about=Said(WORDS[1], 1), here_as=Said("other", 0))
    hers = at_home(rosa).get(f"{rosa.get_absolute_url()}?as=stranger").text
    card = r'<article class="card.*?</article>'
    strangers = at_home().get(rosa.get_absolute_url()).text
    assert re.search(card, hers, re.DOTALL)[0] == re.search(card, strangers, re.DOTALL)[0]


@pytest.mark.parametrize("eyes", ["stranger", "member", "me", "owner", "9"])
def test_nobody_else_borrows_eyes(at_home, rosa, sam, eyes):
    say(rosa, about=Said(WORDS[1], 1), here_as=Said("other", 9))
    for person, sees in ((None, False), (sam, True)):
        shown = page(at_home(person).get(f"{rosa.get_absolute_url()}?as={eyes}"))
        assert (WORDS[1] in shown) is sees
        assert "Something else" not in shown


# Her own space


def test_at_first_nothing_is_open_to_anybody(at_home, rosa):
    form = at_home(rosa).get(ACCOUNT).text
    for field in ("about_seen_by", "here_as_seen_by"):
        assert re.search(rf'<input[^>]*name="{field}" value="9"[^>]*checked', form)


def test_rosa_says_something_about_herself_and_finds_it_again(at_home, rosa):
    door = at_home(rosa)
    answer = door.post(ACCOUNT, typed(rosa), follow=True)
    assert answer.redirect_chain == [(ACCOUNT, 302)]
    assert "Saved." in page(answer)
    assert "I teach swimming.</textarea>" in answer.text
    assert re.search(r'name="here_as" value="patient"[^>]*checked', answer.text)
    assert User.objects.get(pk=rosa.pk).avatar == "shell"
    assert kept(rosa) == {"about": ("I teach swimming.", 0), "here_as": ("patient", 1)}


def test_she_takes_it_back_and_it_is_gone(at_home, rosa):
    say(rosa, about=Said(WORDS[0], 0), here_as=Said("patient", 0))
    rosa.refresh_from_db()
    at_home(rosa).post(ACCOUNT, typed(rosa, about=" \u200b ", here_as=""))
    assert kept(rosa) == {"about": ("", 0), "here_as": ("", 1)}
    assert "Here as" not in page(at_home().get(rosa.get_absolute_url()))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"about": "a" * 1001}, "it has 1001 characters, and 1000 fit"),
        ({"about_seen_by": ""}, "Please choose who sees it."),
        ({"about_seen_by": "5"}, "Select a valid choice"),
        ({"here_as": "doctor"}, "Select a valid choice"),
        ({"avatar": "../../etc/passwd"}, "Select a valid choice"),
    ],
)
def test_a_refused_form_comes_back_with_every_word(at_home, rosa, wrong, sentence):
    words = typed(rosa, about="Every word of it.") | wrong
    answer = at_home(rosa).post(ACCOUNT, words)
    assert answer.status_code == 422
    assert sentence in page(answer)
    assert f"{words['about']}</textarea>" in answer.text
    assert kept(rosa) == {}


def test_a_second_tab_shows_both_and_loses_nothing(at_home, rosa):
    door, other_tab = at_home(rosa), typed(rosa, about="From the other tab.")
    door.post(ACCOUNT, typed(rosa, about="From this tab.", here_as="carer"))
    answer = door.post(ACCOUNT, other_tab)
    assert answer.status_code == 409
    assert kept(rosa)["about"] == ("From this tab.", 0)
    [note] = [one for one in texts(answer.text, "div", "note") if "somewhere else" in one]
    assert "From this tab." in note
    assert "Partner, family or friend" in note
    assert "shell" not in note.lower()  # the same in both
    assert "From the other tab.</textarea>" in answer.text
    version = re.search(r'name="version" value="(\d+)"', answer.text)[1]
    assert door.post(ACCOUNT, other_tab | {"version": version}).status_code == 302
    assert kept(rosa)["about"] == ("From the other tab.", 0)


@pytest.mark.parametrize("version", ["", "0", "99", "x"])
def test_a_form_without_its_version_overwrites_nothing(at_home, rosa, version):
    say(rosa, about=Said("Before.", 0))
    answer = at_home(rosa).post(ACCOUNT, typed(rosa, version=version))
    assert answer.status_code in {409, 422}
    assert "I teach swimming.</textarea>" in answer.text
    assert kept(rosa)["about"] == ("Before.", 0)


def test_two_tabs_in_one_moment_make_one_change(committed, rosa):
    def save(text):
        lines = {"about": Said(text, 0), "here_as": Said("other", 0)}
        return lambda: tried(change_profile, rosa, version=1, avatar="moon", lines=lines)

    outcomes = together(save("one"), save("two"))
    assert sorted(type(one).__name__ for one in outcomes) == [
        ChangedMeanwhile.__name__,
        "NoneType",
    ]
    assert User.objects.get(pk=rosa.pk).version == 2


def test_a_stranger_is_asked_to_log_in_first(at_home, db):
    assert at_home().get(ACCOUNT).url == f"{reverse('account_login')}?next={ACCOUNT}"


def test_her_space_leads_to_all_that_is_hers(at_home, rosa):
    home, space = (at_home(rosa).get(place).text for place in ("/", ACCOUNT))
    assert f'href="{ACCOUNT}"' in home
    main = space.partition("<main")[2]
    for name in ("account_email", "account_change_password", "account_logout", "accounts:name"):
        assert f'href="{reverse(name)}"' in main
    for eyes in ("stranger", "member"):
        assert f'href="{rosa.get_absolute_url()}?as={eyes}"' in main
