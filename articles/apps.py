from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        from accounts.models import Notice
        from accounts.owners import own

        from .permissions import make_groups
        from .telling import things_of

        own(things_of, Notice.Kind.ARTICLE)
        # Django makes the rights app by app: after the one of auth, ours are there.
        post_migrate.connect(make_groups, sender=apps.get_app_config("auth"))
