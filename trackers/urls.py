from django.urls import path

from . import views

app_name = "trackers"
urlpatterns = [
    path("", views.trackers, name="trackers"),
    path("weight/", views.weight, name="weight"),
    path("weight/export.csv", views.export, name="export"),
    path("weight/settings/", views.settings, name="settings"),
    path("weight/<uuid:key>/", views.entry, name="entry"),
    path("weight/<uuid:key>/delete/", views.delete, name="delete"),
]
