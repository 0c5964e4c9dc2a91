"""Names: what can be one, and which are too much alike for two people to have them."""

import re
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts import names
from accounts.forms import JoinForm
from accounts.models import User

from ..factories import make_user
from ..threads import together
from .front_door import form, join, page

WIDE_ROSA = "\uff52\uff4f\uff53\uff41"
CYRILLIC_ROSA = "r\u043esa"  # one letter of it
NOT_FREE = "looks very much like it, is not free"
FOR_STAFF = "taken for somebody who works here"
FILLED = import_module("accounts.migrations.0004_what_names_look_like")


def refused(at_home, name: str) -> str:
    """The page that comes back to somebody who wanted this name."""
    members = User.objects.count()
    answer = join(at_home(), username=name)
    assert answer.status_code == 200, name
    assert User.objects.count() == members
    return page(answer)


@pytest.mark.parametrize(
    "name", ["rosa", "Rosa", "ROSA", " rosa ", "rosa\u202e", WIDE_ROSA, "ro.sa", "_rosa_", "rósa"]
)
def test_a_name_that_somebody_has_is_refused_in_any_dress(at_home, rosa, name):
    assert NOT_FREE in refused(at_home, name)


@pytest.mark.parametrize("name", ["zoë", "ZOË", "Zoë", "zoe\u0308"])
def test_so_it_is_with_letters_outside_the_alphabet(at_home, db, name):
    join(at_home())
    join(at_home(), username=name, email="other@example.org")
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "alike"),
    [
        ("mira", "rnira"),
        ("willow", "WiIIow"),
        ("willow", "w1llow"),
        ("moon", "m0on"),
        ("bob", "\u0412\u041e\u0412"),  # capital Cyrillic letters
        ("koot", "\u043a\u043e\u043e\u0442"),
        ("alma", "\u0251lma"),  # a Latin letter of phonetics
        ("fern_70", "fern-7O"),
    ],
)
def test_names_that_look_alike_belong_to_one_person(at_home, db, name, alike):
    make_user(name)
    assert NOT_FREE in refused(at_home, alike)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_user(alike)  # the database itself holds to it, whoever asks


@pytest.mark.parametrize("name", ["rosanna", "rosa_k", "rose", "r0s4", "Роза", "きずな", "rosa2"])
def test_names_that_differ_are_free(at_home, rosa, name):
    assert join(at_home(), username=name).status_code == 302


@pytest.mark.parametrize("name", names.RESERVED)
def test_reserved_names_are_refused_in_any_case(at_home, db, name):
    for dress in (name, name.upper(), name.title()):
        assert "error-summary" in refused(at_home, dress)


@pytest.mark.parametrize(
    "name",
    [
        *("nurse_anna", "NurseAnna", "nurseanna", "Nurse7", "n.u.r.s.e", "dr_smith", "m0d3rat0r"),
        *("adm1n", "Admin2", "team_rosa", "support.desk", "the_doctor", "d\u00f6ctor"),
        *("ALONGS1DE", "alongside_help", "official_rosa", "\u0251dmin", "MIRA_MODERATOR"),
    ],
)
def test_nobody_is_called_like_staff_or_the_site(at_home, db, name):
    assert FOR_STAFF in refused(at_home, name)


@pytest.mark.parametrize("name", ["steam", "badminton", "modern_times", "drew", "help_is_here"])
def test_a_word_that_has_such_letters_by_chance_is_free(at_home, db, name):
    assert join(at_home(), username=name).status_code == 302


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("r", "at least two letters or digits"),
        ("..", "at least one letter or digit"),
        ("rosa luxemburg", "one word of letters, digits and the signs"),
        ("rosa<b>", "one word of letters, digits and the signs"),
        ("ro\u200bsa", "one word of letters, digits and the signs"),
        ("a" * 151, "choose a shorter one"),
        (CYRILLIC_ROSA, "letters of one alphabet"),
        ("\u03b1lma", "letters of one alphabet"),
        ("new", "like new_and_fern"),
    ],
)
def test_each_refusal_says_what_would_work_and_keeps_what_was_typed(at_home, db, name, sentence):
    text = refused(at_home, name)
    assert sentence in re.search(r'id="error-summary".*?</ul>', text, re.DOTALL).group()
    assert 'value="zoe@example.org"' in text
    assert re.search(r'<input[^>]*value="moon"[^>]*checked', text)
    assert form()["password1"] not in text


def test_a_name_has_its_looks_from_the_moment_it_is_saved(rosa):
    assert User.objects.get().name_skeleton == names.skeleton("rosa")
    rosa.username = "dahlia"
    rosa.save()
    assert User.objects.get().name_skeleton == names.skeleton("dahlia")


def test_the_migration_saw_names_as_we_do(db):
    """When this fails, what names look like has changed: write a migration that fills it anew."""
    seen = ["Zoë", "rnira_7", "m0on", "\u0412\u041e\u0412", "きずな", WIDE_ROSA, "Straße", "@.+-_"]
    assert [FILLED.skeleton(name) for name in seen] == [names.skeleton(name) for name in seen]


def test_two_who_were_alike_before_both_keep_their_names(rosa):
    other = make_user("dahlia")
    User.objects.filter(pk=other.pk).update(username="r0sa", name_skeleton="before")
    FILLED.fill(apps, None)
    other.refresh_from_db()
    assert other.name_skeleton == f"rosa#{other.pk}"
    other.save()  # whatever is saved later about her
    other.refresh_from_db()
    assert other.name_skeleton == f"rosa#{other.pk}"


def test_two_who_join_with_one_name_in_one_moment_both_get_an_answer(committed, at_home):
    doors = [at_home(), at_home()]
    for door in doors:
        door.get(reverse("account_signup"))
    addresses = ("one@example.org", "two@example.org")
    answers = together(
        *(lambda d=d, a=a: join(d, email=a) for d, a in zip(doors, addresses, strict=True))
    )
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    late = next(answer for answer in answers if answer.status_code == 200)
    assert NOT_FREE in page(late)
    assert User.objects.count() == 1


def test_who_is_a_moment_too_late_gets_a_sentence_and_keeps_her_words(at_home, db, monkeypatch):
    """The other one joins between the look and the saving."""
    plain = JoinForm.save

    def somebody_is_faster(form, request):
        monkeypatch.setattr(JoinForm, "save", plain)
        make_user("zoë")
        return plain(form, request)

    monkeypatch.setattr(JoinForm, "save", somebody_is_faster)
    answer = join(at_home(), email="late@example.org")
    assert answer.status_code == 200
    assert NOT_FREE in page(answer)
    assert 'value="late@example.org"' in answer.text
    assert User.objects.count() == 1
