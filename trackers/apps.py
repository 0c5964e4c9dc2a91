from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrackersConfig(AppConfig):
    """What members write down for themselves. Nothing of it is in the admin."""

    name = "trackers"
    verbose_name = _("Trackers")
