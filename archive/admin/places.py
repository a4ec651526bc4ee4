"""The form of a place."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archive.records.places import Place

from .base.heads import ShownPictureInline
from .base.inlines import CitationInline, IdentifierInline, NameInline, TextInline
from .base.records import ADDRESS, RecordAdmin
from .base.sheets import SheetMixin
from .site import Shelf, site


@admin.register(Place, site=site)
class PlaceAdmin(SheetMixin, RecordAdmin):
    shelf, shelf_order = Shelf.RECORDS, 40
    list_display = ("shown_title", "shown_state", "shown_languages", "shown_saved")
    ordering = ("slug",)
    autocomplete_fields = ("parent",)
    inlines = (TextInline, ShownPictureInline, NameInline, IdentifierInline, CitationInline)
    help_texts = {
        "latitude": _("Decimal degrees north, as in 39.7583. May stay empty."),
        "longitude": _("Decimal degrees east, as in 46.7483. May stay empty."),
    }
    fieldsets = (
        (_("Where it lies"), {"fields": ("parent", ("latitude", "longitude", "precision"))}),
        (_("Address"), ADDRESS),
    )
    payload_labels = {"parents": _("Lies in, or is part of")}
