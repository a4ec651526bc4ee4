"""The form of a person: what may be public, and what sources say the person was in an event."""

from django import forms
from django.contrib import admin
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from archive.editions.payloads.persons import InvolvementForm
from archive.records.persons import Involvement, Person
from archive.records.texts import Text

from .base.differences import in_words, joined, label_in_words
from .base.heads import ShownPictureInline
from .base.inlines import CitationInline, IdentifierInline, InlineMixin, NameInline, TextInline
from .base.records import ADDRESS, RecordAdmin
from .base.sheets import SheetMixin
from .site import Shelf, site


class InvolvementInline(InlineMixin, admin.StackedInline):
    model = Involvement
    description = _(
        "What a source says this person was in an event or a statement. Without a source nothing is said: "
        "a name in a list tells no fate."
    )
    another = _("Another event")
    autocomplete_fields = ("entry", "statement", "source")
    fields = ("role", ("entry", "statement"), ("source", "locator"), "quotation", ("quotation_language", "position"))

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "quotation":
            field.widget.attrs.update({"rows": 2})
        return field


@admin.register(Person, site=site)
class PersonAdmin(SheetMixin, RecordAdmin):
    shelf, shelf_order = Shelf.RECORDS, 60
    list_display = ("shown_title", "shown_state", "privacy", "shown_languages", "shown_saved")
    list_filter = (*RecordAdmin.list_filter, "privacy", "living")
    # By name: an address says nothing.
    ordering = (Subquery(Text.objects.filter(record=OuterRef("pk")).order_by("language").values("folded")[:1]).asc(),)
    readonly_fields = ("slug",)
    inlines = (TextInline, ShownPictureInline, InvolvementInline, CitationInline, NameInline, IdentifierInline)
    help_texts = {
        "born": _("1990-01-20, 1990-01 or 1990. May stay empty."),
        "died": _("1990-01-20, 1990-01 or 1990. Only what a source says."),
        "slug": _("The archive gives it, and it stays. It tells nothing of the person: a name may have to go one day."),
    }
    fieldsets = (
        (_("What may be public"), {"fields": ("privacy", ("living", "consent"), "note", "offers_support")}),
        (_("Birth and death"), {"fields": (("born", "died"),)}),
        (_("Address"), ADDRESS),
    )
    payload_labels = {"involvements": _("Parts in events")}
    payload_dates = ("born", "died")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in ("born", "died"):
            field.widget = forms.TextInput(attrs={"size": 12, "placeholder": "1990-01-20"})
        if db_field.name == "note":
            field.widget.attrs.update({"rows": 2})
        return field


@in_words.register
def _involvement_in_words(one: InvolvementForm) -> str:
    return joined(str(Involvement.Role(one.role).label), label_in_words(one.event.label), in_words(one.stated_in))
