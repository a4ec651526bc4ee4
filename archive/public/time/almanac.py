"""The calendar of the archive: one day in all years, and one year in all its days."""

from calendar import monthrange
from datetime import date, timedelta
from itertools import groupby

from django.utils.translation import gettext as _

from archive import dates, rules
from archive.catalogue import listing
from archive.public.frame import addresses, frames
from archive.public.frame.pages import Link
from archive.public.frame.visits import Visit
from archive.public.kinds import observance_calendar
from archive.public.lists.items import items
from archive.public.time.days import kept
from archive.public.time.pages import DayPage, Decade, YearLine, YearPage, YearsPage


def day(month: int, day_of_month: int, *, visit: Visit) -> DayPage:
    """Two queries."""
    this_year = visit.today.year
    words = dates.day_in_words(month, day_of_month, visit.language)
    found = listing.on_day(visit.reading, month, day_of_month, reader=visit.language)
    calendar = observance_calendar.everything(visit.reading)
    on = _in_year(this_year, month, day_of_month)
    days = kept(calendar.on(on), visit=visit) if on else ()
    a_leap_year = date(dates.A_LEAP_YEAR, month, day_of_month)
    return DayPage(
        frame=frames.frame_for(
            visit,
            title=_("On this day: %(day)s") % {"day": words},
            description=_("What happened on this day, what is kept on it and what was said, in all years."),
            canonical=addresses.day(visit.language, month, day_of_month),
            is_indexed=bool(found or days),
        ),
        day=words,
        is_today=(month, day_of_month) == (visit.today.month, visit.today.day),
        is_missing=on is None,
        year=this_year,
        days=days,
        events=items((one for one in found if one.kind == "timeline-entry"), visit=visit),
        statements=items(reversed([one for one in found if one.kind == "statement"]), visit=visit),
        earlier=_leaf(a_leap_year - timedelta(days=1), visit),
        later=_leaf(a_leap_year + timedelta(days=1), visit),
    )


def days(calendar: observance_calendar.Calendar, *, visit: Visit) -> tuple[date, ...]:
    """Every day of the calendar that has something to show, as a day of a leap year. One query."""
    this_year = visit.today.year
    found = (one for year in range(this_year - 1, this_year + 2) for _payload, one in calendar.of_year(year))
    on = (one.first + timedelta(later) for one in found for later in range((one.last - one.first).days + 1))
    shown = listing.days_with_entries(visit.reading) | {(day.month, day.day) for day in on if day.year == this_year}
    return tuple(date(dates.A_LEAP_YEAR, *one) for one in sorted(shown))


def _in_year(year: int, month: int, day_of_month: int) -> date | None:
    """Nothing for 29 February of most years."""
    return date(year, month, day_of_month) if day_of_month <= monthrange(year, month)[1] else None


def _leaf(day: date, visit: Visit) -> Link:
    return Link(
        text=dates.day_in_words(day.month, day.day, visit.language),
        address=addresses.day(visit.language, day.month, day.day, as_of=visit.as_of),
    )


def year(number: int, *, visit: Visit) -> YearPage | None:
    """All of one year; nothing where no year of the archive can be. Three queries."""
    tally = listing.year_counts(visit.reading)
    found = listing.in_year(visit.reading, number, reader=visit.language)
    if number not in rules.YEARS and not found:
        return None
    days = kept(observance_calendar.everything(visit.reading).of_year(number), visit=visit)
    earlier = max((one for one in tally if one < number), default=None)
    later = min((one for one in tally if one > number), default=None)
    return YearPage(
        frame=frames.frame_for(
            visit,
            title=str(number),
            description=_("What was kept, said and happened in this year."),
            canonical=addresses.year(visit.language, number),
            is_indexed=number in tally,
        ),
        year=number,
        days=days,
        statements=items((one for one in found if one.kind == "statement"), visit=visit),
        events=items((one for one in found if one.kind == "timeline-entry"), visit=visit),
        timeline=addresses.with_parameters(
            addresses.listing(visit.language, "timeline-entry"),
            **{"from": f"{number:04}", "to": f"{number:04}", addresses.AS_OF: visit.as_of},
        ),
        years=addresses.years(visit.language, as_of=visit.as_of),
        earlier=_year(earlier, visit) if earlier is not None else None,
        later=_year(later, visit) if later is not None else None,
    )


def years(*, visit: Visit) -> YearsPage:
    """Every year under which something stands. One query."""
    tally = listing.year_counts(visit.reading)
    return YearsPage(
        frame=frames.frame_for(
            visit,
            title=_("Years"),
            description=_("Every year of which the archive has an event or a statement."),
            canonical=addresses.years(visit.language),
        ),
        decades=tuple(
            Decade(
                heading=dates.in_words(f"{decade:03}X", visit.language) if decade else "",
                years=tuple(
                    YearLine(
                        year=_year(one, visit),
                        events=tally[one].get("timeline-entry", 0),
                        statements=tally[one].get("statement", 0),
                    )
                    for one in same
                ),
            )
            for decade, same in groupby(sorted(tally), key=lambda one: one // 10)
        ),
    )


def _year(number: int, visit: Visit) -> Link:
    return Link(text=str(number), address=addresses.year(visit.language, number, as_of=visit.as_of))
