"""The forms of places and institutions: what other records name."""

from django.utils.translation import gettext_lazy as _

from .records import RecordAdmin


class PlaceAdmin(RecordAdmin):
    list_display = ("shown_title", "shown_state", "shown_languages", "shown_saved")
    ordering = ("slug",)
    fieldsets = (
        (_("Where it lies"), {"fields": (("latitude", "longitude"),)}),
        (_("Address"), {"fields": ("slug",)}),
    )


class InstitutionAdmin(RecordAdmin):
    list_display = ("shown_title", "shown_state", "shown_languages", "shown_saved")
    ordering = ("slug",)
    autocomplete_fields = ("place",)
    fieldsets = (
        (_("Where it sits"), {"fields": ("place",)}),
        (_("Address"), {"fields": ("slug",)}),
    )
