"""Monuments that the records name."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django.utils.translation import gettext_lazy, ngettext

from archive.editions.payloads.monuments import MonumentPayload
from archive.public.detail.builder import PageBuilder, when
from archive.public.detail.pages import DetailPage
from archive.public.frame.pages import Link, When
from archive.public.frame.shown import shown
from archive.public.kinds.base import Kind
from archive.public.programs.json_ld import Terms


@shown
class MonumentPage(DetailPage):
    template: ClassVar[str] = "public/monument.html"

    place: Link
    unveiled: When | None


def _fill(payload: MonumentPayload, builder: PageBuilder) -> Mapping[str, Any]:
    return {"place": builder.link(payload.place), "unveiled": when(payload.unveiled, builder.language)}


def _json_ld(payload: MonumentPayload, page: MonumentPage, builder: PageBuilder) -> Terms:
    return {"@type": "LandmarksOrHistoricalBuildings"}


KIND: Final = Kind(
    name="monument",
    segment="monuments",
    order=45,
    label=gettext_lazy("Monument"),
    section=gettext_lazy("Monuments"),
    about=gettext_lazy("Monuments, with the places in which they stand."),
    counted=lambda total: ngettext("%(number)s monument", "%(number)s monuments", total),
    fields={"place": gettext_lazy("Place"), "unveiled": gettext_lazy("Unveiled")},
    page=MonumentPage,
    fill=_fill,
    json_ld=_json_ld,
)
