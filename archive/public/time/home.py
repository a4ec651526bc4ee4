"""The first page: the day that is near, all days as doors, a story, a number that differs, and what was said last."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from itertools import islice
from typing import Final

from archive import dates
from archive.public.frame import addresses, frames
from archive.public.frame.pages import Link
from archive.public.frame.visits import Visit
from archive.public.kinds import observance_calendar, observances
from archive.public.kinds.observance_calendar import Kept
from archive.public.lists.items import items
from archive.public.programs import json_ld
from archive.public.time import front, overview
from archive.public.time.leading import leading_days, nearness
from archive.public.time.observance_days import observance_days
from archive.public.time.pages import Door, HomePage

DAYS: Final = 8
STATEMENTS: Final = 6


def page(visit: Visit) -> HomePage:
    """Two queries, and a few more for each version."""
    leading, latest = leading_days(visit, latest=STATEMENTS)
    led_by = {day.item.title.address for day in leading}
    coming = observance_calendar.everything(visit.reading).next_of_each(visit.today)
    chosen = front.Front() if leading else front.of(visit)
    frame = frames.frame_for(visit, title="", canonical=addresses.home(visit.language), is_list=False)
    frame = replace(frame, description=" ".join(frame.identity.summary.split()))
    return HomePage(
        frame=json_ld.attach(frame, json_ld.of_home(frame)),
        leading=leading,
        coming=tuple(islice((door for door in _doors(coming, visit) if door.item.title.address not in led_by), DAYS)),
        story=chosen.story,
        accounts=chosen.accounts,
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


def _doors(coming: Collection[Kept], visit: Visit) -> Iterable[Door]:
    for payload, one in coming:
        (day,) = observance_days([(payload, one)], visit=visit)
        yield Door(
            item=day.item,
            when=day.when,
            address=day.address,
            nearness=nearness((one.first - visit.today).days) if one.first > visit.today else nearness(0),
            anniversary=observances.anniversary(payload, one.year, visit.language),
        )
