"""All records in one list, whatever their kind."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from archive.records.base import Record

from .base.filters import KindFilter
from .base.links import record_url
from .base.records import RecordAdmin
from .site import site


@admin.register(Record, site=site)
class AllRecordsAdmin(RecordAdmin):
    """Records of every kind in one list: to choose from, and to lead to the form of each. Nothing is written here."""

    shelf = None
    list_display = ("shown_title", "shown_kind", "shown_state", "shown_languages", "shown_saved")
    list_filter = (("kind", KindFilter), *RecordAdmin.list_filter)
    ordering = ("slug", "kind")
    inlines = ()

    @admin.display(description=_("kind"), ordering="kind")
    def shown_kind(self, record: Record) -> str:
        return record.kind_name

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return obj is not None  # asked for what every record is; whether it may go, the form of its kind has decided

    def delete_view(self, request: HttpRequest, object_id, extra_context=None) -> HttpResponse:
        return self.change_view(request, object_id)

    def change_view(self, request: HttpRequest, object_id, form_url="", extra_context=None) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        record = self.get_object(request, object_id)
        if record is None:
            raise Http404
        return HttpResponseRedirect(record_url(record))
