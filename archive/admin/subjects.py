"""The form of a subject."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archive.records.subjects import Subject
from archive.records.texts import titles

from .base.inlines import NameInline, TextInline
from .base.records import ADDRESS, RecordAdmin
from .site import Shelf, site


@admin.register(Subject, site=site)
class SubjectAdmin(RecordAdmin):
    shelf, shelf_order = Shelf.RECORDS, 100
    list_display = ("shown_title", "shown_state", "broader", "shown_languages", "shown_saved")
    list_select_related = ("broader",)
    ordering = ("slug",)
    autocomplete_fields = ("broader",)
    inlines = (TextInline, NameInline)
    fieldsets = (
        (
            _("Where it stands"),
            {
                "fields": ("broader",),
                "description": _(
                    "The summary of each language is the scope note: say what belongs under this subject and what "
                    "does not."
                ),
            },
        ),
        (_("Address"), ADDRESS),
    )

    def listed(self, records):
        return super().listed(records).prefetch_related(titles("broader__texts"))
