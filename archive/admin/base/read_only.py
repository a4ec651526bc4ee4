"""What cannot be changed at the desk."""

from django.contrib import admin

from .lists import HistoryList
from .searching import BoundedPaginator


class ReadOnlyAdmin(admin.ModelAdmin):
    actions = None
    view_on_site = False
    show_full_result_count = False
    paginator = BoundedPaginator

    def get_changelist(self, request, **kwargs):
        return HistoryList

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def history_view(self, request, object_id, extra_context=None):
        return self.changeform_view(request, object_id)  # it never had another form
