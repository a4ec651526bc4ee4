"""The form of a monument."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archive.records.monuments import Monument

from .base.inlines import CitationInline, NameInline, TextInline
from .base.records import RecordAdmin
from .site import Shelf, site


@admin.register(Monument, site=site)
class MonumentAdmin(RecordAdmin):
    shelf, shelf_order = Shelf.RECORDS, 45
    list_display = ("shown_title", "shown_state", "place")
    autocomplete_fields = ("place",)
    inlines = (TextInline, NameInline, CitationInline)
    fieldsets = ((_("Where it stands"), {"fields": ("place", "unveiled")}), (_("Address"), {"fields": ("slug",)}))
