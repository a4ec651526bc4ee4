"""The form of a source."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .parts import TextInline
from .records import RecordAdmin, StateFilter


class SourceAdmin(RecordAdmin):
    list_display = ("shown_title", "shown_state", "sort", "published", "publisher", "shown_saved")
    list_filter = (StateFilter, "sort")
    ordering = ("-published", "-id")
    inlines = (TextInline,)
    help_texts = {
        "sort": _("What kind of document it is."),
        "address": _("Where it can be read. The address stays in every edition as it was cited."),
    }
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    fieldsets = (
        (_("What it is"), {"fields": (("sort", "language"), ("creator", "publisher"), "published")}),
        (_("Where it can be read"), {"fields": (("address", "accessed"),)}),
        (_("Address in the archive"), {"fields": ("slug",)}),
    )
