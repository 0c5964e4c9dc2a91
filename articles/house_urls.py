"""The house's own pages: texts like any other, at addresses at the front of the site."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from . import views
from .models import HOUSE


class HousePage(StringConverter):
    regex = "|".join(HOUSE)


register_converter(HousePage, "house_page")

app_name = "house"
urlpatterns = [
    path("help-now/", views.help_now, name="help_now"),
    path("<house_page:slug>/", views.house_page, name="article"),
    path("<house_page:slug>/history/", views.history, {"in_house": True}, name="history"),
    path(
        "<house_page:slug>/history/<int:number>/",
        views.revision,
        {"in_house": True},
        name="revision",
    ),
    path("<house_page:slug>/compare/", views.compare, {"in_house": True}, name="compare"),
]
