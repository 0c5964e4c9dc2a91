"""A block of data in the head of a page is none of a browser's business."""

import pytest

from ..factories import make_article
from .visitor import Visitor

pytestmark = pytest.mark.browser


def test_a_block_of_data_breaks_no_rule_of_the_content_security_policy(
    chromium, live_server, committed
):
    make_article()
    visitor = Visitor(chromium, live_server.url)
    page = visitor.page()
    page.goto("/articles/lymphedema/")
    block = page.locator('script[type="application/ld+json"]')
    assert "MedicalWebPage" in block.text_content()
    page.wait_for_load_state("networkidle")
    visitor.context.close()
    assert not visitor.trouble()
