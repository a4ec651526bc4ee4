"""The form of an institution."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archive.records.institutions import Institution

from .base.heads import ShownPictureInline
from .base.inlines import CitationInline, IdentifierInline, NameInline, TextInline
from .base.records import ADDRESS, RecordAdmin
from .base.sheets import SheetMixin
from .site import Shelf, site


@admin.register(Institution, site=site)
class InstitutionAdmin(SheetMixin, RecordAdmin):
    shelf, shelf_order = Shelf.RECORDS, 50
    list_display = ("shown_title", "shown_state", "shown_languages", "shown_saved")
    ordering = ("slug",)
    list_filter = (*RecordAdmin.list_filter, "sort")
    autocomplete_fields = ("place", "parent", "predecessor")
    inlines = (TextInline, ShownPictureInline, NameInline, IdentifierInline, CitationInline)
    help_texts = {"place": _("The town of its seat. May stay empty.")}
    fieldsets = (
        (_("What it is, and where it sits"), {"fields": ("sort", "place", ("since", "until"))}),
        (_("To what it belongs, and in whose place it came"), {"fields": ("parent", "predecessor")}),
        (_("Address"), ADDRESS),
    )
    payload_labels = {"parents": _("Lies in, or is part of")}
    payload_dates = ("since", "until")
