"""Single years, and the list of them."""

from collections.abc import Mapping
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive import dates, rules
from archive.catalogue import listing
from archive.public.frame import addresses, frames
from archive.public.frame.pages import Link
from archive.public.frame.visits import Visit
from archive.public.kinds import observance_calendar
from archive.public.lists.items import items
from archive.public.maps import places as maps
from archive.public.time.observance_days import observance_days
from archive.public.time.pages import Decade, YearLine, YearPage, YearsPage
from archive.public.words import counting


def page(number: int, *, visit: Visit) -> YearPage | None:
    """One year; nothing where no year of the archive can be. Three queries; a few more for a publication version."""
    counts = listing.year_counts(visit.reading)
    found = listing.in_year(visit.reading, number, reader=visit.language)
    if number not in rules.YEARS and not any(found.totals.values()):
        return None
    named = listing.named_by(visit.reading, found.of("timeline-entry"), "place")
    places = (place for event in found.of("timeline-entry") for place in sorted(named.get(event.record, ())))
    days = observance_days(observance_calendar.everything(visit.reading).of_year(number), visit=visit)
    earlier = max((one for one in counts if one < number), default=None)
    later = min((one for one in counts if one > number), default=None)
    return YearPage(
        frame=frames.frame_for(
            visit,
            title=str(number),
            description=_("Days of remembrance, statements and events of this year."),
            canonical=addresses.year(visit.language, number),
            is_indexed=number in counts,
        ),
        year=number,
        days=days,
        statements=items(found.of("statement"), visit=visit, year=number),
        events=items(found.of("timeline-entry"), visit=visit, year=number),
        map=maps.of_records(places, visit=visit),
        all_statements=_all(found, number, visit),
        timeline=addresses.with_parameters(
            addresses.listing(visit.language, "timeline-entry"),
            **{"from": f"{number:04}", "to": f"{number:04}", addresses.AS_OF: visit.as_of},
        ),
        years=addresses.years(visit.language, as_of=visit.as_of),
        earlier=_link(earlier, visit) if earlier is not None else None,
        later=_link(later, visit) if later is not None else None,
    )


def _all(found: listing.Dated, number: int, visit: Visit) -> Link | None:
    """The list of statements, narrowed to the year, where not all of them are shown."""
    total = found.totals["statement"]
    if total == len(found.of("statement")):
        return None
    query = {"year": str(number), addresses.AS_OF: visit.as_of}
    return Link(
        text=_("All of them: %(counted)s") % {"counted": counting.counted("statement", total, visit.language)},
        address=addresses.with_parameters(addresses.listing(visit.language, "statement"), **query),
    )


def index(*, visit: Visit) -> YearsPage:
    """Every year under which something stands. One query for a publication version."""
    counts = listing.year_counts(visit.reading)
    return YearsPage(
        frame=frames.frame_for(
            visit,
            title=_("Years"),
            description=_("Every year with an event or a statement in the archive."),
            canonical=addresses.years(visit.language),
        ),
        decades=tuple(
            Decade(
                heading=dates.in_words(f"{decade:03}X", visit.language) if decade else "",
                years=tuple(YearLine(year=_link(one, visit), counted=_counted(counts[one])) for one in same),
            )
            for decade, same in groupby(sorted(counts), key=lambda one: one // 10)
        ),
    )


def _counted(counts: Mapping[str, int]) -> str:
    """ "3 events · 1 statement"; what there is none of goes unsaid."""
    said = []
    if events := counts.get("timeline-entry", 0):
        said.append(ngettext("%(total)s event", "%(total)s events", events) % {"total": events})
    if statements := counts.get("statement", 0):
        said.append(ngettext("%(total)s statement", "%(total)s statements", statements) % {"total": statements})
    return " · ".join(said)


def _link(number: int, visit: Visit) -> Link:
    return Link(text=str(number), address=addresses.year(visit.language, number, as_of=visit.as_of))
