from django.urls import path

from . import feeds, views

app_name = "articles"
urlpatterns = [
    path("", views.articles, name="articles"),
    path("feed/", feeds.ArticlesFeed(), name="feed"),
    path("<slug:slug>/", views.article, name="article"),
    path("<slug:slug>/follow/", views.follow, name="follow"),
    path("<slug:slug>/unfollow/", views.unfollow, name="unfollow"),
    path("<slug:slug>/history/", views.history, name="history"),
    path("<slug:slug>/history/<int:number>/", views.revision, name="revision"),
    path("<slug:slug>/discuss/<slug:anchor>/", views.discuss, name="discuss"),
    path("<slug:slug>/compare/", views.compare, name="compare"),
]
