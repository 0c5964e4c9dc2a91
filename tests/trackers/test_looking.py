"""What Rosa sees: chart, story and table, for the time she chose, with numbers or without."""

import re
from datetime import timedelta
from html import unescape

import pytest

from trackers import recording
from trackers.weights import MINUS, parse

from ..factories import weigh
from .tracker import HERE, NOW, form, page, rows

STORY = (
    "Since 30 August: from 72.4 kg to 70.5 kg, lowest 68.8 kg on 18 October. "
    "Inside your usual range."
)


def test_the_page_tells_the_story_in_a_sentence(at_home, rosa, autumn):
    answer = at_home(rosa).get(HERE)
    assert STORY in page(answer)
    desc = re.search(r"<desc[^>]*>(.*?)</desc>", answer.text)[1]
    assert desc == f"{STORY} Usual range: 69 kg to 71.5 kg."
    assert "Weight from 30 August to 22 November" in answer.text
    assert "Small ups and downs are ordinary during treatment." in page(answer)


def test_the_table_holds_what_the_chart_holds(at_home, rosa, autumn):
    answer = at_home(rosa).get(HERE)
    assert rows(answer) == [
        "22 November 70.5 kg +1.7 kg Edit 22 November",
        f"18 October Ginger tea helped 68.8 kg {MINUS}3.6 kg Edit 18 October",
        f"30 August 72.4 kg {MINUS}17.6 kg Edit 30 August",
    ]
    assert answer.text.count('class="ring"') == 3


@pytest.mark.parametrize(
    ("show", "count"), [("4w", 1), ("12w", 3), ("year", 3), ("all", 4), ("<b>", 3)]
)
def test_she_chooses_the_time(at_home, rosa, autumn, show, count):
    assert len(rows(at_home(rosa).get(HERE, {"show": show}))) == count


def test_where_nothing_is_in_a_time_the_rest_is_not_lost(at_home, rosa, november):
    weigh(rosa, days=100)
    answer = page(at_home(rosa).get(HERE))
    assert "You have no entries in this time. Your earlier ones are all still here." in answer


def test_without_numbers_no_figure_is_left_anywhere(at_home, rosa, autumn):
    answer = at_home(rosa).get(f"{HERE}?numbers=off")
    words = unescape(re.sub(r"<[^>]*>", " ", answer.text))  # title and desc are words too
    dates = r"30 August|18 October|22 November|\d+ Aug|\d+ Sep|\d+ Oct|\d+ Nov"
    rest = re.sub(rf"{dates}|4 weeks|12 weeks|1 year|\b988\b|\b3 entries|\b4 entries", "", words)
    assert not re.search(r"\d+[.,]\d|\bkg\s*\d|\d\s*(kg|lb|st)\b|\b(68|69|70|72|74)\b", rest)
    assert "Since 30 August: lower, lowest on 18 October. Inside your usual range." in words
    assert rows(answer)[0] == "22 November higher Edit 22 November"


def test_without_numbers_stays_with_every_link_and_form(at_home, rosa, autumn):
    text = at_home(rosa).get(f"{HERE}?show=all&numbers=off").text
    main = unescape(text[text.index("<main") : text.index("</main>")])
    own = re.findall(r'(?:href|action)="(/trackers/weight/(?!export)[^"]*)"', main)
    assert len(own) > 6
    without = [link for link in own if "numbers=off" not in link]
    assert without == [f"{HERE}?show=all"]  # the one that shows them again
    answer = at_home(rosa).post(f"{HERE}?show=all&numbers=off", form())
    assert answer.url == f"{HERE}?show=all&numbers=off"


def test_many_entries_come_in_pages(at_home, rosa, november):
    for n in range(26):
        weigh(rosa, days=n)
    first, second = (at_home(rosa).get(HERE, {"page": n}) for n in (1, 2))
    assert (len(rows(first)), len(rows(second))) == (25, 1)
    assert "Page 1 of 2" in page(first)
    assert len(rows(at_home(rosa).get(HERE, {"page": "x"}))) == 25


def test_in_stone_the_axis_and_all_words_are_in_stone(at_home, rosa, autumn):
    recording.settle(rosa, unit="st", usual=None)
    answer = at_home(rosa).get(HERE)
    assert "from 11 st 5.6 lb to 11 st 1.4 lb" in page(answer)
    assert "11 st" in [mark.words for mark in answer.context["chart"].across]
    assert " kg" not in page(answer).replace("(kg)", "")


def test_one_entry_or_equal_ones_make_a_chart_too(at_home, rosa, november):
    weigh(rosa)
    assert "22 November: 70.5 kg." in page(at_home(rosa).get(HERE))
    weigh(rosa)
    assert "from 70.5 kg to 70.5 kg." in page(at_home(rosa).get(HERE))


def test_the_chart_stays_inside_its_frame(at_home, rosa, november):
    for n, value in enumerate(("20", "400", "70", "399.99", "20.01")):
        weigh(rosa, value, days=n * 20)
    recording.settle(rosa, unit="lb", usual=(parse("44.1", "lb"), parse("881", "lb")))
    chart = at_home(rosa).get(f"{HERE}?show=all").context["chart"]
    marks = [*chart.rings, chart.last, *chart.across]
    assert all(0 <= float(place[:-1]) <= 100 for mark in marks for place in (mark.x, mark.y))
    assert 3 <= len(chart.across) <= 6
    assert float(chart.band.y[:-1]) >= 8


def test_the_day_before_yesterday_needs_no_year_but_last_year_does(at_home, rosa, november):
    weigh(rosa, on=(NOW - timedelta(days=330)).date())
    assert "27 December 2025: 70.5 kg." in page(at_home(rosa).get(f"{HERE}?show=year"))
