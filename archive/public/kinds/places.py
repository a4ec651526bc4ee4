"""Places that records name."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.editions.payloads.places import PlacePayload
from archive.public.detail import changes
from archive.public.detail.builder import PageBuilder
from archive.public.detail.pages import DetailPage
from archive.public.frame.pages import Link
from archive.public.frame.shown import shown
from archive.public.kinds.base import Kind
from archive.public.lists.pages import Group
from archive.public.maps import places as maps
from archive.public.maps.pages import Map
from archive.public.programs import json_ld
from archive.public.programs.json_ld import Terms
from archive.public.words import labels


@shown
class PlacePage(DetailPage):
    """``coordinates`` are decimal degrees in words, ``geo`` the same for a program that shows maps; ``parents`` what it
    lies in. ``map`` shows it with what lies in it.
    """

    template: ClassVar[str] = "public/place.html"

    map: Map | None
    coordinates: str
    geo: str
    precision: str
    parents: tuple[Link, ...]
    appears: tuple[Group, ...]


def _fill(payload: PlacePayload, builder: PageBuilder) -> Mapping[str, Any]:
    return {
        "map": builder.map(
            (payload.record, *(str(one.record) for one in builder.naming("place"))),
            around=(parent.record for parent in payload.parents),
        ),
        "geo": f"geo:{payload.latitude},{payload.longitude}" if payload.latitude and payload.longitude else "",
        "coordinates": coordinates(payload.latitude, payload.longitude),
        "precision": labels.label_of(maps.PRECISIONS, payload.precision),
        "parents": builder.links(payload.parents),
        "appears": builder.appears(),
    }


def coordinates(latitude: str, longitude: str) -> str:
    """Decimal degrees in words, as in "39.7583° north, 46.7492° east"; empty unless both are known."""
    if not (latitude and longitude):
        return ""
    degrees = {"latitude": latitude.removeprefix("-"), "longitude": longitude.removeprefix("-")}
    match latitude.startswith("-"), longitude.startswith("-"):
        case False, False:
            words = _("%(latitude)s° north, %(longitude)s° east")
        case False, True:
            words = _("%(latitude)s° north, %(longitude)s° west")
        case True, False:
            words = _("%(latitude)s° south, %(longitude)s° east")
        case _:
            words = _("%(latitude)s° south, %(longitude)s° west")
    return words % degrees


def _json_ld(payload: PlacePayload, page: PlacePage, builder: PageBuilder) -> Terms:
    geo = {"@type": "GeoCoordinates", "latitude": payload.latitude, "longitude": payload.longitude}
    return {
        "@type": "Place",
        "geo": geo if payload.latitude and payload.longitude else None,
        "containedInPlace": [json_ld.thing("Place", link) for link in builder.links(payload.parents[:1])],
    }


KIND: Final = Kind(
    name="place",
    segment="places",
    order=40,
    label=gettext_lazy("Place"),
    section=gettext_lazy("Places"),
    about=gettext_lazy("Places mentioned in the records, with all their spellings."),
    counted=lambda total: ngettext("%(number)s place", "%(number)s places", total),
    fields={
        "names": changes.NAMES,
        **dict.fromkeys(("latitude", "longitude", "precision"), gettext_lazy("Coordinates")),
        "parents": gettext_lazy("Part of"),
    },
    page=PlacePage,
    fill=_fill,
    map_of=maps.of_records,
    json_ld=_json_ld,
)
