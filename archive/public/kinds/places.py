"""Places that records name."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.catalogue import listing
from archive.catalogue.listing import Query
from archive.editions.payloads.places import PlacePayload
from archive.public.detail import changes
from archive.public.detail.builder import PageBuilder
from archive.public.detail.pages import DetailPage
from archive.public.frame import addresses
from archive.public.frame.pages import Link
from archive.public.frame.shown import shown
from archive.public.frame.visits import Visit
from archive.public.kinds.base import Kind
from archive.public.lists.items import items, link
from archive.public.lists.pages import Group, Item
from archive.public.maps import places as maps
from archive.public.maps.pages import Map
from archive.public.programs import json_ld
from archive.public.programs.json_ld import Terms
from archive.public.time import picture
from archive.public.time.pages import Picture
from archive.public.words import counting, labels

# Most places have seen fewer.
MOST_EVENTS: Final = 30


@shown
class PlacePage(DetailPage):
    """``coordinates`` are decimal degrees in words, ``geo`` the same for a program that shows maps; ``parents`` what it
    lies in. ``map`` shows it with what lies in it, which ``within`` names.

    ``events`` are what happened there and in what lies in it, the earliest first, and ``picture`` is these in time;
    ``all_events`` leads to all of them where there are more.
    """

    template: ClassVar[str] = "public/place.html"

    map: Map | None
    coordinates: str
    geo: str
    precision: str
    parents: tuple[Link, ...]
    picture: Picture | None
    events: tuple[Item, ...]
    all_events: Link | None
    within: tuple[Link, ...]
    appears: tuple[Group, ...]


def _fill(payload: PlacePayload, builder: PageBuilder) -> Mapping[str, Any]:
    visit = builder.visit
    there = Query(kinds=("timeline-entry",), places=frozenset({UUID(payload.record)}))
    events, total = listing.earliest(visit.reading, there, reader=visit.language, most=MOST_EVENTS)
    return {
        "map": builder.map(
            (payload.record, *(str(one.record) for one in builder.naming("place"))),
            around=(parent.record for parent in payload.parents),
        ),
        "geo": f"geo:{payload.latitude},{payload.longitude}" if payload.latitude and payload.longitude else "",
        "coordinates": coordinates(payload.latitude, payload.longitude),
        "precision": labels.label_of(maps.PRECISIONS, payload.precision),
        "parents": builder.links(payload.parents),
        "picture": picture.of_entries(events, visit=visit),
        "events": items(events, visit=visit),
        "all_events": _all_events(payload, total, visit) if total > len(events) else None,
        "within": tuple(link(one, visit=visit) for one in builder.naming("place")),
        "appears": builder.appears("place"),
    }


def _all_events(payload: PlacePayload, total: int, visit: Visit) -> Link:
    here = addresses.listing(visit.language, "timeline-entry")
    return Link(
        text=_("All of them: %(counted)s") % {"counted": counting.counted("timeline-entry", total, visit.language)},
        address=addresses.with_parameters(here, place=payload.slug, **{addresses.AS_OF: visit.as_of}),
    )


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
    apart=("timeline-entry",),
    # A map of some of the places of a country has others missing.
    per_page=50,
    map_of=maps.of_records,
    json_ld=_json_ld,
)
