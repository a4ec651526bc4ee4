"""What happened, between decades and single days: how much of it there was when, and what it was."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from archive import dates, languages
from archive.catalogue import listing
from archive.catalogue.listing import Bucket, Entry, Query, TimelineResults
from archive.dates import Dating, PartialDate
from archive.public import kinds
from archive.public.frame import addresses, frames
from archive.public.frame.pages import Link
from archive.public.frame.visits import Visit
from archive.public.lists import lists
from archive.public.lists.filters import LANES, OFFERED, Filters
from archive.public.lists.items import item
from archive.public.lists.pages import Results
from archive.public.time import folding, spans
from archive.public.time.pages import Bar, Extent, Happening, Lane, LaneRow, Lanes, Overview, Period, TimelinePage
from archive.public.time.spans import Span, Unit
from archive.public.words import counting

KIND: Final = "timeline-entry"
# So many lanes stand beside each other; one more takes what is in none of them.
MOST_LANES: Final = 4
# How high the lowest bar is, in hundredths of the highest.
LOWEST: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What every part of the page is told from. ``shown`` is the span that is drawn, none for an empty archive."""

    visit: Visit
    asked: Mapping[str, str]
    query: Query
    buckets: tuple[Bucket, ...]
    shown: Span | None
    entries: tuple[Entry, ...] = ()

    @property
    def units(self) -> tuple[Unit, ...]:
        """Those of the headings, from the larger to the smaller."""
        return self.shown.headings if self.shown else (Unit.YEAR,)

    def into(self, stretch: PartialDate | str, **changed: str) -> str:
        """The address of the same timeline in another stretch of time, from its first page on."""
        wanted = {**self.asked, "from": str(stretch), "to": str(stretch), **changed}
        return lists.there(addresses.listing(self.visit.language, KIND), wanted, self.visit)

    def link(self, stretch: PartialDate, *, is_current: bool = False) -> Link:
        words = stretch.in_words(self.visit.language)
        return Link(text=words, address=self.into(stretch), is_current=is_current)


def page(filters: Filters, *, visit: Visit) -> TimelinePage:
    """Two queries, and one for lanes; none when what was asked cannot be understood."""
    heading, here = str(kinds.of(KIND).section), addresses.listing(visit.language, KIND)
    if not filters.is_valid():
        return _page(heading, filters, visit, here=here)
    query = filters.query((KIND,))
    found = listing.timeline(visit.reading, query, reader=visit.language, page=filters.page)
    telling = _telling(found, query, filters, visit)
    lanes = _lanes(telling, filters) if telling.asked.get("lanes") else None
    periods = () if lanes else _stretches(telling.entries, telling.units, telling)
    span = _asked_in_words(filters.asked, visit.language)
    return replace(
        _page(f"{heading}: {span}" if span else heading, filters, visit, here=here, shown=found.page),
        results=Results(
            total=found.total,
            counted=counting.counted(KIND, found.total, visit.language),
            groups=(),
            facets=(),
            # Which span it is, is said by the path.
            chosen=tuple(lists.chosen(filters, here=here, visit=visit, besides=("from", "to", "lanes"))),
            paging=lists.paging(found.page, found.pages, filters.asked, here=here, visit=visit),
        ),
        path=_path(telling),
        overview=overview(telling),
        earlier=_neighbour(telling, later=False),
        later=_neighbour(telling, later=True),
        layouts=_layouts(telling),
        periods=periods,
        lanes=lanes,
        has_extents=any(one.extent for one in _all(periods)),
    )


def _page(heading: str, filters: Filters, visit: Visit, *, here: str, shown: int = 0) -> TimelinePage:
    """Without what was found; ``shown`` is the number of the page, if anything was."""
    about = str(kinds.of(KIND).about)
    return TimelinePage(
        frame=frames.frame_for(
            visit,
            title=heading,
            description=about,
            canonical=lists.canonical(here, shown, filters),
            kind=KIND,
            is_indexed=bool(shown) and not filters.asked,
            feed=addresses.with_parameters(addresses.feed(visit.language, KIND), **filters.narrowing) if shown else "",
        ),
        heading=heading,
        about=about,
        here=here,
        everything=lists.there(here, {}, visit),
        form=filters.form,
        is_narrowed=bool(filters.narrowing),
        results=None,
    )


