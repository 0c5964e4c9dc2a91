from django.urls import path

from .views import communities, discussions, drafts, home, moderation, posts, writing
from .views.log_in_first import carry_on

app_name = "community"
urlpatterns = [
    path("", home.home, name="home"),
    path("communities/", communities.communities, name="communities"),
    path("communities/<slug:slug>/", communities.community, name="community"),
    path("communities/<slug:slug>/new/", discussions.start, name="start"),
    path("discussions/<int:pk>/<slug:slug>/", discussions.discussion, name="discussion"),
    path("discussions/<int:pk>/<slug:slug>/reply/", discussions.reply, name="reply"),
    path("posts/<int:pk>/", discussions.post, name="post"),
    path("posts/<int:pk>/edit/", posts.edit, name="edit"),
    path("posts/<int:pk>/history/", posts.history, name="post_history"),
    path("posts/<int:pk>/withdraw/", posts.withdraw, name="withdraw"),
    path("posts/<int:pk>/report/", moderation.report, name="report"),
    path("discussions/<int:pk>/<slug:slug>/arrange/", moderation.arrange, name="arrange"),
    path("drafts/", drafts.drafts, name="drafts"),
    path("drafts/save/", drafts.save, name="save_draft"),
    path("drafts/carry-on/", carry_on, name="carry_on"),
    path("drafts/<int:pk>/throw-away/", drafts.throw_away, name="throw_away"),
    path("preview/", writing.preview, name="preview"),
    path("moderation/", moderation.queue, name="queue"),
    path("moderation/items/<int:pk>/", moderation.item, name="item"),
]
