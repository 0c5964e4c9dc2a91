from django.conf import settings
from django.contrib.admin import AdminSite
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class EditorialAdmin(AdminSite):
    """Where editors revise articles and operators keep the place."""

    site_header = site_title = settings.SITE_NAME
    index_title = _("Editing")
    enable_nav_sidebar = False

    def login(self, request, extra_context=None):
        """Strangers log in where everybody does; for other members there is nothing here."""
        from django.contrib.auth.views import redirect_to_login

        if request.user.is_authenticated and not self.has_permission(request):
            raise Http404
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
