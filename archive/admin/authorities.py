"""The forms of places and institutions: what other records name."""

from django.utils.translation import gettext_lazy as _

from .records import RecordAdmin


class PlaceAdmin(RecordAdmin):
    list_display = ("shown_title", "shown_state", "shown_languages", "shown_saved")
    ordering = ("slug",)
    help_texts = {
        "latitude": _("Decimal degrees north, as in 39.7583. May stay empty."),
        "longitude": _("Decimal degrees east, as in 46.7483. May stay empty."),
    }
    fieldsets = (
        (_("Where it lies"), {"fields": (("latitude", "longitude"),)}),
        (_("Address"), {"fields": ("slug",)}),
    )


class InstitutionAdmin(RecordAdmin):
    list_display = ("shown_title", "shown_state", "shown_languages", "shown_saved")
    ordering = ("slug",)
    autocomplete_fields = ("place",)
    help_texts = {"place": _("The town of its seat. May stay empty.")}
    fieldsets = (
        (_("Where it sits"), {"fields": ("place",)}),
        (_("Address"), {"fields": ("slug",)}),
    )
