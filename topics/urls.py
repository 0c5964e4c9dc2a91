from django.urls import path

from . import views

app_name = "topics"
urlpatterns = [
    path("", views.topics, name="topics"),
    path("<slug:slug>/", views.topic, name="topic"),
    path("<slug:slug>/follow/", views.follow, name="follow"),
    path("<slug:slug>/unfollow/", views.unfollow, name="unfollow"),
]
