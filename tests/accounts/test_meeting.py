"""What a member wants to meet: each content note shown, folded or left out."""

from django.urls import reverse

from accounts.models import FOLDED_AT_FIRST, ContentNote, User

from ..reading import text_of

HERE = reverse("accounts:reading")
NAMES = [note.name.lower() for note in ContentNote]


def form(member: User, **more) -> dict:
    version = User.objects.get(pk=member.pk).version
    return dict.fromkeys(NAMES, "show") | {"version": version} | more


def kept(member: User) -> tuple[int, int]:
    return User.objects.values_list("fold_notes", "leave_out_notes").get(pk=member.pk)


def test_rosa_chooses_for_each_note(at_home, rosa):
    door = at_home(rosa)
    chosen = form(rosa, needles="fold", sex="fold", end_of_life="leave_out")
    page = door.post(HERE, chosen, follow=True)
    assert "Saved." in page.text
    needles, sex, end = ContentNote.NEEDLES, ContentNote.SEX, ContentNote.END_OF_LIFE
    assert kept(rosa) == (needles | sex, end)
    for name in NAMES:
        assert door.get(HERE).context["form"][name].initial == chosen[name]


def test_her_space_leads_there_and_it_says_what_strangers_have(at_home, rosa):
    assert HERE in at_home(rosa).get(reverse("accounts:account")).text
    words = text_of(at_home(rosa).get(HERE).text, "main")
    assert "For them, and at first for you, posts about end of life" in words
    for note in ContentNote:
        assert str(note.label).capitalize() in words


def test_every_note_wants_a_choice(at_home, rosa):
    answer = at_home(rosa).post(HERE, form(rosa, faith=""))
    assert answer.status_code == 422
    assert "Please choose one of the three." in answer.text
    assert at_home(rosa).post(HERE, form(rosa, faith="burn")).status_code == 422
    assert kept(rosa) == (FOLDED_AT_FIRST, 0)


def test_what_was_saved_in_another_tab_is_not_lost_unseen(at_home, rosa):
    door, late = at_home(rosa), form(rosa, faith="fold")
    door.post(HERE, form(rosa, sex="leave_out"))
    answer = door.post(HERE, late)
    assert answer.status_code == 409
    assert "meanwhile" in answer.text
    assert kept(rosa) == (0, ContentNote.SEX)
    assert answer.context["form"]["faith"].value() == "fold"
    again = late | {"version": answer.context["form"]["version"].value()}
    assert door.post(HERE, again).status_code == 302
    assert kept(rosa) == (ContentNote.FAITH, 0)