def at_a_glance(visit: Visit) -> Overview | None:
    """How all of it lies in time, with ways into the timeline. One query."""
    query = Query(kinds=(KIND,))
    buckets = listing.date_histogram(visit.reading, query, reader=visit.language)
    return overview(Telling(visit=visit, asked={}, query=query, buckets=buckets, shown=_shown(buckets, query)))


def overview(telling: Telling) -> Overview | None:
    """A bar for each stretch of the span that is shown, and a little around a short one."""
    if telling.shown is None:
        return None
    unit = telling.shown.unit
    drawn = _whole_months(telling.shown) if unit is Unit.DAY else telling.shown
    steps = folding.steps(drawn, unit, telling.buckets)
    most = max((_count(buckets) for _stretches, buckets in steps), default=0)
    if not most:
        return None
    chosen = telling.shown.stretches(unit) if drawn != telling.shown else ()
    bars: list[Bar] = []
    for stretches, buckets in steps:
        if len(stretches) > 1:
            bars.append(_gap(stretches, telling.visit.language))
        else:
            is_first = not bars or bars[-1].is_gap
            is_chosen = stretches[0] in chosen
            bars.append(_bar(stretches[0], buckets, most, is_first=is_first, is_chosen=is_chosen, telling=telling))
    return Overview(
        bars=tuple(bars), has_open=any(bar.open for bar in bars), gaps=tuple(bar.words for bar in bars if bar.is_gap)
    )


def _telling(found: TimelineResults, query: Query, filters: Filters, visit: Visit) -> Telling:
    return Telling(
        visit=visit,
        asked=filters.asked,
        query=query,
        buckets=found.buckets,
        shown=_shown(found.buckets, query),
        entries=found.entries,
    )


def _shown(buckets: Sequence[Bucket], query: Query) -> Span | None:
    """What was asked for; where that is open, or reaches too far to be drawn, as far as there is anything.

    An end that nobody knows is none.
    """
    within = [bucket for bucket in buckets if bucket.overlaps(query.earliest, query.latest)]
    asked = Span(first=query.earliest or date.min, last=query.latest or date.max)
    if query.earliest and query.latest and (asked.unit is not Unit.DECADE or not within):
        return asked
    if not within:
        return None
    known = [day for bucket in within for day in _known(bucket)]
    return Span(first=asked.nearest(min(known)), last=asked.nearest(max(known)))


def _known(bucket: Bucket) -> tuple[date, date]:
    """Its first and its last day; instead of an end that nobody knows, an end of the year under which it stands."""
    return (
        bucket.earliest if bucket.earliest > date.min else date(bucket.year, 1, 1),
        bucket.latest if bucket.latest < date.max else date(bucket.year, 12, 31),
    )


def _whole_months(span: Span) -> Span:
    first, last = (spans.containing(day, Unit.MONTH) for day in (span.first, span.last))
    return Span(first=first.earliest, last=last.latest)


def _count(buckets: Iterable[Bucket]) -> int:
    return sum(bucket.count for bucket in buckets)


def _bar(
    stretch: PartialDate, buckets: list[Bucket], most: int, *, is_first: bool, is_chosen: bool, telling: Telling
) -> Bar:
    count, span = _count(buckets), spans.of(stretch)
    known = _count(bucket for bucket in buckets if bucket.surely_overlaps(span.first, span.last))
    height, solid = (max(100 * number / most, LOWEST) if number else 0 for number in (count, known))
    return Bar(
        label=_label(stretch, telling.visit.language, is_first=is_first),
        words=stretch.in_words(telling.visit.language),
        count=count,
        open=count - known,
        address=telling.into(stretch) if count else "",
        y=f"{100 - height:.0f}%",
        height=f"{height:.0f}%",
        solid_y=f"{100 - solid:.0f}%",
        solid_height=f"{solid:.0f}%",
        is_chosen=is_chosen,
    )


def _gap(stretches: tuple[PartialDate, ...], language: str) -> Bar:
    words = dates.span_in_words(str(stretches[0]), str(stretches[-1]), language)
    return Bar(label="…", words=words, is_gap=True)


