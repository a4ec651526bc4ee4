"""The form of a day of remembrance."""

from django.utils.translation import gettext_lazy as _

from .records import RecordAdmin


class ObservanceAdmin(RecordAdmin):
    list_display = ("shown_title", "shown_state", "month", "day", "first_year", "shown_languages", "shown_saved")
    ordering = ("month", "day", "id")
    fieldsets = (
        (_("When it is kept"), {"fields": (("month", "day", "first_year"),)}),
        (_("Address"), {"fields": ("slug",)}),
    )
