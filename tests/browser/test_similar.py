"""Somebody begins to write a title, and sees that others have talked about it."""

import pytest

from accounts.models import User

pytestmark = pytest.mark.browser


def test_similar_discussions_appear_while_a_title_is_written(visit, filled):
    page = visit(User.objects.get(username="rosa"))
    page.goto("/communities/breast-cancer/new/")
    place = page.locator("[data-similar]")
    assert not place.text_content().strip()
    page.get_by_label("Title").press_sequentially("My arm is heavy in the evening")
    place.get_by_text("By the evening my arm is heavy").wait_for()
    page.get_by_label("Title").fill("")
    place.get_by_text("By the evening my arm is heavy").wait_for(state="detached")
