from django.contrib import admin

from .models import User


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Where operators say who is an editor; no address and no password hash is shown."""

    list_display = ("username", "date_joined", "trust", "is_staff", "is_active")
    search_fields = ("username",)
    readonly_fields = ("username", "date_joined", "trust")
    fields = ("username", "date_joined", "trust", "is_active", "is_staff", "groups")
    filter_horizontal = ("groups",)

    def view_on_site(self, member) -> str:
        return member.get_absolute_url()

    def has_add_permission(self, request) -> bool:
        return False  # people join by themselves

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
