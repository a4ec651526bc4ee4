"""The form of a statement, in the order in which an archivist reads a document."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archive.records.statements import Issuer

from .parts import CitationInline, NameInline, Part, TextInline
from .records import RecordAdmin, StateFilter


class IssuerInline(Part, admin.TabularInline):
    model = Issuer
    template = "admin/archive/rows.html"
    autocomplete_fields = ("institution",)
    fields = ("institution", "role", "position")
    verbose_name_plural = _("Who issues it")
    is_table = True


class StatementAdmin(RecordAdmin):
    list_display = ("shown_title", "shown_state", "year", "shown_languages", "shown_saved")
    list_filter = (StateFilter, "origin", "form", ("observance", admin.RelatedOnlyFieldListFilter), "year")
    ordering = ("-year", "-date", "-id")
    autocomplete_fields = ("observance", "places")
    inlines = (IssuerInline, TextInline, CitationInline, NameInline)
    fieldsets = (
        (
            _("What it is"),
            {"fields": (("form", "origin"), ("completeness", "original_language"))},
        ),
        (
            _("For which day, and when"),
            {"fields": ("observance", ("year", "date"))},
        ),
        (_("Which places it names"), {"fields": ("places",)}),
        (_("Address"), {"fields": ("slug",)}),
    )
    help_texts = {
        "form": _("What the issuer calls it, or what it is by its shape."),
        "original_language": _("The language in which it was first issued."),
        "observance": _("The day of remembrance it was issued for. Leave it empty if there is none."),
        "places": _("Places its words name. A place that is missing can be added beside the list."),
    }
    layout = (0, IssuerInline, 1, TextInline, 2, CitationInline, NameInline, 3)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "date":
            field.widget = forms.TextInput(attrs={"size": 12, "placeholder": "2026-01-20"})
        return field
