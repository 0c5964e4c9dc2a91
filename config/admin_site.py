from django.conf import settings
from django.contrib.admin import AdminSite
from django.db.models.base import ModelBase
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class EditorialAdmin(AdminSite):
    """Where editors revise articles and operators keep the place."""

    site_header = site_title = settings.SITE_NAME
    index_title = _("Editing")
    enable_nav_sidebar = False

    def register(self, model_or_iterable, admin_class=None, **options):
        """Members' e-mail addresses are shown to nobody, also not to the operator."""
        one = isinstance(model_or_iterable, ModelBase)
        models = [model_or_iterable] if one else model_or_iterable
        shown = [model for model in models if model._meta.app_label != "account"]
        super().register(shown, admin_class, **options)

    def get_urls(self):
        """Without Django's address that leads to any row of any kind, and tells its title."""
        return [url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site"]

    def password_change(self, request, extra_context=None):
        """A password is changed in one place, where a letter tells that it was."""
        return redirect("account_change_password")

    def login(self, request, extra_context=None):
        """Strangers log in where everybody does; for other members there is nothing here."""
        from django.contrib.auth.views import redirect_to_login

        if request.user.is_authenticated and not self.has_permission(request):
            raise Http404
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
