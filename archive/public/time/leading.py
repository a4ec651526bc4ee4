"""What leads the first page: an observance on the day before it, on its days, and in the week after."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.catalogue import listing
from archive.catalogue.listing import Entry, Occasion, Wanted
from archive.editions.payloads.observances import ObservancePayload
from archive.public.frame.visits import Visit
from archive.public.kinds import observance_calendar, observances
from archive.public.kinds.observance_calendar import Kept
from archive.public.lists.items import items
from archive.public.time.observance_days import observance_days
from archive.public.time.pages import LeadingDay
from archive.public.words.opening import opening
from archive.rules import Occurrence

EVE: Final = timedelta(days=1)
WEEK: Final = timedelta(days=7)
# So many of each are shown.
STATEMENTS: Final = 3
EVENTS: Final = 4


def leading_days(visit: Visit, *, latest: int) -> tuple[tuple[LeadingDay, ...], tuple[Entry, ...]]:
    """What is kept today; else what is kept tomorrow; else what was kept last, within a week. And the ``latest``
    statements that are not shown there.

    One query; a few more for a publication version.
    """
    nearest = _nearest(visit)
    wanted = (_wanted(payload, one, visit) for payload, one in nearest)
    found, last = listing.occasions(visit.reading, wanted, reader=visit.language, latest=latest)
    return tuple(_leading(*pair, shown, visit) for pair, shown in zip(nearest, found, strict=True)), last


def _nearest(visit: Visit) -> list[Kept]:
    today, calendar = visit.today, observance_calendar.everything(visit.reading)
    around = [
        pair
        for year in range(today.year - 1, today.year + 2)
        for pair in calendar.of_year(year)
        if pair[1].first - EVE <= today <= pair[1].last + WEEK
    ]
    nearest = min((_away(one, today) for _payload, one in around), key=_first_of_all, default=0)
    return [pair for pair in around if _away(pair[1], today) == nearest]


def _away(one: Occurrence, today: date) -> int:
    """How many days ``today`` is before an occurrence (1), or after it (-1, -2 ...)."""
    return max((one.first - today).days, 0) or min((one.last - today).days, 0)


def _first_of_all(away: int) -> tuple[bool, int]:
    """Today comes first, then tomorrow, then what was last."""
    return away < 0, abs(away)


def _wanted(payload: ObservancePayload, one: Occurrence, visit: Visit) -> Wanted:
    events = EVENTS if _away(one, visit.today) <= 0 else 0
    return Wanted(UUID(payload.record), one.year, statements=STATEMENTS, before=1, events=events)


def _leading(payload: ObservancePayload, one: Occurrence, shown: Occasion, visit: Visit) -> LeadingDay:
    (day,) = observance_days([(payload, one)], visit=visit)
    away = _away(one, visit.today)
    return LeadingDay(
        item=day.item,
        when=day.when,
        address=day.address,
        nearness=nearness(away),
        anniversary=observances.anniversary(payload, one.year, visit.language),
        statements=items(shown.statements, visit=visit),
        opening=_opening(shown.statements),
        opening_language=_language_of(shown.statements, visit.language),
        before=items(shown.before, visit=visit),
        events=items(shown.events, visit=visit),
        rituals=tuple(observances.ritual(row, visit.language) for row in payload.rituals if row.is_of(one.year))
        if away >= 0
        else (),
    )


def nearness(away: int) -> str:
    """How many days it is to a day (1, 2 …), or since it was (-1, -2 …)."""
    match away:
        case 0:
            return _("Today")
        case 1:
            return _("Tomorrow")
        case -1:
            return _("Yesterday")
        case _ if away > 0:
            return ngettext("In %(count)s day", "In %(count)s days", away) % {"count": away}
        case _:
            return ngettext("%(count)s day ago", "%(count)s days ago", -away) % {"count": -away}


def _opening(said: Iterable[Entry]) -> str:
    return next((opening(one.words, besides=(one.title, one.summary)) for one in said if one.words), "")


def _language_of(said: Iterable[Entry], reader: str) -> str:
    language = next((entry.language for entry in said if entry.words), reader)
    return "" if language == reader else language
