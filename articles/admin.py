from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.log import record
from core.access import require

from . import publishing
from .forms import RestoreForm, RevisionForm
from .models import Article, HelpLine, Revision, Term
from .permissions import can_check
from .wording import changed

WORDS = ("title", "summary", "body", "source", "disclaimer", "comment", "based_on")


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    """Where editors revise: a save is a new revision, live at once."""

    form = RevisionForm
    list_display = ("title", "place", "last_revision", "checked")
    list_filter = ("place",)
    list_select_related = ("live",)
    search_fields = ("slug", "live__title")
    ordering = ("-live__published_at",)
    filter_horizontal = ("topics", "see_also")
    fieldsets = (
        (None, {"fields": WORDS}),
        (
            _("Where it stands"),
            {"fields": ("place", "slug", "topics", "see_also", "needs_change")},
        ),
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
        restore = path(
            "<path:object_id>/restore/<int:number>/",
            self.admin_site.admin_view(self.restore_view),
            name="articles_article_restore",
        )
        return [check, restore, *super().get_urls()]

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
        return ("place", "slug") if obj else ()

    def _article(self, request: HttpRequest, object_id: str) -> Article:
        article = self.get_object(request, object_id)
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        if article is None or article.live is None:
            raise Http404
        return article

    def history_view(self, request, object_id, extra_context=None) -> HttpResponse:
        """Every revision, each with a way to read, compare and restore it."""
        article = self._article(request, object_id)
        revisions = article.revisions.order_by("-number").defer("body", "html", "contents")
        context = self.admin_site.each_context(request) | {
            "article": article,
            "opts": self.opts,
            "revisions": revisions,
            "title": _("All revisions of %s") % article,
        }
        return render(request, "admin/articles/article/object_history.html", context)

    def restore_view(self, request: HttpRequest, object_id: str, number: int) -> HttpResponse:
        """Ask once, and let the words of an older revision be live again."""
        article = self._article(request, object_id)
        old = article.revisions.filter(number=number).first()
        if old is None or old.pk == article.live_id:
            raise Http404
        form = RestoreForm(article, number, request.POST or None)
        if request.method == "POST" and form.is_valid() and self._restored(request, old, form):
            return redirect(reverse("admin:articles_article_change", args=[article.pk]))
        context = self.admin_site.each_context(request) | {
            "article": article,
            "form": form,
            "old": old,
            "opts": self.opts,
            "title": _("Restore revision %s?") % number,
        }
        return render(request, "admin/articles/article/restore.html", context)

    def _restored(self, request, old: Revision, form: RestoreForm) -> bool:
        """Has it gone live? If not, the form says who was faster, and can be sent again."""
        asked = form.cleaned_data
        try:
            new = publishing.restore(
                old.article,
                old.number,
                by=request.user,
                based_on=asked["based_on"],
                comment=asked["comment"],
            )
        except publishing.EditedMeanwhile as meanwhile:
            form.begin_again(meanwhile.live)
            return False
        text = _("Revision %(new)s is live, with the words of revision %(old)s.")
        self.message_user(request, text % {"new": new.number, "old": old.number})
        return True

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


@admin.register(HelpLine)
class HelpLineAdmin(admin.ModelAdmin):
    """Where editors keep the numbers of the page Get help now."""

    list_display = ("country", "kind", "name", "number", "checked", "position")
    list_filter = ("kind", "country")

    @admin.display(description=_("checked on"), ordering="checked_on")
    def checked(self, line):
        return line.checked_on or _("to be checked before launch")


@admin.register(Term)
class TermAdmin(admin.ModelAdmin):
    """Where editors keep what else people write for a word, so that a search finds it."""

    list_display = ("word", "in_other_words", "topic")
    list_select_related = ("topic",)
    search_fields = ("word", "also")

    @admin.display(description=_("also written"))
    def in_other_words(self, term):
        return ", ".join(term.other_words)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        changed()

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        changed()

    def delete_queryset(self, request, queryset):
        super().delete_queryset(request, queryset)
        changed()
