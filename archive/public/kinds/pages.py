"""Pages of the archive about itself."""

from typing import Final

from django.utils.translation import gettext_lazy

from archive.editions.payloads.pages import PagePayload
from archive.public.detail.builder import PageBuilder
from archive.public.detail.pages import DetailPage
from archive.public.kinds.base import Kind, Position
from archive.public.programs import json_ld
from archive.public.programs.json_ld import Terms


def _json_ld(payload: PagePayload, page: DetailPage, builder: PageBuilder) -> Terms:
    return {"@type": "WebPage", "isPartOf": json_ld.website(page.frame)}


KIND: Final = Kind(
    name="page",
    segment="about",
    order=100,
    # The foot leads to the pages themselves.
    position=Position.NOWHERE,
    label=gettext_lazy("About the archive"),
    section=gettext_lazy("About the archive"),
    about=gettext_lazy("What the archive is, how it works and how to reach it."),
    fields={"menu": gettext_lazy("Its place in the menu")},
    json_ld=_json_ld,
)
