"""The form of a day of remembrance."""

from django.utils.translation import gettext_lazy as _

from .records import RecordAdmin


class ObservanceAdmin(RecordAdmin):
    list_display = ("shown_title", "shown_state", "month", "day", "first_year", "shown_languages", "shown_saved")
    ordering = ("month", "day", "id")
    help_texts = {
        "month": _("A number, 1 for January."),
        "day": _("The day of the month on which it is kept, as the law sets it. Cite the law below."),
    }
    fieldsets = (
        (_("When it is kept"), {"fields": (("month", "day", "first_year"),)}),
        (_("Address"), {"fields": ("slug",)}),
    )
