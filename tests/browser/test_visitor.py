"""The other tests here trust that a browser's complaints are heard."""

import pytest

from .visitor import Visitor

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("wrong", "heard"),
    [
        ("new Image().src = 'http://elsewhere.invalid/a.png'", "Content Security Policy"),
        (
            "document.body.insertAdjacentHTML('beforeend', '<b style=\"color: red\">b</b>')",
            "inline",
        ),
        ("setTimeout(() => { throw new Error('broken') })", "broken"),
        ("new Image().src = '/static/none.svg'", "Failed to load resource"),
        ("console.error('complaint')", "complaint"),
    ],
)
def test_what_is_wrong_on_a_page_is_heard(chromium, live_server, committed, wrong, heard):
    visitor = Visitor(chromium, live_server.url)
    page = visitor.page()
    page.goto("/no/such/page/")
    assert not visitor.trouble()
    page.evaluate(f"() => {{ {wrong} }}")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(200)
    visitor.context.close()
    assert heard in "\n".join(visitor.trouble())


def test_a_call_to_somebody_else_is_heard(chromium, live_server, committed):
    visitor = Visitor(chromium, live_server.url, bypass_csp=True)
    page = visitor.page()
    page.goto("/topics/")
    page.evaluate("() => { new Image().src = 'http://elsewhere.invalid/a.png' }")
    page.wait_for_load_state("networkidle")
    visitor.context.close()
    assert "A request to somebody else: http://elsewhere.invalid/a.png" in visitor.trouble()
