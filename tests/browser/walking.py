"""From page to page, and on each of them a look for what keeps people out."""

from collections.abc import Callable

from playwright.sync_api import Page

from accounts.models import User

from .barriers import barriers

Act = Callable[[Page], None]


def person(name: str) -> User:
    return User.objects.get(username=name)


def press(name: str) -> Act:
    """Go on from a page by a button in its main part."""
    return lambda page: page.get_by_role("main").get_by_role("button", name=name).first.click()


def fill(label: str, words: str) -> Act:
    return lambda page: page.get_by_label(label).first.fill(words)


def check(label: str) -> Act:
    return lambda page: page.get_by_label(label).first.check()


def walk(page: Page, *stops: tuple[str | Act, ...]) -> None:
    """Open pages: each stop is an address, what to do there, and words that must be read then."""
    found = []
    for address, *steps in stops:
        page.goto(address)
        for step in steps:
            if callable(step):
                step(page)
            else:
                page.get_by_role("main").get_by_text(step).first.wait_for(state="attached")
        found += [f"{address} {page.title()}: {line}" for line in barriers(page)]
    assert not found, "\n".join(found)
