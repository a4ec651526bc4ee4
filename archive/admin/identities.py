"""The form of the archive's identity: what it says of itself."""

from http import HTTPStatus

from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.records.identities import Identity

from .base import refusals
from .base.inlines import NameInline, TextInline
from .base.links import record_url
from .base.records import RecordAdmin
from .site import Shelf, site


@admin.register(Identity, site=site)
class IdentityAdmin(RecordAdmin):
    """There is one archive, so there is one record."""

    shelf, shelf_order = Shelf.ARCHIVE, 20
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
        (
            _("On the first page"),
            {
                "fields": ("story", "figures_of"),
                "description": _("What somebody new is shown beside the days of remembrance. Each may be empty."),
            },
        ),
        (_("How it is reached"), {"fields": ("postal_address", ("email", "telephone"))}),
        (_("For those who follow the archive"), {"fields": ("texts_in_feeds",)}),
        (_("Care for those who read what is hard to read"), {"fields": ("support", "quiet_exit")}),
    )
    autocomplete_fields = ("support", "story", "figures_of")
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def add_view(self, request: HttpRequest, form_url="", extra_context=None) -> HttpResponse:
        one = Identity.objects.first()
        if one and request.method == "POST":
            reason = gettext("Somebody else has made it since you opened the page. Nothing of yours was saved.")
            return refusals.refused(request, reason, status=HTTPStatus.CONFLICT, again=False)
        if one:
            return HttpResponseRedirect(record_url(one))
        return super().add_view(request, form_url, extra_context)
