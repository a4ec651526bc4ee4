"""The first page: the day that is near, all days as doors, a story, a number that differs, and what was said last."""

from dataclasses import replace
from typing import Final
from uuid import UUID

from archive import dates, kept
from archive.catalogue import listing
from archive.catalogue.listing import Query
from archive.editions.payloads.observances import ObservancePayload
from archive.public.frame import addresses, frames
from archive.public.frame.pages import Link
from archive.public.frame.visits import Visit
from archive.public.kinds import observance_calendar, observances
from archive.public.lists.items import items
from archive.public.maps import places
from archive.public.maps.pages import Map
from archive.public.programs import json_ld
from archive.public.time import front, overview
from archive.public.time.leading import leading_days, nearness
from archive.public.time.observance_days import observance_days
from archive.public.time.pages import Door, HomePage
from archive.rules import Occurrence

DAYS: Final = 8
STATEMENTS: Final = 4
PLACES: Final = 12

# Some ten kilobytes each.
_DOORS: Final = kept.Kept[tuple[Door, ...]](most=32)
_MAPS: Final = kept.Kept[Map | None](most=32)


def page(visit: Visit) -> HomePage:
    """Two queries, and a few more for each version."""
    leading, latest = leading_days(visit, latest=STATEMENTS)
    led_by = {day.item.title.address for day in leading}
    doors = _doors(visit, most=DAYS + len(leading))
    chosen = front.Front() if leading else front.of(visit)
    frame = frames.frame_for(visit, title="", canonical=addresses.home(visit.language), is_list=False)
    frame = replace(frame, description=" ".join(frame.identity.summary.split()))
    return HomePage(
        frame=json_ld.attach(frame, json_ld.of_home(frame)),
        leading=leading,
        coming=tuple(door for door in doors if door.item.title.address not in led_by)[:DAYS],
        story=chosen.story,
        accounts=chosen.accounts,
        statements=items(latest, visit=visit),
        overview=overview.at_a_glance(visit),
        map=_MAPS.get((visit.version, visit.language, visit.as_of), lambda: _map(visit)),
        all_places=addresses.listing(visit.language, "place", as_of=visit.as_of),
        all_observances=addresses.listing(visit.language, "observance", as_of=visit.as_of),
        all_statements=addresses.listing(visit.language, "statement", as_of=visit.as_of),
        timeline=addresses.listing(visit.language, "timeline-entry", as_of=visit.as_of),
        on_this_day=Link(
            text=dates.day_in_words(visit.today.month, visit.today.day, visit.language),
            address=addresses.day(visit.language, as_of=visit.as_of),
        ),
    )


def _doors(visit: Visit, *, most: int) -> tuple[Door, ...]:
    """The observances whose next days come first. It stays so until an observance changes, or the day."""
    calendar = observance_calendar.everything(visit.reading)

    def made() -> tuple[Door, ...]:
        coming = calendar.next_of_each(visit.today)[:most]
        return tuple(_door(payload, one, visit) for payload, one in coming)

    return _DOORS.get((calendar.name, visit.language, visit.today, visit.as_of, most), made)


def _door(payload: ObservancePayload, one: Occurrence, visit: Visit) -> Door:
    (day,) = observance_days([(payload, one)], visit=visit)
    return Door(
        item=day.item,
        when=day.when,
        address=day.address,
        nearness=nearness((one.first - visit.today).days) if one.first > visit.today else nearness(0),
        anniversary=observances.anniversary(payload, one.year, visit.language),
    )


def _map(visit: Visit) -> Map | None:
    """The places that most of the events recalled on days of remembrance name, as far as a map can show them."""
    days = frozenset(UUID(record) for record in observance_calendar.everything(visit.reading).known)
    events = Query(kinds=("timeline-entry",), observances=days)
    named = listing.counts(visit.reading, events).facets["place"] if days else {}
    return places.of_the_first(named, PLACES, visit=visit)
