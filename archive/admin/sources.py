"""The form of a source, and the captured copies of it, which have a page each."""

from collections.abc import Iterator

from django.contrib import admin
from django.db import models
from django.db.models import F
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.dossiers import source_checks
from archive.dossiers.models import AddressCheck
from archive.editions.payloads.sources import OfferedCopy
from archive.languages.named import name_of
from archive.records.sources import CapturedCopy, FurtherAddress, Source, SourceDescription
from archive.templatetags.desk import moment

from .base.differences import in_words, joined
from .base.heads import ShownPictureInline
from .base.inlines import InlineMixin, NameInline, TextInline, in_line
from .base.records import ADDRESS, RecordAdmin
from .base.sheets import SheetMixin
from .base.times import dating_in_words
from .base.widgets import INSTANT
from .site import Shelf, site

ASSUME_HTTPS = {models.URLField: {"assume_scheme": "https"}}


class FurtherAddressInline(InlineMixin, admin.StackedInline):
    model = FurtherAddress
    fields = ("address", "note")
    another = _("Another address")
    formfield_overrides = ASSUME_HTTPS


class DescriptionInline(InlineMixin, admin.StackedInline):
    model = SourceDescription
    fields = ("language", "creator", "publisher")
    verbose_name_plural = _("Who wrote it, and who made it public")
    another = _("Who wrote it, and who made it public")

    def told(self, row: SourceDescription) -> str:
        return in_line(name_of(row.language), row.creator, row.publisher)


@admin.register(Source, site=site)
class SourceAdmin(SheetMixin, RecordAdmin):
    shelf, shelf_order = Shelf.RECORDS, 70
    list_display = ("shown_title", "shown_state", "shown_published", "address_state", "shown_languages", "shown_saved")
    list_filter = (*RecordAdmin.list_filter, "sort", "standing", "address_state")
    ordering = (F("earliest").desc(nulls_last=True), "-pk")
    inlines = (TextInline, ShownPictureInline, DescriptionInline, NameInline, FurtherAddressInline)
    help_texts = {
        "sort": _("What kind of document it is."),
        "address": _("Where it was read. It stays in every edition as it was cited."),
    }
    formfield_overrides = {**ASSUME_HTTPS, models.DateTimeField: INSTANT}
    readonly_fields = ("shown_copies", "shown_check")
    fieldsets = (
        (
            _("What it is"),
            {
                "fields": (
                    ("sort", "standing"),
                    ("published", "language"),
                    "original_title",
                    "rights",
                )
            },
        ),
        (
            _("Where it can be read"),
            {
                "fields": ("address", "accessed", "archived_address"),
            },
        ),
        (
            _("What has become of the address"),
            {
                "classes": ("collapse",),
                "fields": ("shown_check", ("address_state", "checked_at"), "current_address"),
            },
        ),
        (_("Captured copies"), {"fields": ("shown_copies", "offered_copy")}),
        (_("Address in the archive"), ADDRESS),
    )
    payload_labels = {
        "creator": capfirst(_("creator")),
        "publisher": capfirst(_("publisher")),
        "further_addresses": _("Further addresses"),
        "offered_copy": _("Copy for readers"),
    }
    payload_dates = ("published", "accessed")

    def get_fieldsets(self, request, obj=None):
        """What is captured is captured of a source that is saved."""
        return [one for one in super().get_fieldsets(request, obj) if obj or "offered_copy" not in one[1]["fields"]]

    def get_object(self, request, object_id, from_field=None):
        source = super().get_object(request, object_id, from_field)
        if source:
            source.may_be_captured = request.user.has_perm("archive.add_capturedcopy")
        return source

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        if field := form.base_fields.get("offered_copy"):
            field.queryset = CapturedCopy.objects.filter(source=obj.pk if obj else None)
        return form

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "offered_copy" and field:
            field.widget = field.widget.widget  # a copy is added on its own page, for this source
        return field

    @admin.display(description=_("published"), ordering="earliest")
    def shown_published(self, source: Source) -> str:
        return dating_in_words(source.published)

    @admin.display(description=_("found by the archive"))
    def shown_check(self, source: Source) -> str:
        found = source_checks.of(source) if source.pk else None
        return joined(*_found(found)) if found else gettext("Not asked yet.")

    @admin.display(description=_("copies"))
    def shown_copies(self, source: Source) -> SafeString:
        return render_to_string("admin/archive/copies.html", {"source": source if source.pk else None})


def _found(check: AddressCheck) -> Iterator[str]:
    """The state; where it leads, or what was answered instead; when."""
    yield str(AddressCheck.State(check.state).label)
    yield check.moved_to or ("" if check.state == AddressCheck.State.OK else check.answer)
    yield moment(check.checked_at)


@in_words.register
def _copy_in_words(copy: OfferedCopy) -> str:
    return f"{copy.media_type}, SHA-256 {copy.sha256}"
