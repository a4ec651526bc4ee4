"""The first page: the day that is today, those to come, what was said last, and a way into the timeline."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final
from uuid import UUID

from archive import dates
from archive.catalogue import listing
from archive.catalogue.listing import Entry
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

# Statements, each with its observance.
Said = Iterable[tuple[Entry, UUID | None]]


def page(visit: Visit) -> HomePage:
    """One query, and two more for each version."""
    coming = observance_calendar.everything(visit.reading).next_of_each(visit.today)
    today = [(payload, one) for payload, one in coming if one.covers(visit.today)]
    said = listing.latest_statements(
        visit.reading,
        reader=visit.language,
        limit=STATEMENTS,
        kept={UUID(payload.record): one.year for payload, one in today},
    )
    frame = frames.frame_for(visit, title="", canonical=addresses.home(visit.language), is_list=False)
    frame = replace(frame, description=" ".join(frame.identity.summary.split()))
    return HomePage(
        frame=json_ld.attach(frame, json_ld.of_home(frame)),
        today=tuple(_leading(payload, one, said, visit) for payload, one in today),
        coming=observance_days((pair for pair in coming if pair not in today), visit=visit)[:DAYS],
        statements=items((entry for entry, _observance in said[:STATEMENTS]), visit=visit),
        overview=overview.at_a_glance(visit),
        all_observances=addresses.listing(visit.language, "observance", as_of=visit.as_of),
        all_statements=addresses.listing(visit.language, "statement", as_of=visit.as_of),
        timeline=addresses.listing(visit.language, "timeline-entry", as_of=visit.as_of),
        on_this_day=Link(
            text=dates.day_in_words(visit.today.month, visit.today.day, visit.language),
            address=addresses.day(visit.language, as_of=visit.as_of),
        ),
    )


def _leading(payload: ObservancePayload, one: Occurrence, said: Said, visit: Visit) -> ObservanceDay:
    """A day that is today, with what has been said on it this year and how the law wants it kept."""
    (day,) = observance_days([(payload, one)], visit=visit)
    of_today = [entry for entry, observance in said if str(observance) == payload.record and entry.year == one.year]
    return replace(
        day,
        statements=items(of_today, visit=visit),
        rituals=tuple(observances.ritual(row, visit.language) for row in payload.rituals if row.is_of(one.year)),
    )
