from django.urls import path

from .views import blocking, joining, notices, profiles

app_name = "accounts"
urlpatterns = [
    path("members/<str:username>/", profiles.profile, name="profile"),
    path("members/<str:username>/block/", blocking.member, name="block"),
    path("account/blocked/", blocking.blocked, name="blocked"),
    path("account/", profiles.account, name="account"),
    path("account/name/", profiles.name, name="name"),
    path("notifications/<int:pk>/seen/", notices.seen, name="seen"),
    # Before allauth's own page of this address.
    path("accounts/signup/", joining.join, name="join"),
]
