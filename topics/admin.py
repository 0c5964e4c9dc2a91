from django.contrib import admin

from .models import Topic


@admin.register(Topic)
class TopicAdmin(admin.ModelAdmin):
    list_display = ("name", "slug", "position")

    def get_readonly_fields(self, request, obj=None):
        return ("slug",) if obj else ()  # people bookmark addresses

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ("name",)}

    def view_on_site(self, obj) -> str:
        return obj.get_absolute_url()

    def has_delete_permission(self, request, obj=None) -> bool:
        return False  # addresses and tags would go too
