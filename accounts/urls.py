from django.urls import path

from .views import notices

app_name = "accounts"
urlpatterns = [path("<int:pk>/seen/", notices.seen, name="seen")]
