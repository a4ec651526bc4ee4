"""The first page: the day that is today, those to come, what was said last, and a way into the timeline."""

from dataclasses import replace
from typing import Final
from uuid import UUID

from archive import dates
from archive.catalogue import listing
from archive.editions.payloads.observances import ObservancePayload
from archive.public.frame import addresses, frames
from archive.public.frame.pages import Link
from archive.public.frame.visits import Visit
from archive.public.kinds import observance_calendar, observances
from archive.public.lists.items import items
from archive.public.programs import json_ld
from archive.public.time import overview
from archive.public.time.observance_days import observance_days
from archive.public.time.pages import HomePage, ObservanceDay
from archive.rules import Occurrence

DAYS: Final = 4
STATEMENTS: Final = 5


def page(visit: Visit) -> HomePage:
    """One query, one for each day that is today, and a few more for each version."""
    coming = observance_calendar.everything(visit.reading).next_of_each(visit.today)
    today = [(payload, one) for payload, one in coming if one.covers(visit.today)]
    latest = listing.latest_statements(visit.reading, reader=visit.language, limit=STATEMENTS)
    frame = frames.frame_for(visit, title="", canonical=addresses.home(visit.language), is_list=False)
    frame = replace(frame, description=" ".join(frame.identity.summary.split()))
    return HomePage(
        frame=json_ld.attach(frame, json_ld.of_home(frame)),
        today=tuple(_leading(payload, one, visit) for payload, one in today),
        coming=observance_days((pair for pair in coming if pair not in today), visit=visit)[:DAYS],
        statements=items(latest, visit=visit),
        overview=overview.at_a_glance(visit),
        all_observances=addresses.listing(visit.language, "observance", as_of=visit.as_of),
        all_statements=addresses.listing(visit.language, "statement", as_of=visit.as_of),
        timeline=addresses.listing(visit.language, "timeline-entry", as_of=visit.as_of),
        on_this_day=Link(
            text=dates.day_in_words(visit.today.month, visit.today.day, visit.language),
            address=addresses.day(visit.language, as_of=visit.as_of),
        ),
    )


def _leading(payload: ObservancePayload, one: Occurrence, visit: Visit) -> ObservanceDay:
    """A day that is today, with what has been said on it this year and how the law wants it kept."""
    (day,) = observance_days([(payload, one)], visit=visit)
    query = listing.Query(kinds=("statement",), observance=UUID(payload.record), year=one.year)
    of_today = listing.find(visit.reading, query, reader=visit.language)
    return replace(
        day,
        statements=items(of_today.entries, visit=visit),
        rituals=tuple(observances.ritual(row, visit.language) for row in payload.rituals if row.is_of(one.year)),
    )
