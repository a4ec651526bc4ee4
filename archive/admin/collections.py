"""The form of a collection, and the list of all records from which its members are chosen."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from archive.records.base import Record
from archive.records.collections import Member

from .parts import CitationInline, NameInline, Part, TextInline
from .paths import record_url
from .records import RecordAdmin
from .trail import Kinds


class MemberInline(Part, admin.StackedInline):
    model = Member
    fk_name = "collection"
    template = "admin/archive/stack.html"
    verbose_name_plural = _("In this collection")
    description = _(
        "One row for each record, in the order of the numbers. A caption says why it stands here; without one readers "
        "see the summary of the record itself."
    )
    another = _("Another record")
    autocomplete_fields = ("record",)
    fields = (("record", "position"), "caption_az", "caption_en", "caption_ru")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name.startswith("caption_"):
            field.widget.attrs.update({"size": 80, "lang": db_field.name.removeprefix("caption_")})
        return field


class CollectionAdmin(RecordAdmin):
    list_display = ("shown_title", "shown_state", "shown_languages", "shown_saved")
    ordering = ("slug",)
    autocomplete_fields = ("subjects",)
    inlines = (TextInline, MemberInline, CitationInline, NameInline)
    help_texts = {"subjects": _("What it is about. Readers can narrow lists by it.")}
    fieldsets = (
        (_("What it is about"), {"fields": ("subjects", "offers_support")}),
        (_("Address"), {"fields": ("slug",)}),
    )
    layout = (TextInline, MemberInline, 0, CitationInline, NameInline, 1)


class AnyRecordAdmin(RecordAdmin):
    """Records of every kind in one list: to choose from, and to lead to the form of each. Nothing is written here."""

    list_display = ("shown_title", "shown_kind", "shown_state", "shown_languages", "shown_saved")
    list_filter = (("kind", Kinds), *RecordAdmin.list_filter)
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
