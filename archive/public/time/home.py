"""The first page: the day that is near, those to come, what was said last, and a way into the timeline."""

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from archive import dates
from archive.catalogue import listing
from archive.public.frame import addresses, frames
from archive.public.frame.pages import Link
from archive.public.frame.visits import Visit
from archive.public.kinds import observance_calendar
from archive.public.lists.items import items
from archive.public.lists.pages import Item
from archive.public.programs import json_ld
from archive.public.time import overview
from archive.public.time.leading import leading_days
from archive.public.time.observance_days import observance_days
from archive.public.time.pages import HomePage, LeadingDay

DAYS: Final = 4
STATEMENTS: Final = 5


def page(visit: Visit) -> HomePage:
    """One query, those of ``leading_days``, and a few more for each version."""
    leading = leading_days(visit)
    led_by = {day.item.title.address for day in leading}
    coming = observance_days(observance_calendar.everything(visit.reading).next_of_each(visit.today), visit=visit)
    frame = frames.frame_for(visit, title="", canonical=addresses.home(visit.language), is_list=False)
    frame = replace(frame, description=" ".join(frame.identity.summary.split()))
    return HomePage(
        frame=json_ld.attach(frame, json_ld.of_home(frame)),
        leading=leading,
        coming=tuple(day for day in coming if day.item.title.address not in led_by)[:DAYS],
        statements=tuple(_latest(visit, leading)),
        overview=overview.at_a_glance(visit),
        all_observances=addresses.listing(visit.language, "observance", as_of=visit.as_of),
        all_statements=addresses.listing(visit.language, "statement", as_of=visit.as_of),
        timeline=addresses.listing(visit.language, "timeline-entry", as_of=visit.as_of),
        on_this_day=Link(
            text=dates.day_in_words(visit.today.month, visit.today.day, visit.language),
            address=addresses.day(visit.language, as_of=visit.as_of),
        ),
    )


def _latest(visit: Visit, leading: Collection[LeadingDay]) -> list[Item]:
    """The newest statements, but for those that lead."""
    shown = {item.title.address for day in leading for item in (*day.statements, *day.before)}
    found = listing.latest_statements(visit.reading, reader=visit.language, limit=STATEMENTS + len(shown))
    return [one for one in items(found, visit=visit) if one.title.address not in shown][:STATEMENTS]
