"""The form of a timeline entry, with the figures that somebody gives for it."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archive.records.figures import Figure
from archive.records.timeline import TimelineEntry

from .parts import CitationInline, NameInline, Part, TextInline
from .records import RecordAdmin, StateFilter, shown_date
from .sheets import HasSheet

OF_THE_SAME_EVENT = ("part_of", "superseded_by")


class FigureInline(Part, admin.StackedInline):
    model = Figure
    fk_name = "entry"
    template = "admin/archive/stack.html"
    description = _(
        "One row for each number that somebody gives. Nothing is merged: where two speakers differ, "
        "readers see both, and when each of them said so."
    )
    another = _("Another figure")
    folds = True  # an event may have many
    autocomplete_fields = ("stated_by", "stated_in", "place")
    fields = (
        ("measure", "qualifier"),
        ("value", "unit"),
        ("low", "high"),
        ("population", "place"),
        ("stated_by", "stated_on"),
        ("stated_in", "locator"),
        "quotation",
        ("quotation_language", "as_of"),
        OF_THE_SAME_EVENT,
        ("note", "note_language"),
        "position",
    )

    def get_formset(self, request, obj=None, **kwargs):
        self.event = obj  # an inline is made anew for each request
        return super().get_formset(request, obj, **kwargs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name not in OF_THE_SAME_EVENT:
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        figures = Figure.objects.filter(entry=self.event) if self.event else Figure.objects.none()
        field = super().formfield_for_foreignkey(db_field, request, queryset=figures, **kwargs)
        if field:
            # Read once, not for every row of the page.
            field.choices = [("", _("none")), *((figure.pk, str(figure)) for figure in figures)]
        return field

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in OF_THE_SAME_EVENT and field:
            field.widget = getattr(field.widget, "widget", field.widget)  # no way to other forms beside it
        if db_field.name in ("as_of", "stated_on"):
            field.widget = forms.TextInput(attrs={"size": 12, "placeholder": "2026-01-20"})
        if db_field.name == "quotation":
            field.widget.attrs.update({"rows": 2})
        return field


class TimelineEntryAdmin(HasSheet, RecordAdmin):
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
        (_("Address"), {"fields": ("slug",)}),
    )
    inlines = (TextInline, FigureInline, CitationInline, NameInline)
    layout = (0, 1, TextInline, FigureInline, CitationInline, NameInline, 2)

    @admin.display(description=_("date"), ordering="earliest")
    def shown_date(self, entry: TimelineEntry) -> str:
        return shown_date(entry.date, one_night=entry.one_night)

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
