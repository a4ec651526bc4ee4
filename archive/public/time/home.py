"""The first page: the day that is near, all days as doors, a story, a number that differs, and what was said last."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Final

from archive import dates
from archive.catalogue import listing
from archive.public.frame import addresses, frames
from archive.public.frame.pages import Link
from archive.public.frame.visits import Visit
from archive.public.kinds import observance_calendar
from archive.public.kinds.observance_calendar import Kept
from archive.public.lists.items import items
from archive.public.lists.pages import Item
from archive.public.programs import json_ld
from archive.public.time import front, overview
from archive.public.time.leading import anniversary, leading_days, nearness
from archive.public.time.observance_days import observance_days
from archive.public.time.pages import Door, HomePage, LeadingDay

DAYS: Final = 8
STATEMENTS: Final = 6


def page(visit: Visit) -> HomePage:
    """One query, those of ``leading_days``, and a few more for each version."""
    leading = leading_days(visit)
    led_by = {day.item.title.address for day in leading}
    coming = observance_calendar.everything(visit.reading).next_of_each(visit.today)
    chosen = front.Front() if leading else front.of(visit)
    frame = frames.frame_for(visit, title="", canonical=addresses.home(visit.language), is_list=False)
    frame = replace(frame, description=" ".join(frame.identity.summary.split()))
    return HomePage(
        frame=json_ld.attach(frame, json_ld.of_home(frame)),
        leading=leading,
        coming=tuple(door for door in _doors(coming, visit) if door.item.title.address not in led_by)[:DAYS],
        story=chosen.story,
        accounts=chosen.accounts,
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


def _doors(coming: Collection[Kept], visit: Visit) -> Iterable[Door]:
    for (payload, one), day in zip(coming, observance_days(coming, visit=visit), strict=True):
        yield Door(
            item=day.item,
            when=day.when,
            address=day.address,
            nearness=nearness((one.first - visit.today).days) if one.first > visit.today else nearness(0),
            anniversary=anniversary(payload, one, visit.language),
        )


def _latest(visit: Visit, leading: Collection[LeadingDay]) -> list[Item]:
    """The newest statements, but for those that lead."""
    shown = {item.title.address for day in leading for item in (*day.statements, *day.before)}
    found = listing.latest_statements(visit.reading, reader=visit.language, limit=STATEMENTS + len(shown))
    return [one for one in items(found, visit=visit) if one.title.address not in shown][:STATEMENTS]
