from django.urls import path

from .views import joining, meeting, notices, profiles

app_name = "accounts"
urlpatterns = [
    path("members/<str:username>/", profiles.profile, name="profile"),
    path("account/", profiles.account, name="account"),
    path("account/name/", profiles.name, name="name"),
    path("account/reading/", meeting.reading, name="reading"),
    path("notifications/<int:pk>/seen/", notices.seen, name="seen"),
    # Before allauth's own page of this address.
    path("accounts/signup/", joining.join, name="join"),
]
