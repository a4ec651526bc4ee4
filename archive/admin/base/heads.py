"""The pictures at the head of a record."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archive.records.pictures import ShownPicture
from archive.records.texts import titles

from .inlines import InlineMixin


class ShownPictureInline(InlineMixin, admin.StackedInline):
    model = ShownPicture
    fk_name = "record"
    verbose_name_plural = _("Pictures at its head")
    description = _(
        "Shown after the summary; after the text on statements, and where there is no summary. They stand in the order "
        "of the numbers, each with its caption, credit and rights. Whatever a picture tells has to stand in the text "
        "as well: not everybody sees it."
    )
    another = _("Another picture")
    autocomplete_fields = ("picture",)
    fields = (("picture", "position"),)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("picture").prefetch_related(titles("picture__texts"))
