"""The form of a site page."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archive.records.pages import Page

from .base.inlines import TextInline
from .base.records import ADDRESS, RecordAdmin
from .site import Shelf, site


@admin.register(Page, site=site)
class PageAdmin(RecordAdmin):
    shelf, shelf_order = Shelf.ARCHIVE, 10
    list_display = ("shown_title", "shown_state", "menu", "shown_languages", "shown_saved")
    ordering = ("menu", "slug")
    inlines = (TextInline,)
    fieldsets = (
        (_("Where it stands"), {"fields": ("menu",)}),
        (_("Address"), ADDRESS),
    )
