from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _

from . import publishing
from .forms import RevisionForm
from .models import Article
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
    actions = ("check_live",)

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

    @admin.action(
        description=_("I have read the live text and found it right"), permissions=["check"]
    )
    def check_live(self, request, queryset):
        for article in queryset.select_related("live"):
            if not article.live or not can_check(request.user, article.live):
                self.message_user(
                    request,
                    _("“%s” is your own: another editor checks it.") % article,
                    messages.WARNING,
                )
                continue
            try:
                publishing.check(article.live, by=request.user)
            except publishing.CheckedMeanwhile:
                self.message_user(
                    request, _("“%s” was checked before.") % article, messages.WARNING
                )
            else:
                self.message_user(request, _("“%s” is marked as checked by you.") % article)

    def has_check_permission(self, request) -> bool:
        return request.user.has_perm("articles.check_revision")

    def has_delete_permission(self, request, obj=None) -> bool:
        return False  # what was once live stays readable

    def get_readonly_fields(self, request, obj=None):
        return ("slug",) if obj else ()

    def save_model(self, request, obj, form, change):
        """What stands beside the words is saved as it is, the words as a revision."""
        super().save_model(request, obj, form, change)
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
