"""The form of a timeline entry."""

from django.utils.translation import gettext_lazy as _

from .records import RecordAdmin, StateFilter


class TimelineEntryAdmin(RecordAdmin):
    list_display = ("shown_title", "shown_state", "date", "shown_languages", "shown_saved")
    list_filter = (StateFilter, "observances")
    ordering = ("date", "id")
    autocomplete_fields = ("observances", "places")
    help_texts = {
        "places": _("Where it happened. A place that is missing can be added beside the list."),
        "observances": _("The days of remembrance that recall it."),
    }
    fieldsets = (
        (_("When"), {"fields": (("date", "date_end"),)}),
        (_("Where, and for which days of remembrance"), {"fields": ("places", "observances")}),
        (_("Address"), {"fields": ("slug",)}),
    )
