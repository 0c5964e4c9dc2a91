"""A person at a browser of her own, and what the browser complains about meanwhile."""

from django.conf import settings
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

PATIENCE = 15_000  # milliseconds, on a busy machine
NOT_LOADED = "Failed to load resource"


class Visitor:
    """Notes errors, broken rules of the content security policy, and calls to anybody else."""

    def __init__(self, chromium: Browser, site: str, **options):
        self.site = site
        self.context = chromium.new_context(base_url=site, **options)
        self.context.set_default_timeout(PATIENCE)
        self.context.on("console", self._heard)
        self.context.on("weberror", lambda problem: self.noted.append((str(problem.error), "")))
        self.context.on("request", self._asked)
        self.context.on("response", self._answered)
        self.noted: list[tuple[str, str]] = []
        self.refused: set[str] = set()

    def carry(self, client) -> None:
        """Take over the log-in of a test client: the front door has tests of its own."""
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        self.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": self.site}])

    def page(self) -> Page:
        return self.context.new_page()

    def trouble(self) -> list[str]:
        """What was noted; a page that refuses (404, 422 …) is an answer and no trouble."""
        return [
            f"{text} {address}"
            for text, address in self.noted
            if not (text.startswith(NOT_LOADED) and without_place(address) in self.refused)
        ]

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.noted.append((message.text, message.location["url"]))

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.site, "data:", "about:")):
            self.noted.append(("A request to somebody else:", request.url))

    def _answered(self, response: Response) -> None:
        if response.status >= 500:
            self.noted.append((f"Answered with {response.status}:", response.url))
        elif response.status >= 400 and (
            response.request.is_navigation_request() or response.request.resource_type == "fetch"
        ):
            self.refused.add(without_place(response.url))


def without_place(address: str) -> str:
    """An address without the place on the page that it leads to."""
    return address.partition("#")[0]
