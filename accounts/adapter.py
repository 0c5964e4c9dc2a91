from dataclasses import dataclass
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from django.conf import settings

from . import letters

WAITS = ("sent_before_log_in", "after_log_in")  # for the next log-in, whoever comes


@dataclass
class Place:
    """What a letter calls this place."""

    name: str
    domain: str


class AccountAdapter(DefaultAccountAdapter):
    """How allauth speaks with the members of this place."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        place = Place(settings.SITE_NAME, current.request.get_host())
        context = {"request": current.request, "email": email, "current_site": place} | context
        letters.write(self.render_mail(template_prefix, email, context))

    def is_safe_url(self, url: str | None) -> bool:
        """An address that cannot even be read leads nowhere; allauth would stumble over it."""
        try:
            return super().is_safe_url(url)
        except ValueError:
            return False

    def get_login_redirect_url(self, request) -> str:
        """To what waits for this log-in in the same browser, whichever way she came to it."""
        waits = request.session.get("after_log_in")
        return waits or super().get_login_redirect_url(request)

    def logout(self, request) -> None:
        """What somebody else of this browser sent in vain lies sealed for her a while longer."""
        waits = {name: request.session[name] for name in WAITS if name in request.session}
        super().logout(request)
        request.session.update(waits)
