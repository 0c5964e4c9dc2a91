"""What is new, what one follows and where one joined keep nobody out."""

import pytest

from community.models import Discussion

from .walking import person, press, walk

pytestmark = pytest.mark.browser

PLACE = "/communities/breast-cancer/"
ALL_READ = press("Mark all as read")


def address(title: str) -> str:
    return Discussion.objects.get(title__startswith=title).get_absolute_url()


def test_what_is_new_and_what_she_follows(visit, filled):
    page = visit(person("rosa"))
    walk(
        page,
        ("/", "New for you"),
        (PLACE, "2 new"),
        (f"{PLACE}?show=unread", "Mark all as read"),
        (f"{PLACE}?show=following", "First chemo on Thursday"),
        ("/following/", "Communities you joined"),
        (address("Hot flushes"), "New since you were last here"),
        (address("First mammogram"), "may not read here any more"),
        ("/topics/chemotherapy/", "Stop following"),
        ("/articles/chemotherapy-for-breast-cancer/", "Stop following"),
        (f"{PLACE}?show=unread", ALL_READ, "Everything here is marked as read."),
        (f"{PLACE}?show=unread", "You have read everything new here"),
    )


def test_joining_for_the_first_time(visit, filled):
    walk(
        visit(person("nadia")),
        ("/", "Which communities are for you?"),
        ("/following/", "None yet. See all topics"),
        (f"{PLACE}?show=following", "You follow no discussion here"),
        (PLACE, press("Join this community"), "You joined Breast Cancer Community."),
        (PLACE, press("Leave"), "What you wrote there stays."),
    )


def test_the_link_leads_to_the_first_new_post_on_its_page(visit, filled):
    page = visit(person("rosa"))
    page.goto(address("First chemo"))
    page.get_by_role("link", name="Go to the first new reply").click()
    page.wait_for_url("**?page=3#new")
    heading = page.get_by_role("heading", name="New since you were last here")
    assert heading.bounding_box()["y"] < 200
