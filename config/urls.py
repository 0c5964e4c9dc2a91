from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from config import machines
from core import views as core

urlpatterns = [
    path("", include("community.urls")),
    path("topics/", include("topics.urls")),
    path("articles/", include("articles.urls")),
    path("", include("accounts.urls")),
    path("trackers/", include("trackers.urls")),
    path("", include("articles.house_urls")),
    path("accounts/", include("allauth.account.urls")),
    path("preferences/", core.preferences, name="preferences"),
    path("health/live", core.live, name="live"),
    path("health/ready", core.ready, name="ready"),
    path("admin/", admin.site.urls),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("robots.txt", machines.robots, name="robots"),
    path(".well-known/security.txt", machines.security, name="security"),
    path(".well-known/change-password", machines.change_password, name="change_password"),
]
if settings.DEBUG:
    from core import mailbox

    urlpatterns.append(path("dev/mail/", mailbox.mailbox, name="mailbox"))
