"""The form of a statement, in the order in which an archivist reads a document."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archive import languages
from archive.editions.payloads import Reference
from archive.editions.payloads.statements import IssuersVersion, StatementPayload
from archive.fields import LanguageChoice, LanguageField
from archive.public.words import labels
from archive.records.statements import DocumentVersion, EditorsNote, Issuer, Rendering, Statement

from .base.differences import date_in_words, in_words, joined
from .base.filters import NamedRecordFilter, StateFilter, ValuesFilter
from .base.inlines import CitationInline, InlineMixin, NameInline, RichTextForm, TextInline
from .base.phrases import LINES, PhrasesMixin
from .base.records import RecordAdmin
from .base.widgets import RichTextEditor
from .site import Shelf, site

EXAMPLES = {
    "date": "2026-01-20",
    "signed": "2026-01-20",
    "received": "2026-01-18",
    "issued": "2026-01-20",
    "published": "2026-01-19",
    "released_wall": "2026-01-19 22:01",
    "embargo_wall": "2026-01-20 00:00",
    "released_zone": "Asia/Baku",
    "embargo_zone": "Asia/Baku",
}
# Longer than a line of the form.
SENTENCES = ("note", "words")


class ExampleInputs:
    """Fields that are written in one way show how; sentences have room."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name in EXAMPLES:
            example = EXAMPLES[db_field.name]
            shown = {"size": len(example) + 2, "placeholder": example}
            field.widget = forms.TextInput(attrs={**field.widget.attrs, **shown})
        if field and db_field.name in SENTENCES:
            field.widget = forms.Textarea(attrs={**field.widget.attrs, "rows": 2})
        return field


class RareInline(ExampleInputs, InlineMixin):
    """Rows that few statements have: folded, and an empty one stands only in a new form."""

    classes = ("collapse",)

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else 1


class IssuerInline(InlineMixin, admin.TabularInline):
    model = Issuer
    template = "admin/archive/tabular.html"
    autocomplete_fields = ("institution",)
    fields = ("institution", "role", "position")
    verbose_name_plural = _("Who issues it")
    is_table = True


class StatementTextInline(TextInline):
    more = ("translator", "of_version", "content_note")


class VersionInline(PhrasesMixin, RareInline, admin.StackedInline):
    model = DocumentVersion
    template = "admin/archive/stacked.html"
    description = _(
        "Each version that the issuer made public, in their order. The archive’s own editions are counted apart."
    )
    another = _("Another version")
    autocomplete_fields = ("source",)
    fields = (("label", "issued"), LINES, ("source", "position"))


class RenderingForm(RichTextForm):
    class Meta:
        widgets = {"body": RichTextEditor}


class RenderingInline(RareInline, admin.StackedInline):
    model = Rendering
    form = RenderingForm
    template = "admin/archive/stacked.html"
    description = _(
        "The text above is the page. Here stand others of the same document: a news agency’s translation of the eve, "
        "or the original in a language the archive does not speak. Readers find them folded below the text."
    )
    another = _("Another text")
    folds = True
    autocomplete_fields = ("source",)
    fields = (
        ("language", "translation"),
        ("translator", "published"),
        "title",
        "body",
        ("source", "of_version"),
        "position",
    )


class NoteInline(RareInline, admin.TabularInline):
    model = EditorsNote
    template = "admin/archive/tabular.html"
    fields = ("language", "paragraph", "words")
    is_table = True
    formfield_overrides = {LanguageField: {"form_class": LanguageChoice}}


# --- what is frozen, in words -------------------------------------------------------------------------


@in_words.register
def _version_in_words(one: IssuersVersion) -> str:
    return joined(one.label, date_in_words(one.issued), in_words(one.note), in_words(one.found_in or ""))


def _issuers_in_words(payload: StatementPayload) -> str:
    return "\n".join(map(_issuer_in_words, payload.issuers))


def _issuer_in_words(one: Reference) -> str:
    is_plain = one.role not in Issuer.Role.values or one.role == Issuer.Role.ISSUER
    return in_words(one) if is_plain else f"{in_words(one)} ({Issuer.Role(one.role).label})"


def _released_in_words(payload: StatementPayload) -> str:
    return labels.stamp_in_words(payload.released, payload.released_zone, languages.current())


def _embargo_in_words(payload: StatementPayload) -> str:
    return labels.stamp_in_words(payload.embargo, payload.embargo_zone, languages.current())


# --- the form -----------------------------------------------------------------------------------------


@admin.register(Statement, site=site)
class StatementAdmin(ExampleInputs, RecordAdmin):
    shelf, shelf_order = Shelf.RECORDS, 10
    list_display = ("shown_title", "shown_state", "year", "shown_languages", "shown_saved")
    list_filter = (StateFilter, "origin", "form", ("observance", NamedRecordFilter), ("year", ValuesFilter))
    ordering = ("-year", "-earliest", "-pk")
    autocomplete_fields = ("observance", "places", "subjects")
    inlines = (
        IssuerInline,
        StatementTextInline,
        RenderingInline,
        NoteInline,
        VersionInline,
        CitationInline,
        NameInline,
    )
    fieldsets = (
        (
            _("What it is"),
            {"fields": (("form", "origin"), ("completeness", "original_language"))},
        ),
        (
            _("For which day, and when"),
            {"fields": ("observance", ("year", "date"), ("released_wall", "released_zone"))},
        ),
        (
            _("More about the document"),
            {
                "classes": ("collapse",),
                "fields": (
                    ("number", "signed"),
                    ("embargo_wall", "embargo_zone"),
                    "received",
                    ("anniversary", "anniversary_is_confirmed"),
                ),
            },
        ),
        (_("Which places it names, and what it is about"), {"fields": ("places", "subjects", "offers_support")}),
        (_("Address"), {"fields": ("slug",)}),
    )
    help_texts = {
        "form": _("What the issuer calls it, or what it is by its shape."),
        "observance": _("The day of remembrance it was issued for. Leave it empty if there is none."),
        "places": _("Places its words name. A place that is missing can be added beside the list."),
        "subjects": _("What it is about. Readers can narrow lists by it."),
    }
    layout = (
        0,
        IssuerInline,
        1,
        2,
        StatementTextInline,
        RenderingInline,
        NoteInline,
        VersionInline,
        3,
        CitationInline,
        NameInline,
        4,
    )
    payload_labels = {
        "issuers": _("Issuers"),
        "versions": _("The issuer’s versions of this document"),
        "released": _("Released by the issuer"),
        "embargo": _("Embargo, as the issuer stated it"),
        "counted": _("Anniversary as counted"),
        "received": _("Received by the archive"),
    }
    payload_hidden = ("released_zone", "embargo_zone")
    payload_dates = ("date", "signed", "received")
    payload_words = {"issuers": _issuers_in_words, "released": _released_in_words, "embargo": _embargo_in_words}
