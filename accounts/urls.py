from django.urls import path

from .views import blocking, joining, meeting, notices, profiles

app_name = "accounts"
urlpatterns = [
    path("members/<str:username>/", profiles.profile, name="profile"),
    path("members/<str:username>/block/", blocking.member, name="block"),
    path("account/blocked/", blocking.blocked, name="blocked"),
    path("account/", profiles.account, name="account"),
    path("account/name/", profiles.name, name="name"),
    path("account/reading/", meeting.reading, name="reading"),
    path("account/notices/", notices.notices, name="notices"),
    path("notifications/", notices.notifications, name="notifications"),
    path("notifications/seen/", notices.all_seen, name="all_seen"),
    path("notifications/<int:pk>/seen/", notices.seen, name="seen"),
    path("notifications/<int:pk>/open/", notices.open_, name="open"),
    path("unsubscribe/<str:token>/", notices.unsubscribe, name="unsubscribe"),
    # Before allauth's own page of this address.
    path("accounts/signup/", joining.join, name="join"),
]
