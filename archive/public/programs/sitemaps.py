"""The addresses of all pages, for those who look for them: a sitemap for each year, and one for what has none."""

from collections.abc import Iterator

from archive import languages
from archive.catalogue import listing
from archive.catalogue.listing import Entry
from archive.editions.payloads.observances import ObservancePayload
from archive.public import kinds
from archive.public.frame import addresses
from archive.public.frame.visits import Visit
from archive.public.kinds import observance_calendar, occurrences
from archive.public.pictures import heads
from archive.public.programs.pages import SitemapEntry, SitemapIndexPage, SitemapPage
from archive.public.time import days

# A sitemap may hold 50,000 addresses; with so many records it is no larger than a page.
RECORDS = 250


def index(visit: Visit) -> SitemapIndexPage:
    """One query; one more for a publication version."""
    counted = listing.sitemap_counts(visit.reading)
    calendar = observance_calendar.everything(visit.reading)
    ahead = range(visit.today.year, visit.today.year + occurrences.YEARS_AHEAD + 1)
    kept = {year for year in ahead if any(calendar.occurrences(one, year) for one in calendar.known.values())}
    years = sorted({*(year for year in counted if year), *kept})
    found = [addresses.sitemap(None, part=part) for part in _parts(counted.get(None, 0))]
    found += [addresses.sitemap(year, part=part) for year in years for part in _parts(counted.get(year, 0))]
    return SitemapIndexPage(addresses=tuple(map(addresses.absolute, found)))


def of_year(year: int | None, *, part: int, visit: Visit) -> SitemapPage:
    """What stands under a year, and that year of each observance; or all the rest.

    Three queries at most, and one for pictures; one or two more for a publication version.
    """
    records = listing.sitemap_entries(visit.reading, year, part=part, most=RECORDS)
    images = heads.in_sitemap((one.record for one in records if one.kind == "picture"), visit=visit)
    found = [_of_record(record, images.get(record.record, "")) for record in records]
    if part == 1:
        found += _undated(visit) if year is None else _observances_of(year, visit, has_records=bool(records))
    return SitemapPage(entries=tuple(found))


def _parts(records: int) -> range:
    return range(1, max(1, -(-records // RECORDS)) + 1)


def _of_record(entry: Entry, image: str) -> SitemapEntry:
    """One record, in each of its languages."""
    places = {code: addresses.record(code, entry.kind, entry.slug) for code in entry.languages}
    return _entry(places, changed=entry.since.isoformat(timespec="seconds"), image=image)


def _observances_of(year: int, visit: Visit, *, has_records: bool) -> Iterator[SitemapEntry]:
    """The year of each observance, and the page of the year itself if something stands under it."""
    if has_records:
        yield _entry({code: addresses.year(code, year) for code in languages.written()})
    calendar = observance_calendar.everything(visit.reading)
    for one in calendar.snapshots:
        payload = one.payload
        if isinstance(payload, ObservancePayload) and calendar.occurrences(payload, year):
            places = {code: addresses.occurrence(code, payload.slug, year) for code in sorted(payload.texts)}
            yield _entry(places, changed=one.since.isoformat(timespec="seconds"))


def _undated(visit: Visit) -> Iterator[SitemapEntry]:
    """The lists, and every day of all years that has something to show."""
    for address in (addresses.home, addresses.years, addresses.corrections):
        yield _entry({code: address(code) for code in languages.written()})
    for day in days.with_something(observance_calendar.everything(visit.reading), visit=visit):
        yield _entry({code: addresses.day(code, day.month, day.day) for code in languages.written()})
    for kind in kinds.every():
        yield _entry({code: addresses.listing(code, kind.name) for code in languages.written()})


def _entry(places: dict[str, str], *, changed: str = "", image: str = "") -> SitemapEntry:
    """``places`` are the addresses of one page by language."""
    found = {code: addresses.absolute(at) for code, at in places.items()}
    anywhere = addresses.absolute(addresses.x_default(places))
    return SitemapEntry(
        addresses=tuple(found.values()),
        changed=changed,
        alternates=(*found.items(), ("x-default", anywhere)),
        image=image,
    )
