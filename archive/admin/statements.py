"""The form of a statement, in the order in which an archivist reads a document."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.forms.widgets import Script
from django.http import HttpRequest, JsonResponse
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from js_asset import Media

from archive import clock, languages
from archive.catalogue import listing
from archive.editions import reading
from archive.editions.payloads import Reference
from archive.editions.payloads.statements import IssuersVersion, StatementPayload
from archive.editorial.models import State
from archive.editorial.permissions import may
from archive.fields import LanguageChoice, LanguageField
from archive.languages.named import name_of
from archive.public.words import labels
from archive.records.slots import Slot
from archive.records.statements import DocumentVersion, EditorsNote, Issuer, Rendering, Statement
from archive.records.texts import titles

from .base import counted_words
from .base.differences import date_in_words, in_words, joined
from .base.filters import NamedRecordFilter, YearFilter
from .base.heads import ShownPictureInline
from .base.inlines import (
    BodyMixin,
    CitationInline,
    InlineMixin,
    NameInline,
    RichTextForm,
    TextForm,
    TextInline,
    in_line,
)
from .base.links import carry_url, dossier_url
from .base.phrases import LINES, PhrasesMixin
from .base.records import ADDRESS, RecordAdmin
from .base.slot_rows import SlotForm, SlotFormSet, SlotRows
from .base.times import dating_in_words
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


class IssuerInline(InlineMixin, admin.StackedInline):
    model = Issuer
    autocomplete_fields = ("institution",)
    fields = ("institution", "role", "position")
    verbose_name_plural = _("Who issues it")
    another = _("Another issuer")
    begins_open = True

    def get_queryset(self, request):
        return (
            super().get_queryset(request).select_related("institution").prefetch_related(titles("institution__texts"))
        )

    def told(self, row: Issuer) -> str:
        return in_line(row.institution, "" if row.role == Issuer.Role.ISSUER else row.get_role_display())


class StatementTextForm(TextForm):
    """Nothing is put between words that somebody else has written."""

    class Meta(TextForm.Meta):
        widgets = {
            **TextForm.Meta.widgets,
            "body": RichTextEditor(no_pictures_where=("origin", Statement.Origin.TRANSCRIBED)),
        }


class StatementTextInline(TextInline):
    form = StatementTextForm
    more = ("translator", "of_version", "content_note")


class WithSource:
    """Rows that may name a source: it is read with them."""

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("source").prefetch_related(titles("source__texts"))


class VersionInline(WithSource, PhrasesMixin, ExampleInputs, InlineMixin, admin.StackedInline):
    model = DocumentVersion
    description = _(
        "Each version that the issuer made public, in their order. The archive’s own editions are counted apart."
    )
    another = _("Another version")
    autocomplete_fields = ("source",)
    fields = (("label", "issued"), LINES, ("source", "position"))


class RenderingForm(RichTextForm):
    class Meta:
        widgets = {"body": RichTextEditor(offers_pictures=False)}


class RenderingInline(BodyMixin, WithSource, ExampleInputs, InlineMixin, admin.StackedInline):
    model = Rendering
    form = RenderingForm
    description = _(
        "The text above is the page. Here stand others of the same document: a news agency’s translation of the eve, "
        "or the original in a language the archive does not speak. Readers find them folded below the text."
    )
    another = _("Another text")
    autocomplete_fields = ("source",)
    fields = (
        ("language", "translation"),
        ("translator", "published"),
        "title",
        "body",
        ("source", "of_version"),
        "position",
    )

    def get_fields(self, request, obj=None):
        is_shown = not self.has_change_permission(request, obj)
        return tuple("shown" if one == "body" and is_shown else one for one in self.fields)

    def told(self, row: Rendering) -> str:
        return in_line(name_of(row.language), row.get_translation_display(), row.title)

    def act(self, row: Rendering) -> tuple[str, Promise] | None:
        if row.translation in Rendering.TOLD:
            return None
        address = reverse("admin:exchange_texts", args=[row.statement.uuid, row.number])
        return address, _("Make it the text of the page")


class SlotInline(InlineMixin, admin.StackedInline):
    model = Slot
    form = SlotForm
    fields = SlotForm.Meta.fields
    formset = SlotFormSet
    template = "admin/archive/slots.html"
    rows = SlotRows
    may_grow = False
    description = _(
        "Which paragraph is which of the parts that recur from year to year. Readers find it where two years are "
        "compared; parts of one sort are compared with one another."
    )


class NoteInline(ExampleInputs, InlineMixin, admin.StackedInline):
    model = EditorsNote
    another = _("Another editor’s note")
    fields = (("language", "paragraph"), "words")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """The note stands beside a text of the archive."""
        chosen = {"form_class": LanguageChoice, "widget": forms.Select} if isinstance(db_field, LanguageField) else {}
        return super().formfield_for_dbfield(db_field, request, **chosen, **kwargs)


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
    list_display = ("shown_title", "shown_state", "shown_issuers", "shown_date", "shown_languages", "shown_saved")
    list_filter = (
        *RecordAdmin.list_filter,
        "origin",
        "form",
        ("observance", NamedRecordFilter),
        ("year", YearFilter),
    )
    ordering = (F("year").desc(nulls_last=True), F("earliest").desc(nulls_last=True), "-pk")
    autocomplete_fields = ("observance", "places", "subjects")
    inlines = (
        IssuerInline,
        StatementTextInline,
        ShownPictureInline,
        RenderingInline,
        NoteInline,
        VersionInline,
        SlotInline,
        CitationInline,
        NameInline,
    )
    fieldsets = (
        (
            _("For which day, and when"),
            {"fields": ("observance", ("year", "date"))},
        ),
        (
            _("What it is"),
            {"fields": (("form", "original_language"), "origin", "completeness")},
        ),
        (_("Which places it names, and what it is about"), {"fields": ("places", "subjects")}),
        (
            _("More about the document"),
            {
                "classes": ("collapse",),
                "fields": (
                    ("released_wall", "released_zone"),
                    ("number", "signed"),
                    ("embargo_wall", "embargo_zone"),
                    "received",
                    ("anniversary", "anniversary_is_confirmed"),
                    "offers_support",
                ),
            },
        ),
        (_("Address"), ADDRESS),
    )

    def listed(self, records):
        return super().listed(records).only("kind", "slug", "year", "date")

    @admin.display(description=_("issuer"))
    def shown_issuers(self, record: Statement) -> str:
        return ", ".join(record.listed_issuers)

    @admin.display(description=_("date"), ordering="year")
    def shown_date(self, record: Statement) -> str:
        return dating_in_words(record.date or str(record.year or ""))

    def bar_links(self, request, record, state):
        yield _("Figures"), reverse("admin:figures_sheet", args=[record.uuid])
        is_ours = record.origin == Statement.Origin.AUTHORED and record.observance_id
        if is_ours and state in (State.PUBLISHED, State.CHANGED) and may(request.user, "submit"):
            yield _("Begin the next one from it"), carry_url(statement=record.uuid)
        if record.observance and record.year:
            yield gettext("Dossier of %(year)s") % {"year": record.year}, dossier_url(record.observance, record.year)

    help_texts = {
        "form": _("What the issuer calls it, or what it is by its shape."),
        "observance": _("The day of remembrance it was issued for. Leave it empty if there is none."),
        "places": _("Places its words name. A place that is missing can be added beside the list."),
        "subjects": _("What it is about. Readers can narrow lists by it."),
    }
    writing = (
        StatementTextInline,
        ShownPictureInline,
        CitationInline,
        RenderingInline,
        NoteInline,
        VersionInline,
        SlotInline,
        NameInline,
    )
    facts = (IssuerInline, 0, 1, 2, 3, 4)
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
    payload_words = {
        "year": lambda payload: str(payload.year or ""),
        "issuers": _issuers_in_words,
        "released": _released_in_words,
        "embargo": _embargo_in_words,
    }

    @property
    def media(self) -> Media:
        address = {"data-address": reverse("admin:archive_statement_counted")}
        return super().media + Media(
            js=[Script("desk/counted_words.js", **address), "desk/slots.js"],
        )

    def get_urls(self):
        counted = self.admin_site.admin_view(require_POST(self.counted_view))
        return [path("counted/", counted, name="archive_statement_counted"), *super().get_urls()]

    def counted_view(self, request: HttpRequest) -> JsonResponse:
        """What the words that are typed count otherwise. Nothing is saved."""
        if not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied
        return JsonResponse({"told": counted_words.told(request.POST)})

    def last_time(self, record: Statement) -> int | None:
        issuers = sorted(record.issued_by.all(), key=lambda one: one.role != Issuer.Role.ISSUER)
        if not (issuers and record.observance and record.year):
            return None
        issuer = issuers[0].institution.uuid
        siblings = listing.Siblings(record.observance.uuid, issuer, record.year, record.form)
        return listing.year_before(reading.at(clock.now()), siblings)
