"""What cannot be changed at the desk."""

from django.contrib import admin

from .lists import WrittenList


class ReadOnlyAdmin(admin.ModelAdmin):
    actions = None
    view_on_site = False
    show_full_result_count = False

    def get_changelist(self, request, **kwargs):
        return WrittenList

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def history_view(self, request, object_id, extra_context=None):
        return self.changeform_view(request, object_id)  # it never had another form
