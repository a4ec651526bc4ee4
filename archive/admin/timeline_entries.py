"""The form of a timeline entry, with a table of the figures that somebody gives for it."""

from django import forms
from django.contrib import admin
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from archive.records.timeline_entries import TimelineEntry

from . import figures
from .base.filters import StateFilter
from .base.inlines import CitationInline, NameInline, TextInline
from .base.records import RecordAdmin
from .base.sheets import SheetMixin
from .base.times import dating_in_words
from .site import Shelf, site


@admin.register(TimelineEntry, site=site)
class TimelineEntryAdmin(SheetMixin, RecordAdmin):
    shelf, place = Shelf.RECORDS, 20
    list_display = ("shown_title", "shown_state", "shown_date", "shown_languages", "shown_saved")
    list_filter = (StateFilter, "observances")
    ordering = ("earliest", "id")
    autocomplete_fields = ("observances", "places", "subjects")
    help_texts = {
        "places": _("Where it happened. A place that is missing can be added beside the list."),
        "observances": _("The days of remembrance that recall it."),
        "subjects": _("What it is about. Readers can narrow lists by it."),
    }
    fieldsets = (
        (
            _("When"),
            {"fields": (("date", "one_night"), ("time", "zone"), ("date_wording", "date_wording_language"))},
        ),
        (
            _("Where, for which days of remembrance, and under which subjects"),
            {"fields": ("places", "observances", "subjects", "offers_support")},
        ),
        (
            _("Figures"),
            {
                "fields": ("shown_figures",),
                "description": _(
                    "One line for each number that somebody gives. Nothing is merged: where two speakers differ, "
                    "readers see both, and when each of them said so."
                ),
            },
        ),
        (_("Address"), {"fields": ("slug",)}),
    )
    readonly_fields = ("shown_figures",)
    inlines = (TextInline, CitationInline, NameInline)
    layout = (0, 1, TextInline, 2, CitationInline, NameInline, 3)

    def get_object(self, request, object_id, from_field=None):
        entry = super().get_object(request, object_id, from_field)
        if entry:
            entry.may_get_figures = request.user.has_perm("archive.add_figure")
        return entry

    @admin.display(description=_("date"), ordering="earliest")
    def dating_in_words(self, entry: TimelineEntry) -> str:
        return dating_in_words(entry.date, one_night=entry.one_night)

    @admin.display(description=_("figures"))
    def shown_figures(self, entry: TimelineEntry) -> SafeString:
        return figures.table(entry, may_write=getattr(entry, "may_get_figures", False))

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "time":
            field.widget = forms.TimeInput(attrs={"size": 8, "placeholder": "23:30"}, format="%H:%M")
            field.error_messages["invalid"] = _(
                "Write hours and minutes, as in 23:30. Midnight is 00:00 of the day that begins with it."
            )
        if db_field.name == "zone":
            field.widget.attrs.update({"size": 20, "placeholder": "Asia/Baku"})
        return field
