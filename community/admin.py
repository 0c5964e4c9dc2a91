from django.contrib import admin

from accounts.models import User
from articles.models import Article

from . import moderation, narrowing
from .models import Community, Membership, Rank


@admin.register(Community)
class CommunityAdmin(admin.ModelAdmin):
    """Where operators and lead moderators keep a community."""

    list_display = ("name", "holds", "position")
    filter_horizontal = ("topics", "invited_from", "near")

    def has_module_permission(self, request) -> bool:
        return request.user.is_superuser or self._leads(request.user).exists()

    def has_view_permission(self, request, obj=None) -> bool:
        return self.has_change_permission(request, obj)

    def has_change_permission(self, request, obj=None) -> bool:
        leads = self._leads(request.user)
        return request.user.is_superuser or (
            leads.filter(community=obj).exists() if obj else leads.exists()
        )

    def get_readonly_fields(self, request, obj=None):
        return ("slug",) if obj else ()  # people bookmark addresses

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ("name",)}

    def view_on_site(self, obj) -> str:
        return obj.get_absolute_url()

    def has_delete_permission(self, request, obj=None) -> bool:
        return False  # what was written there would go too

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        if request.user.is_superuser:
            return rows
        return rows.filter(pk__in=self._leads(request.user).values("community"))

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "invited_from":
            kwargs["queryset"] = Article.objects.library()
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        """Policy and audience go their own way, because they are logged and do more than this."""
        audience, holds = obj.audience, obj.holds
        if change and "audience" in form.changed_data:
            obj.audience = form.initial["audience"]
            narrowing.set_audience(obj, audience, by=request.user)
            obj.refresh_from_db(fields=["audience", "version"])
        if change and "holds" in form.changed_data:
            obj.holds = form.initial["holds"]
            moderation.set_policy(obj, holds, by=request.user)
            obj.refresh_from_db(fields=["holds", "version"])
        super().save_model(request, obj, form, change)

    @staticmethod
    def _leads(user: User):
        return Membership.objects.filter(member=user.pk, rank=Rank.LEAD)
