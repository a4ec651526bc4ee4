"""The forms of places, institutions and persons: what other records name."""

from django import forms
from django.contrib import admin
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from archive.records.persons import Involvement
from archive.records.texts import Text

from .parts import CitationInline, IdentifierInline, NameInline, Part, TextInline
from .records import RecordAdmin, StateFilter
from .sheets import HasSheet


class PlaceAdmin(HasSheet, RecordAdmin):
    list_display = ("shown_title", "shown_state", "shown_languages", "shown_saved")
    ordering = ("slug",)
    autocomplete_fields = ("parent",)
    inlines = (TextInline, NameInline, IdentifierInline, CitationInline)
    help_texts = {
        "latitude": _("Decimal degrees north, as in 39.7583. May stay empty."),
        "longitude": _("Decimal degrees east, as in 46.7483. May stay empty."),
    }
    fieldsets = (
        (_("Where it lies"), {"fields": ("parent", ("latitude", "longitude", "precision"))}),
        (_("Address"), {"fields": ("slug",)}),
    )


class InstitutionAdmin(HasSheet, RecordAdmin):
    list_display = ("shown_title", "shown_state", "shown_languages", "shown_saved")
    ordering = ("slug",)
    list_filter = (StateFilter, "sort")
    autocomplete_fields = ("place", "parent", "predecessor")
    inlines = (TextInline, NameInline, IdentifierInline, CitationInline)
    help_texts = {"place": _("The town of its seat. May stay empty.")}
    fieldsets = (
        (_("What it is, and where it sits"), {"fields": (("sort", "place"), ("since", "until"))}),
        (_("To what it belongs, and in whose place it came"), {"fields": (("parent", "predecessor"),)}),
        (_("Address"), {"fields": ("slug",)}),
    )


class InvolvementInline(Part, admin.StackedInline):
    model = Involvement
    template = "admin/archive/stack.html"
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


class PersonAdmin(HasSheet, RecordAdmin):
    list_display = ("shown_title", "shown_state", "privacy", "shown_languages", "shown_saved")
    list_filter = (StateFilter, "privacy", "living")
    # By name: an address says nothing.
    ordering = (Subquery(Text.objects.filter(record=OuterRef("pk")).order_by("language").values("folded")[:1]).asc(),)
    readonly_fields = ("slug",)
    inlines = (TextInline, InvolvementInline, CitationInline, NameInline, IdentifierInline)
    help_texts = {
        "born": _("1990-01-20, 1990-01 or 1990. May stay empty."),
        "died": _("1990-01-20, 1990-01 or 1990. Only what a source says."),
        "slug": _("The archive gives it, and it stays. It tells nothing of the person: a name may have to go one day."),
    }
    fieldsets = (
        (_("What may be public"), {"fields": ("privacy", ("living", "consent"), "note", "offers_support")}),
        (_("Birth and death"), {"fields": (("born", "died"),)}),
        (_("Address"), {"fields": ("slug",)}),
    )
    layout = (0, TextInline, 1, InvolvementInline, CitationInline, NameInline, IdentifierInline, 2)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in ("born", "died"):
            field.widget = forms.TextInput(attrs={"size": 12, "placeholder": "1990-01-20"})
        if db_field.name == "note":
            field.widget.attrs.update({"rows": 2})
        return field
