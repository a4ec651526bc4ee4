"""The form of a collection, and the list of all records from which its members are chosen."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archive.editions.payloads.collections import MemberForm
from archive.records.collections import Collection, Member

from .base.differences import in_words, joined, label_in_words
from .base.inlines import CitationInline, InlineMixin, NameInline, TextInline
from .base.phrases import LINES, PhrasesMixin
from .base.records import ADDRESS, RecordAdmin
from .site import Shelf, site


class MemberInline(PhrasesMixin, InlineMixin, admin.StackedInline):
    model = Member
    fk_name = "collection"
    verbose_name_plural = _("In this collection")
    description = _(
        "One row for each record, in the order of the numbers. A caption says why it stands here; without one readers "
        "see the summary of the record itself."
    )
    another = _("Another record")
    autocomplete_fields = ("record",)
    fields = (("record", "position"), LINES)


@admin.register(Collection, site=site)
class CollectionAdmin(RecordAdmin):
    shelf, shelf_order = Shelf.RECORDS, 90
    list_display = ("shown_title", "shown_state", "shown_languages", "shown_saved")
    ordering = ("slug",)
    autocomplete_fields = ("subjects",)
    inlines = (TextInline, MemberInline, CitationInline, NameInline)
    help_texts = {"subjects": _("What it is about. Readers can narrow lists by it.")}
    fieldsets = (
        (_("What it is about"), {"fields": ("subjects", "offers_support")}),
        (_("Address"), ADDRESS),
    )
    payload_labels = {"members": _("In this collection")}


@in_words.register
def _member_in_words(one: MemberForm) -> str:
    return joined(label_in_words(one.record.label), in_words(one.caption))