def _label(stretch: PartialDate, language: str, *, is_first: bool) -> str:
    """As short as an axis has it: 1988, 89, 1990, 91. What would not fit beside a round year stays short as well."""
    if stretch.day:
        return str(int(stretch.day))
    if stretch.month:
        return _short(languages.get(language).month(int(stretch.month)), languages.get(language).months)
    if stretch.year.endswith("XX"):
        return stretch.in_words(language).split()[0]
    number, length = stretch.earliest.year, 10 if "X" in str(stretch) else 1
    is_round, is_beside_round = (one % (10 * length) == 0 for one in (number, number + length))
    return str(number) if is_round or (is_first and not is_beside_round) else f"{number % 100:02}"


def _short(name: str, names: Iterable[str]) -> str:
    """Three letters, or four where three are those of two months."""
    return name[:3] if sum(one.startswith(name[:3]) for one in names) == 1 else name[:4]


# --- the way into a span and back ---------------------------------------------------------------------


def _asked_in_words(asked: Mapping[str, str], language: str) -> str:
    first, last = asked.get("from", ""), asked.get("to", "")
    if not (first or last):
        return ""
    return dates.span_in_words(first, last, language)


def _path(telling: Telling) -> tuple[Link, ...]:
    """From everything by decade, year and month to the span that was asked for; nothing if none was."""
    words = _asked_in_words(telling.asked, telling.visit.language)
    if not words:
        return ()
    everything = Link(text=_("All of it"), address=telling.into(""))
    if not (telling.query.earliest and telling.query.latest and telling.shown):
        return everything, Link(text=words, is_current=True)
    around = [telling.link(stretch) for stretch in telling.shown.around() if spans.of(stretch) != telling.shown]
    return everything, *around, Link(text=words, is_current=True)


def _neighbour(telling: Telling, *, later: bool) -> Link | None:
    """The nearest stretch as long as the one that was asked for of which there is something."""
    first, last = telling.query.earliest, telling.query.latest
    if not (first and last):
        return None
    asked = Span(first=first, last=last)
    alike = [unit for unit in Unit if spans.of(spans.containing(first, unit)) == asked]
    if not alike:
        return None
    if later:
        days = [bucket.earliest for bucket in telling.buckets if bucket.earliest > last]
    else:
        days = [bucket.latest for bucket in telling.buckets if bucket.latest < first]
    if not days:
        return None
    return telling.link(spans.containing(min(days) if later else max(days), alike[0]))


def _layouts(telling: Telling) -> tuple[Link, ...]:
    here, asked = addresses.listing(telling.visit.language, KIND), telling.asked
    return tuple(
        Link(
            text=str(words),
            address=lists.there(here, {**asked, "lanes": name}, telling.visit),
            is_current=asked.get("lanes", "") == name,
        )
        for name, words in LANES.items()
    )


# --- what happened ------------------------------------------------------------------------------------


def _happening(entry: Entry, telling: Telling, *, heading: str) -> Happening:
    shown, dating = item(entry, visit=telling.visit), Dating.parse(entry.date)
    return Happening(
        item=shown,
        extent=_extent(dating, telling.units[-1]),
        notes=tuple(_notes(dating, telling.query)),
        is_said=shown.when is not None and shown.when.words == heading,
    )


def _extent(dating: Dating, unit: Unit) -> Extent | None:
    """Which part it took of the month or year in which it begins; nothing for a day, or for all of it."""
    around = spans.of(spans.beginning(dating, min(unit, Unit.MONTH)))
    first, last = dating.earliest or date.min, dating.latest or date.max
    if first == last or (around.first, around.last) == (first, last):
        return None
    return Extent(
        x="-4%" if first < around.first else f"{100 * around.across(first):.0f}%",
        until="104%" if last > around.last else f"{100 * around.across(last, at_its_end=True):.0f}%",
        shape={"": "sometime", ",": "one-of"}.get(dating.joint, "lasting"),
    )


