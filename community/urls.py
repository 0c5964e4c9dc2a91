from django.urls import path

from .views import (
    communities,
    discussions,
    following,
    home,
    joining,
    moderation,
    posts,
    reactions,
    welcome,
    writing,
)

app_name = "community"
urlpatterns = [
    path("", home.home, name="home"),
    path("communities/", communities.communities, name="communities"),
    path("communities/<slug:slug>/", communities.community, name="community"),
    path("communities/<slug:slug>/new/", discussions.start, name="start"),
    path("discussions/<int:pk>/<slug:slug>/", discussions.discussion, name="discussion"),
    path("discussions/<int:pk>/<slug:slug>/reply/", discussions.reply, name="reply"),
    path("communities/<slug:slug>/join/", joining.join, name="join"),
    path("communities/<slug:slug>/leave/", joining.leave, name="leave"),
    path("communities/<slug:slug>/read/", joining.catch_up, name="catch_up"),
    path("discussions/<int:pk>/<slug:slug>/follow/", following.follow, name="follow"),
    path("discussions/<int:pk>/<slug:slug>/unfollow/", following.unfollow, name="unfollow"),
    path("following/", following.following, name="following"),
    path("posts/<int:pk>/", discussions.post, name="post"),
    path("posts/<int:pk>/edit/", posts.edit, name="edit"),
    path("posts/<int:pk>/history/", posts.history, name="post_history"),
    path("posts/<int:pk>/react/", reactions.react, name="react"),
    path("posts/<int:pk>/helped/", reactions.helped, name="helped"),
    path("posts/<int:pk>/withdraw/", posts.withdraw, name="withdraw"),
    path("posts/<int:pk>/report/", moderation.report, name="report"),
    path("discussions/<int:pk>/<slug:slug>/arrange/", moderation.arrange, name="arrange"),
    path("welcome/", welcome.board, name="welcome"),
    path("preview/", writing.preview, name="preview"),
    path("moderation/", moderation.queue, name="queue"),
    path("moderation/items/<int:pk>/", moderation.item, name="item"),
]
