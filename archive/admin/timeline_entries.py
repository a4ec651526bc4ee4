"""The form of a timeline entry, with a table of the figures that somebody gives for it."""

from collections.abc import Mapping

from django import forms
from django.contrib import admin
from django.db.models import F
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive import languages
from archive.editions.payloads.timeline_entries import FigureForm, TimelineEntryPayload
from archive.public.detail.figures import measure_in_words, number_in_words
from archive.public.words import counting
from archive.records.citations import Citation
from archive.records.timeline_entries import TimelineEntry

from .base.differences import date_in_words, in_words, joined
from .base.filters import RecordFilter
from .base.heads import ShownPictureInline
from .base.inlines import CitationInline, NameInline, TextInline, in_line
from .base.records import ADDRESS, RecordAdmin
from .base.sheets import SheetMixin
from .base.times import dating_in_words
from .figures import FigureInline, choose_from, saved
from .site import Shelf, site


def _figures_in_words(payload: TimelineEntryPayload) -> str:
    """Everything readers are told of them, one in a line."""
    language = languages.current()
    numbers = {one.id: number_in_words(one, language) for one in payload.figures}
    return "\n".join(_figure_in_words(one, numbers) for one in payload.figures)


def _figure_in_words(figure: FigureForm, numbers: Mapping[str, str]) -> str:
    said = {
        gettext("place"): in_words(figure.place or ""),
        gettext("stated by"): in_words(figure.stated_by),
        gettext("stated on"): date_in_words(figure.stated_on),
        gettext("as of"): date_in_words(figure.as_of),
        gettext("stated in"): in_words(figure.stated_in),
        gettext("part of"): numbers.get(figure.part_of, ""),
        gettext("superseded by"): numbers.get(figure.superseded_by, ""),
        gettext("note"): in_words(figure.note),
    }
    told = f"{measure_in_words(figure)}: {numbers[figure.id]} ({counting.noun_of(figure)})"
    return joined(told, *(f"{name} {words}" for name, words in said.items() if words))


class EntryCitationInline(CitationInline):
    """A source may be cited for one of the figures, too."""

    about = ("field", "figure")
    offers_the_same = False

    def get_formset(self, request, obj=None, **kwargs):
        self.saved = saved(obj)  # an inline is made anew for each request
        return super().get_formset(request, obj, **kwargs)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("figure")

    def told(self, row: Citation) -> str:
        return in_line(super().told(row), row.figure)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "figure" and field:
            choose_from(self.saved, field)
        return field


@admin.register(TimelineEntry, site=site)
class TimelineEntryAdmin(SheetMixin, RecordAdmin):
    shelf, shelf_order = Shelf.RECORDS, 20
    list_display = ("shown_title", "shown_state", "shown_date", "shown_languages", "shown_saved")
    list_filter = (*RecordAdmin.list_filter, ("observances", RecordFilter))
    ordering = (F("earliest").asc(nulls_first=True), "pk")
    autocomplete_fields = ("observances", "places", "subjects")
    help_texts = {
        "places": _("Where it happened. A place that is missing can be added beside the list."),
        "observances": _("The days of remembrance that recall it."),
        "subjects": _("What it is about. Readers can narrow lists by it."),
    }
    fieldsets = (
        (
            _("When"),
            {
                "fields": (
                    "date",
                    "one_night",
                    ("time", "zone"),
                    "order_in_day",
                    "date_wording",
                    "date_wording_language",
                    "weight",
                )
            },
        ),
        (
            _("Where, for which days of remembrance, and under which subjects"),
            {"fields": ("places", "observances", "subjects", "offers_support")},
        ),
        (_("Address"), ADDRESS),
    )
    payload_labels = {"figures": _("Figures")}
    payload_hidden = ("instant",)
    payload_dates = ("date",)
    payload_words = {"figures": _figures_in_words}
    # A source that is cited for a figure stays when that goes: it is saved before.
    inlines = (TextInline, ShownPictureInline, EntryCitationInline, NameInline, FigureInline)
    wide = (FigureInline,)

    @admin.display(description=_("date"), ordering="earliest")
    def shown_date(self, entry: TimelineEntry) -> str:
        return dating_in_words(entry.date, one_night=entry.one_night)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "time":
            field.widget = forms.TimeInput(attrs={"size": 8, "placeholder": "23:30"}, format="%H:%M")
            field.error_messages["invalid"] = _(
                "Write hours and minutes, as in 23:30. Midnight is 00:00 of the day that begins with it."
            )
        return field