def _notes(dating: Dating, query: Query) -> Iterable[str]:
    """How it reaches beyond what was asked for. Of an open end nobody knows how far it reaches."""
    first, last = dating.earliest, dating.latest
    begins_before = query.earliest is not None and first is not None and first < query.earliest
    ends_after = query.latest is not None and last is not None and last > query.latest
    is_lasting = dating.joint == "/"
    if is_lasting and begins_before:
        yield _("It begins before the time that is shown.")
    if is_lasting and ends_after:
        yield _("It ends after the time that is shown.")
    is_perhaps_elsewhere = begins_before or ends_after
    if is_perhaps_elsewhere and (first is None or last is None or not is_lasting):
        yield _("It is not known whether it was within the time that is shown.")


def _stretches(entries: Iterable[Entry], units: tuple[Unit, ...], telling: Telling) -> tuple[Period, ...]:
    if not units:
        return ()
    return tuple(
        _period(stretch, inside, units[1:], telling) for stretch, inside in _by_stretch(entries, units[0]).items()
    )


def _period(stretch: PartialDate, entries: list[Entry], shorter: tuple[Unit, ...], telling: Telling) -> Period:
    """What is known no better than the heading over it comes first."""
    parts = _stretches(entries, shorter, telling)
    heading = stretch.in_words(telling.visit.language)
    own = [entry for entry in entries if not shorter or _begins(entry, shorter[0]) == stretch]
    return Period(
        heading=heading,
        address=_into(stretch, telling),
        happenings=tuple(_happening(entry, telling, heading=heading) for entry in own),
        parts=tuple(part for part in parts if part.heading != heading),
    )


def _by_stretch(entries: Iterable[Entry], unit: Unit) -> dict[PartialDate, list[Entry]]:
    found: dict[PartialDate, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[_begins(entry, unit)].append(entry)
    return found


def _begins(entry: Entry, unit: Unit) -> PartialDate:
    return spans.beginning(Dating.parse(entry.date), unit)


def _into(stretch: PartialDate, telling: Telling) -> str:
    return "" if spans.of(stretch) == telling.shown else telling.into(stretch)


def _all(periods: Iterable[Period]) -> Iterable[Happening]:
    for period in periods:
        yield from period.happenings
        yield from _all(period.parts)


# --- side by side -------------------------------------------------------------------------------------


def _lanes(telling: Telling, filters: Filters) -> Lanes | None:
    """By place or by subject: those under which most of it stands, and a lane for what stands under none of them."""
    facet = telling.asked["lanes"]
    named = listing.named_by(telling.visit.reading, telling.entries, facet)
    known = {entry.record: entry for entry in filters.offered if entry.kind == OFFERED[facet]}
    counted = Counter(value for values in named.values() for value in values if value in known)
    chosen = sorted(counted, key=lambda value: (-counted[value], known[value].title))[:MOST_LANES]
    lanes: dict[UUID | None, Link] = {value: item(known[value], visit=telling.visit).title for value in chosen}
    if any(not named.get(entry.record, frozenset()) & set(chosen) for entry in telling.entries):
        lanes[None] = Link(text=_("Other places, or none") if facet == "place" else _("Other subjects, or none"))
    return Lanes(
        caption=str(LANES[facet]),
        headings=tuple(lanes.values()),
        rows=tuple(
            _lane_row(stretch, entries, lanes, named, telling)
            for stretch, entries in _by_stretch(telling.entries, telling.units[-1]).items()
        ),
    )


def _lane_row(
    stretch: PartialDate,
    entries: list[Entry],
    lanes: Mapping[UUID | None, Link],
    named: Mapping[UUID, frozenset[UUID]],
    telling: Telling,
) -> LaneRow:
    def stands_in(entry: Entry, lane: UUID | None) -> bool:
        values = named.get(entry.record, frozenset())
        return lane in values if lane else not values & lanes.keys()

    words = stretch.in_words(telling.visit.language)
    return LaneRow(
        heading=words,
        address=_into(stretch, telling),
        lanes=tuple(
            Lane(
                heading=replace(heading, address=""),
                happenings=tuple(
                    _happening(entry, telling, heading=words) for entry in entries if stands_in(entry, lane)
                ),
            )
            for lane, heading in lanes.items()
        ),
    )
