"""Rosa writes down her weight, and puts it right."""

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest

from core import clock
from trackers import recording
from trackers.models import Entry, Tracker

from ..factories import weigh
from ..reading import text_of, texts
from .tracker import HERE, form, page, rows

# Adding


def test_rosa_writes_down_her_first_weight(at_home, rosa, november):
    door = at_home(rosa)
    assert "Nothing here yet" in page(door.get(HERE))
    answer = door.post(HERE, form(value="70,5", note="Slept well"), follow=True)
    assert answer.redirect_chain == [(HERE, 302)]
    assert "Your entry is saved." in page(answer)
    assert rows(answer) == ["22 November Slept well 70.5 kg Edit 22 November"]
    assert "22 November: 70.5 kg." in page(answer)
    assert "There is no streak to keep; come back when it suits you." in page(answer)


def test_the_form_carries_her_unit_and_today(at_home, rosa, november):
    weigh(rosa, "11 4", unit="st")
    shown = at_home(rosa).get(HERE).context["form"]
    assert (shown["unit"].value(), shown["date"].value()) == ("st", "2026-11-22")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-22", date(2026, 11, 22)),
        ("22.11.2026", date(2026, 11, 22)),
        ("3. 4. 2026", date(2026, 4, 3)),
        ("22/11/2026", date(2026, 11, 22)),
        ("11/22/2026", date(2026, 11, 22)),
        ("5/5/2026", date(2026, 5, 5)),
        ("1900-01-01", date(1900, 1, 1)),
    ],
)
def test_days_are_read_as_people_write_them(at_home, rosa, november, typed, day):
    assert at_home(rosa).post(HERE, form(date=typed)).status_code == 302
    assert Entry.objects.get().date == day


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"value": ""}, "Please write down a weight."),
        ({"value": "seventy"}, "with the digits 0 to 9, like 70.5"),
        ({"value": "\u0667\u0660"}, "with the digits 0 to 9, like 70.5"),
        ({"value": "7"}, "We can keep weights from 20.0 kg to 400.0 kg."),
        ({"value": "11 15", "unit": "st"}, "A stone has 14 pounds"),
        ({"unit": "tons"}, "Select a valid choice"),
        ({"date": ""}, "Please choose a day."),
        ({"date": "yesterday"}, "Please write the date like 2026-11-22"),
        ({"date": "2026-02-30"}, "There is no such day."),
        ({"date": "3/4/2026"}, "can be read in two ways"),
        ({"date": "2026-11-23"}, "This day has not come yet."),
        ({"date": "1899-12-31"}, "Please choose a day after 1900."),
        ({"date": "\u0662\u0660\u0662\u0666-11-22"}, "Please write the date like 2026-11-22"),
        ({"note": "x" * 301}, "at most 300"),
    ],
)
def test_what_cannot_be_kept_comes_back_with_a_sentence(at_home, rosa, november, wrong, sentence):
    typed = form(note="Slept <well>") | wrong
    answer = at_home(rosa).post(HERE, typed)
    assert answer.status_code == 422
    assert sentence in page(answer)
    for name in ("value", "date", "note", "key"):
        box = re.search(rf'<input[^>]*name="{name}"[^>]*>', answer.text)[0]
        assert not typed[name] or f'value="{typed[name]}"' in unescape(box)
    assert not Entry.objects.exists()


def test_a_day_that_a_date_box_cannot_show_comes_back_as_text(at_home, rosa, november):
    text = at_home(rosa).post(HERE, form(date="3/4/2026")).text
    assert re.search(r'<input type="text" name="date" value="3/4/2026"', text)


def test_in_auckland_it_is_tomorrow_already(at_home, rosa):
    with clock.at(datetime(2026, 11, 22, 20, tzinfo=UTC)):
        assert at_home(rosa).post(HERE, form(date="2026-11-23")).status_code == 302
        assert at_home(rosa).post(HERE, form(date="2026-11-24")).status_code == 422


def test_a_double_click_is_one_entry(at_home, rosa, november):
    door, sent = at_home(rosa), form()
    assert [door.post(HERE, sent).status_code for _ in range(2)] == [302, 302]
    assert Entry.objects.count() == 1


def test_changed_words_of_a_saved_form_are_asked_about(at_home, rosa, november):
    door, sent = at_home(rosa), form()
    door.post(HERE, sent)
    answer = door.post(HERE, sent | {"value": "71"})
    assert answer.status_code == 409
    assert "Your first version was saved already" in page(answer)
    assert Entry.objects.get().weight.typed == "70.5"
    again = answer.context["form"].data
    assert again["value"] == "71"
    assert door.post(HERE, again).status_code == 302
    assert Entry.objects.count() == 2


def test_the_key_of_one_person_is_nothing_to_another(at_home, rosa, dana, november):
    sent = form()
    for person in (rosa, dana):
        assert at_home(person).post(HERE, sent).status_code == 302
    assert Entry.objects.count() == 2


def test_a_form_without_a_key_is_saved(at_home, rosa, november):
    for key in ("", "x", "\u0663"):
        assert at_home(rosa).post(HERE, form(key=key)).status_code == 302
    assert Entry.objects.count() == 3


