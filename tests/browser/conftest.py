"""A real Chromium opens the real site, filled with the demo content."""

import os
import shutil

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import sync_playwright

from config.management.commands import demo

from .visitor import Visitor

# Playwright's loop runs in the thread of the tests, and Django takes that for async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NONE_HERE = "No Chromium on this machine: `apt-get install chromium` brings one."
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic"),
    *("--no-first-run", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--force-prefers-reduced-motion"),
]


@pytest.fixture(scope="session")
def chromium():
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        (pytest.fail if os.environ.get("REQUIRE_BROWSER") else pytest.skip)(NONE_HERE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def filled(committed):
    """The demo content, as a developer finds it after the first start."""
    with transaction.atomic():
        demo.load(timezone.now())


@pytest.fixture
def visit(chromium, live_server, filled, at_home):
    """Open a browser as somebody; at the end none may have anything to complain about."""
    visitors = []

    def enter(user=None, **options):
        visitor = Visitor(chromium, live_server.url, **options)
        visitors.append(visitor)
        if user:
            visitor.carry(at_home(user))
        return visitor.page()

    yield enter
    trouble = [line for visitor in visitors for line in visitor.trouble()]
    for visitor in visitors:
        visitor.context.close()
    assert not trouble, "\n".join(trouble)
