"""A profile and one's own space keep nobody out."""

import pytest

from config.management.commands.demo import PASSWORD

from .walking import fill, person, press, walk

pytestmark = pytest.mark.browser

SPACE, NAME, PROFILE = "/account/", "/account/name/", "/members/rosa/"
SAVE = press("Save")


def in_another_tab(page) -> None:
    page.locator("[name=version]").evaluate("one => { one.value = 0 }")


def another(name: str) -> tuple:
    return fill("Your new name", name), press("Take this name")


def test_a_profile_and_ones_own_space(visit, filled):
    walk(visit(), (PROFILE, "Joined in"), ("/members/sam/", "Only members see all"))
    walk(
        visit(person("rosa")),
        (PROFILE, "This is your own profile"),
        (f"{PROFILE}?as=stranger", "This is what a stranger sees"),
        (f"{PROFILE}?as=member", "This is what other members see"),
        ("/members/dana/", "Joined in"),
        (SPACE, "What others see of you"),
        (SPACE, SAVE, "Saved."),
        (SPACE, fill("About me", "I knit. " * 200), SAVE, "One thing needs your attention"),
        (SPACE, fill("About me", "I knit."), in_another_tab, SAVE, "somewhere else meanwhile"),
    )


def test_taking_another_name(visit, filled):
    page = visit(person("rosa"))
    page.goto(NAME)
    fill("Password", PASSWORD)(page)
    press("Continue")(page)
    page.wait_for_url(f"**{NAME}")
    walk(
        page,
        (NAME, "Now you are called"),
        (NAME, *another("nurse_rosa"), "taken for somebody who works here"),
        (NAME, *another("aster"), "This is your name from now on."),
        (NAME, *another("birch"), "This is your name from now on."),
        (NAME, "twice in the last twelve months"),
    )