def test_only_weight_and_day_are_needed_and_her_unit_is_known(at_home, rosa, november):
    weigh(rosa, "155", unit="lb")
    assert at_home(rosa).post(HERE, {"value": "156", "date": "2026-11-21"}).status_code == 302
    assert at_home(rosa).get(HERE).context["facts"][0].words == "155 lb"
    assert "156 lb" in page(at_home(rosa).get(HERE))


def test_several_a_day_and_earlier_ones_find_their_place(at_home, rosa, november):
    weigh(rosa, "70.5", days=1)
    weigh(rosa, "70.7", note="evening")
    weigh(rosa, "70.1", note="morning, written later")
    weigh(rosa, "71", days=30)
    assert [row.partition(" kg")[0][-4:] for row in rows(at_home(rosa).get(HERE))] == [
        *("70.1", "70.7", "70.5", "r 71"),
    ]


def test_a_full_tracker_says_so(at_home, rosa, november, monkeypatch):
    monkeypatch.setattr(recording, "MOST", 1)
    weigh(rosa)
    answer = at_home(rosa).post(HERE, form(value="71"))
    assert answer.status_code == 409
    assert "This tracker is full" in page(answer)
    assert Entry.objects.count() == 1


# Putting right


def test_she_corrects_an_entry(at_home, rosa, autumn):
    entry = Entry.objects.latest("pk")
    address = f"{HERE}{entry.key}/"
    assert 'value="70.5"' in at_home(rosa).get(address).text
    assert at_home(rosa).post(address, form(value="x")).status_code == 422
    answer = at_home(rosa).post(address, form(value="71.2", date="2026-11-20", note="Clinic"))
    assert answer.url == HERE
    assert rows(at_home(rosa).get(HERE))[0].startswith("20 November Clinic 71.2 kg")
    assert Entry.objects.count() == 4


def test_she_is_asked_once_before_an_entry_goes(at_home, rosa, autumn):
    entry = Entry.objects.latest("pk")
    address = f"{HERE}{entry.key}/delete/"
    asked = at_home(rosa).get(address)
    assert "Delete the entry of 22 November?" in page(asked)
    assert "70.5 kg" in page(asked)
    assert "70.5 kg" not in page(at_home(rosa).get(f"{address}?numbers=off"))
    assert Entry.objects.filter(pk=entry.pk).exists()
    assert at_home(rosa).post(address).url == HERE
    assert not Entry.objects.filter(pk=entry.pk).exists()


def test_she_chooses_unit_and_usual_range(at_home, rosa, autumn):
    door, address = at_home(rosa), f"{HERE}settings/"
    assert 'value="71.5"' in door.get(address).text
    assert door.post(address, {"unit": "lb", "low": "152,5", "high": "157"}).url == HERE
    assert "Usual range: 152.5 lb to 157 lb" in page(door.get(HERE))
    assert door.post(address, {"unit": "kg", "low": "", "high": ""}).status_code == 302
    assert "None set" in page(door.get(HERE))


@pytest.mark.parametrize(
    ("low", "high", "sentence"),
    [
        ("69", "", "A range needs both ends."),
        ("71", "69", "This end should be the higher one."),
        ("x", "70", "with the digits 0 to 9"),
    ],
)
def test_half_a_range_is_none(at_home, rosa, autumn, low, high, sentence):
    answer = at_home(rosa).post(f"{HERE}settings/", {"unit": "kg", "low": low, "high": high})
    assert answer.status_code == 422
    assert sentence in page(answer)
    assert Tracker.objects.get().usual[1].typed == "71.5"


# From elsewhere


@pytest.mark.parametrize(
    "address", ["/", "/articles/lymphedema/", "/communities/breast-cancer/", "/trackers/"]
)
def test_start_tracking_now_stands_on_many_pages(at_home, breast_cancer, article, rosa, address):
    for person in (None, rosa):
        text = at_home(person).get(address).text
        assert re.search(rf'href="{HERE}">Start Tracking Now</a>', text)
        assert "Weight Tracker" in text_of(text, "main")
        assert "Weight tracker" in texts(text, "header")[0]


def test_a_stranger_is_told_it_is_private_and_led_back(at_home, db):
    answer = at_home().get(f"{HERE}?show=all")
    assert "Only you can see what you write here" in page(answer)
    for way in ("login", "signup"):
        assert f'href="/accounts/{way}/?next=/trackers/weight/%3Fshow%3Dall"' in answer.text


def test_who_was_logged_out_meanwhile_keeps_her_words(at_home, rosa, november):
    entry = weigh(rosa)
    for address in (HERE, f"{HERE}{entry.key}/"):
        answer = at_home().post(address, form(value="71,5", note="Slept well"))
        assert answer.status_code == 401
        assert "Your words are still here." in page(answer)
        assert f'action="{address}"' in answer.text
        assert 'value="71,5"' in answer.text
        assert 'value="Slept well"' in answer.text
    assert Entry.objects.count() == 1
