"""The pictures at the head of a record."""

from django.contrib import admin
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from archive.records.pictures import ShownPicture

from .inlines import InlineMixin
from .small_pictures import image, titles_and_notes


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
    readonly_fields = ("shown_small",)
    fields = (("picture", "position"), "shown_small")

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("picture__file")
        return rows.prefetch_related(titles_and_notes("picture__texts"))

    @admin.display(description=_("as it stands"))
    def shown_small(self, row: ShownPicture) -> SafeString:
        return image(row.picture) if row.pk else SafeString()
