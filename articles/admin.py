from django.contrib import admin, messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.log import record
from core.access import require

from . import publishing
from .forms import RevisionForm
from .models import Article, Revision
from .permissions import can_check

WORDS = ("title", "summary", "body", "source", "disclaimer", "comment", "based_on")


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    """Where editors revise: a save is a new revision, live at once."""

    form = RevisionForm
    list_display = ("title", "last_revision", "checked")
    list_select_related = ("live",)
    search_fields = ("slug", "live__title")
    ordering = ("-live__published_at",)
    filter_horizontal = ("topics", "see_also")
    fieldsets = (
        (None, {"fields": WORDS}),
        (_("Where it stands"), {"fields": ("slug", "topics", "see_also", "needs_change")}),
    )

    @admin.display(description=_("title"), ordering="live__title")
    def title(self, article):
        return str(article)

    @admin.display(description=_("last revision"), ordering="live__published_at")
    def last_revision(self, article):
        live = article.live
        return f"{live.published_at:%Y-%m-%d} {live.author_name}" if live else "–"

    @admin.display(description=_("checked by"))
    def checked(self, article):
        return (article.live and article.live.reviewer_name) or _("nobody yet")

    def get_urls(self):
        check = path(
            "<int:pk>/check/<int:revision>/",
            self.admin_site.admin_view(self.check_text),
            name="articles_article_check",
        )
        return [check, *super().get_urls()]

    @method_decorator(require_POST)
    def check_text(self, request, pk, revision):
        """Say that one has read this very revision, and found it right."""
        text = get_object_or_404(Revision, article=pk, pk=revision)
        require(can_check(request.user, text))
        try:
            publishing.check(text, by=request.user)
        except publishing.CheckedMeanwhile:
            self.message_user(request, _("Somebody has checked it already."), messages.WARNING)
        else:
            self.message_user(request, _("It is marked as checked by you."))
        return redirect("admin:articles_article_change", pk)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        article = self.get_object(request, object_id)
        live = article.live if article else None
        may = live and not live.reviewer_name and can_check(request.user, live)
        more = {"to_check": live if may else None}
        return super().change_view(request, object_id, form_url, (extra_context or {}) | more)

    def view_on_site(self, article) -> str:
        return article.get_absolute_url()

    def has_delete_permission(self, request, obj=None) -> bool:
        return False  # what was once live stays readable

    def get_readonly_fields(self, request, obj=None):
        return ("slug",) if obj else ()

    def save_model(self, request, obj, form, change):
        """What stands beside the words is saved as it is, the words as a revision.

        Of an article that is there already nothing else is written: another editor may have
        published since this page was opened.
        """
        beside = set(form.changed_data) & {"topics", "see_also", "needs_change"}
        if not change:
            super().save_model(request, obj, form, change)
        elif beside:
            Article.objects.filter(pk=obj.pk).update(needs_change=obj.needs_change)
            record("article arranged", "article", obj.pk, by=request.user)
        if form.has_new_words():
            publishing.publish(
                obj,
                form.words(),
                by=request.user,
                based_on=form.cleaned_data["based_on"],
                comment=form.cleaned_data["comment"],
            )

    def log_change(self, request, obj, message):
        """Our own log has it: the admin keeps no second one."""

    def log_addition(self, request, obj, message):
        """As above."""
