"""The form of a source."""

from django import forms
from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.records.sources import FurtherAddress

from .parts import NameInline, Part, TextInline
from .records import RecordAdmin, StateFilter

ASSUME_HTTPS = {models.URLField: {"assume_scheme": "https"}}


class FurtherAddressInline(Part, admin.TabularInline):
    model = FurtherAddress
    template = "admin/archive/rows.html"
    fields = ("address", "note")
    formfield_overrides = ASSUME_HTTPS
    is_table = True


class SourceAdmin(RecordAdmin):
    list_display = ("shown_title", "shown_state", "sort", "published", "publisher", "address_state", "shown_saved")
    list_filter = (StateFilter, "sort", "standing", "address_state")
    ordering = ("-published", "-id")
    inlines = (TextInline, NameInline, FurtherAddressInline)
    help_texts = {
        "sort": _("What kind of document it is."),
        "address": _("Where it was read. It stays in every edition as it was cited."),
    }
    formfield_overrides = {
        **ASSUME_HTTPS,
        models.DateTimeField: {
            "form_class": forms.DateTimeField,
            "widget": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        },
    }
    fieldsets = (
        (
            _("What it is"),
            {
                "fields": (
                    ("sort", "standing"),
                    ("creator", "publisher"),
                    "described_in",
                    ("published", "language"),
                    "rights",
                )
            },
        ),
        (
            _("Where it can be read"),
            {
                "fields": (
                    ("address", "accessed"),
                    ("address_state", "checked_at"),
                    "current_address",
                    "archived_address",
                )
            },
        ),
        (_("Address in the archive"), {"fields": ("slug",)}),
    )
    layout = (0, TextInline, NameInline, 1, FurtherAddressInline, 2)
