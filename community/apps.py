from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunityConfig(AppConfig):
    name = "community"
    verbose_name = _("Communities")

    def ready(self) -> None:
        from accounts.owners import own

        from .telling import KINDS, things_of

        own(things_of, *KINDS)
