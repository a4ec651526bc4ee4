"""The timeline side by side: by place or by subject."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from archive.catalogue import listing
from archive.catalogue.listing import Entry, Named
from archive.dates import PartialDate
from archive.kept import Kept
from archive.public.frame.pages import Link
from archive.public.frame.visits import Visit
from archive.public.lists.filters import LANES
from archive.public.lists.items import link
from archive.public.time import periods
from archive.public.time.context import TimelineContext
from archive.public.time.pages import Lane, LaneRow, Lanes

# So many lanes stand beside each other; one more takes what is in none of them.
MOST_LANES: Final = 4
# So many times less is in a lane that takes less of the width.
SLIM: Final = 3


class Sorted(NamedTuple):
    """Lanes with their headings, and record → the lanes in which it stands. What stands in no other is in ``None``."""

    headings: Mapping[UUID | None, Link]
    stands_in: Mapping[UUID, Collection[UUID | None]]


def of(context: TimelineContext) -> Lanes | None:
    """By place or by subject."""
    found = sort(context, context.lanes)
    plain = {value: replace(heading, address="") for value, heading in found.headings.items()}
    return Lanes(
        caption=str(LANES[context.lanes]),
        headings=tuple(found.headings.values()),
        is_slim=tuple(_slim(found)),
        rows=tuple(
            _row(stretch, entries, plain, found.stands_in, context)
            for stretch, entries in periods.by_stretch(context.entries, context.units[-1]).items()
        ),
    )


def _slim(found: Sorted) -> Iterator[bool]:
    """Which lanes hold at most a third of what the fullest holds."""
    counted = Counter(lane for several in found.stands_in.values() for lane in several)
    for lane in found.headings:
        yield SLIM * counted[lane] <= max(counted.values())


# Of one page of the timeline, some kilobytes each.
_SORTED: Final = Kept[Sorted](most=128)


def sort(context: TimelineContext, facet: str) -> Sorted:
    """What is on this page, by place or by subject. At most three queries, once for a publication version."""
    return _SORTED.get((context.name, facet), lambda: _sorted(context, facet))


def _sorted(context: TimelineContext, facet: str) -> Sorted:
    """Those lanes under which most of it stands, and one for what stands under none of them.

    What happened in a place happened in all that this lies in. Of places that lie in one another one has a lane.
    """
    visit = context.visit
    named = context.places if facet == "place" else listing.named_by(visit.reading, context.entries, facet)
    chains = _chains({value for values in named.values() for value in values}, facet, visit)
    within = {record: {one for value in values for one in chains[value]} for record, values in named.items()}
    known = listing.named(visit.reading, set(chains), reader=visit.language)
    chosen = _chosen(within.values(), chains, known)
    headings: dict[UUID | None, Link] = {value: link(known[value], visit=visit) for value in chosen}
    none: Collection[UUID | None] = (None,)
    stands_in = {one.record: within.get(one.record, set()).intersection(chosen) or none for one in context.entries}
    if any(None in several for several in stands_in.values()):
        headings[None] = Link(text=_("Other places, or none") if facet == "place" else _("Other subjects, or none"))
    return Sorted(headings, stands_in)


def _chains(values: Collection[UUID], facet: str, visit: Visit) -> dict[UUID, tuple[UUID, ...]]:
    """Each with all that it lies in, and these in their turn, the smallest first. Subjects stand for themselves."""
    chains: dict[UUID, tuple[UUID, ...]] = {value: (value,) for value in values}
    if facet != "place":
        return chains
    for value, (_entry, payload) in listing.located(visit.reading, values, reader=visit.language).items():
        chain = (value, *(UUID(parent.record) for parent in payload.parents))
        chains |= {one: chain[place:] for place, one in enumerate(chain)}
    return chains


def _chosen(
    within: Iterable[Collection[UUID]], chains: Mapping[UUID, Sequence[UUID]], known: Mapping[UUID, Named]
) -> list[UUID]:
    """What has others in it and would take in everything is no lane, unless there is nothing else."""
    there = [several for several in within if several]
    counted = Counter(value for several in there for value in several if value in known)
    parts = Counter(one for chain in chains.values() for one in chain)
    telling = [value for value in counted if counted[value] < len(there) or parts[value] == 1] or list(counted)
    chosen: list[UUID] = []
    for value in sorted(telling, key=lambda one: (-counted[one], -parts[one], known[one].slug)):
        if not any(value in chains[other] or other in chains[value] for other in chosen):
            chosen.append(value)
    return chosen[:MOST_LANES]


def _row(
    stretch: PartialDate,
    entries: list[Entry],
    lanes: Mapping[UUID | None, Link],
    stands_in: Mapping[UUID, Collection[UUID | None]],
    context: TimelineContext,
) -> LaneRow:
    words = stretch.in_words(context.visit.language)
    items = [(periods.timeline_item(one, context, heading=words), stands_in[one.record]) for one in entries]
    return LaneRow(
        heading=words,
        address=periods.address_of(stretch, context),
        lanes=tuple(
            Lane(heading=heading, items=tuple(one for one, several in items if lane in several))
            for lane, heading in lanes.items()
        ),
    )
