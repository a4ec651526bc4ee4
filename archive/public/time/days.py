"""One day of the calendar in all years."""

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _
from markupsafe import Markup

from archive import dates, languages
from archive.catalogue import listing
from archive.kept import Kept
from archive.public.frame import addresses, frames, templates
from archive.public.frame.pages import Link
from archive.public.frame.visits import Visit
from archive.public.kinds import observance_calendar
from archive.public.lists import results
from archive.public.lists.items import items
from archive.public.time.observance_days import observance_days
from archive.public.time.pages import DayPage, DaysOfMonth, LeafDay, LeafMonth

# The days of a month as they were written, some kilobytes each: most of them are the same on all pages.
_MONTHS: Final = Kept[Markup](most=500)
# By version.
_MARKED: Final = Kept[tuple[date, ...]](most=4)


def page(month: int, day: int, *, visit: Visit, number: int = 1) -> DayPage:
    """Two queries; a few more for a publication version. ``number`` is the page of what happened and was said."""
    this_year = visit.today.year
    words = dates.day_in_words(month, day, visit.language)
    found = listing.on_day(visit.reading, month, day, reader=visit.language, page=number)
    here = addresses.day(visit.language, month, day)
    calendar = observance_calendar.everything(visit.reading)
    on = _in_year(this_year, month, day)
    days = observance_days(calendar.on(on), visit=visit) if on else ()
    a_leap_year = date(dates.A_LEAP_YEAR, month, day)
    marked = with_something(calendar, visit=visit)
    before, after = _nearest(marked, a_leap_year)
    return DayPage(
        frame=frames.frame_for(
            visit,
            title=_("On this day: %(day)s") % {"day": words},
            description=_("Days of remembrance, events and statements of this day, in all years."),
            canonical=addresses.with_parameters(here, page=str(found.page) if found.page > 1 else ""),
            is_indexed=bool(found.totals or days),
        ),
        day=words,
        is_today=(month, day) == (visit.today.month, visit.today.day),
        is_missing=on is None,
        year=this_year,
        days=days,
        events=items(found.of("timeline-entry"), visit=visit, day=a_leap_year),
        statements=items(found.of("statement"), visit=visit, day=a_leap_year),
        pagination=results.pagination(found.page, found.pages, {}, here=here, visit=visit),
        earlier=_link(a_leap_year - timedelta(days=1), visit),
        later=_link(a_leap_year + timedelta(days=1), visit),
        before=_link(before, visit) if before else None,
        after=_link(after, visit) if after else None,
        leaf=_leaf(marked, a_leap_year, visit),
        month=month,
        number=day,
        here=addresses.day(visit.language),
    )


def with_something(calendar: observance_calendar.Calendar, *, visit: Visit) -> tuple[date, ...]:
    """Every day of the calendar that has something to show, as a day of a leap year. One query for a version."""
    this_year = visit.today.year

    def made() -> tuple[date, ...]:
        found = (one for year in range(this_year - 1, this_year + 2) for _payload, one in calendar.of_year(year))
        on = (one.first + timedelta(later) for one in found for later in range((one.last - one.first).days + 1))
        kept_on = {(day.month, day.day) for day in on if day.year == this_year}
        marked = sorted(listing.days_with_entries(visit.reading) | kept_on)
        return tuple(date(dates.A_LEAP_YEAR, *one) for one in marked)

    return _MARKED.get((visit.version, this_year), made)


def _nearest(marked: Sequence[date], day: date) -> tuple[date | None, date | None]:
    """The nearest of them before and after ``day``; the year has neither beginning nor end."""
    others = [one for one in marked if one != day]
    if not others:
        return None, None
    place = bisect_left(others, day)
    return others[place - 1], others[place % len(others)]


def _leaf(marked: Sequence[date], shown: date, visit: Visit) -> tuple[LeafMonth, ...]:
    """All 366 days, by month."""
    language = languages.get(visit.language)
    return tuple(
        LeafMonth(value=month, name=language.month(month), days=_days(month, marked, shown, visit))
        for month in range(1, 13)
    )


def _days(month: int, marked: Sequence[date], shown: date, visit: Visit) -> Markup:
    """Those of a month as they are written: ``marked`` ones lead to their pages."""
    first = date(shown.year, month, 1)
    last = first.replace(day=monthrange(shown.year, month)[1])
    leading = tuple(marked[bisect_left(marked, first) : bisect_right(marked, last)])
    shown_here = shown if shown.month == month else None
    today = visit.today.day if visit.today.month == month else 0

    def made() -> Markup:
        days = (first + timedelta(later) for later in range(last.day))
        written = (_leaf_day(day, _link(day, visit) if day in leading else None, shown_here, today) for day in days)
        return Markup(templates.written(DaysOfMonth.template, DaysOfMonth(days=tuple(written))))

    return _MONTHS.get((visit.language, visit.as_of, first, leading, shown_here, today), made)


def _leaf_day(day: date, link: Link | None, shown: date | None, today: int) -> LeafDay:
    return LeafDay(
        number=day.day,
        words=link.text if link else "",
        address=link.address if link else "",
        is_shown=day == shown,
        is_today=day.day == today,
    )


def _in_year(year: int, month: int, day: int) -> date | None:
    """Nothing for 29 February of most years."""
    return date(year, month, day) if day <= monthrange(year, month)[1] else None


def _link(day: date, visit: Visit) -> Link:
    return Link(
        text=dates.day_in_words(day.month, day.day, visit.language),
        address=addresses.day(visit.language, day.month, day.day, as_of=visit.as_of),
    )
