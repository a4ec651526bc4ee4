"""The forms of site pages and of the archive's own identity: what the archive says of itself."""

from http import HTTPStatus

from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.records.identities import Identity

from . import refusals
from .parts import NameInline, TextInline
from .paths import record_url
from .records import RecordAdmin


class PageAdmin(RecordAdmin):
    list_display = ("shown_title", "shown_state", "menu", "shown_languages", "shown_saved")
    ordering = ("menu", "slug")
    inlines = (TextInline,)
    fieldsets = (
        (_("Where it stands"), {"fields": ("menu",)}),
        (_("Address"), {"fields": ("slug",)}),
    )
    layout = (TextInline, 0, 1)


class IdentityAdmin(RecordAdmin):
    """There is one archive, so there is one record."""

    list_display = ("shown_title", "shown_state", "shown_languages", "shown_saved")
    inlines = (TextInline, NameInline)
    fieldsets = (
        (
            _("The archive itself"),
            {
                "fields": ("mark", ("licence", "licence_address")),
                "description": _(
                    "In each language: the title is the name of the archive, the summary says in a sentence or two "
                    "what it is, and the text stands at the foot of every page."
                ),
            },
        ),
        (_("How it is reached"), {"fields": ("postal_address", ("email", "telephone"))}),
        (_("Care for those who read what is hard to read"), {"fields": ("support", "quiet_exit")}),
    )
    autocomplete_fields = ("support",)
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    layout = (0, TextInline, 1, 2, NameInline)

    def add_view(self, request: HttpRequest, form_url="", extra_context=None) -> HttpResponse:
        one = Identity.objects.first()
        if one and request.method == "POST":
            reason = gettext("Somebody else has made it since you opened the page. Nothing of yours was saved.")
            return refusals.refused(request, reason, status=HTTPStatus.CONFLICT, again=False)
        if one:
            return HttpResponseRedirect(record_url(one))
        return super().add_view(request, form_url, extra_context)
