"""The timeline side by side: by place or by subject."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from archive.catalogue import listing
from archive.catalogue.listing import Entry
from archive.dates import PartialDate
from archive.public.frame.pages import Link
from archive.public.lists.filters import LANES
from archive.public.lists.items import link
from archive.public.time import periods
from archive.public.time.context import TimelineContext
from archive.public.time.pages import Lane, LaneRow, Lanes

# So many lanes stand beside each other; one more takes what is in none of them.
MOST_LANES: Final = 4


def of(context: TimelineContext) -> Lanes | None:
    """By place or by subject: those under which most of it stands, and a lane for what stands under none of them."""
    facet, visit = context.lanes, context.visit
    named = listing.named_by(visit.reading, context.entries, facet)
    mentioned = {value for values in named.values() for value in values}
    known = listing.named(visit.reading, mentioned, reader=visit.language)
    counted = Counter(value for values in named.values() for value in values if value in known)
    chosen = sorted(counted, key=lambda value: (-counted[value], known[value].title))[:MOST_LANES]
    lanes: dict[UUID | None, Link] = {value: link(known[value], visit=visit) for value in chosen}
    values = {entry.record: named.get(entry.record, frozenset()) for entry in context.entries}
    if any(several.isdisjoint(chosen) for several in values.values()):
        lanes[None] = Link(text=_("Other places, or none") if facet == "place" else _("Other subjects, or none"))
    # What stands under none of them stands in the last.
    stands_in = {record: several.intersection(chosen) or {None} for record, several in values.items()}
    plain = {value: replace(heading, address="") for value, heading in lanes.items()}
    return Lanes(
        caption=str(LANES[facet]),
        headings=tuple(lanes.values()),
        rows=tuple(
            _row(stretch, entries, plain, stands_in, context)
            for stretch, entries in periods.by_stretch(context.entries, context.units[-1]).items()
        ),
    )


def _row(
    stretch: PartialDate,
    entries: list[Entry],
    lanes: Mapping[UUID | None, Link],
    stands_in: Mapping[UUID, Collection[UUID | None]],
    context: TimelineContext,
) -> LaneRow:
    words = stretch.in_words(context.visit.language)
    return LaneRow(
        heading=words,
        address=periods.address_of(stretch, context),
        lanes=tuple(
            Lane(
                heading=heading,
                items=tuple(
                    periods.timeline_item(entry, context, heading=words)
                    for entry in entries
                    if lane in stands_in[entry.record]
                ),
            )
            for lane, heading in lanes.items()
        ),
    )
