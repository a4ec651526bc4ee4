"""What happened, between decades and single days: how much of it there was when, and what it was."""

from dataclasses import replace
from typing import Final

from django.utils.translation import gettext as _

from archive import dates
from archive.catalogue import listing
from archive.catalogue.listing import Query, TimelineResults
from archive.kept import Kept
from archive.public import kinds
from archive.public.frame import addresses, frames
from archive.public.frame.addresses import Parameters
from archive.public.frame.pages import Link
from archive.public.frame.visits import Visit
from archive.public.lists import results, understanding
from archive.public.lists.filters import LANES, Filters
from archive.public.lists.pages import Results
from archive.public.lists.results import BESIDE_A_LIST
from archive.public.maps import places as maps
from archive.public.maps.pages import Map
from archive.public.time import lanes, periods, picture, spans
from archive.public.time.context import KIND, TimelineContext, shown_span
from archive.public.time.overview import overview
from archive.public.time.pages import Overview, Picture, TimelinePage
from archive.public.time.spans import Span, Unit
from archive.public.words import counting

# What follows from all that happened, and is the same on every page of it: some kilobytes each.
_SHOWN: Final = Kept[Span | None](most=256)
_OVERVIEWS: Final = Kept[Overview | None](most=128)
# What is drawn of one page of it, in whichever way it is laid out: some dozens of kilobytes each.
_PICTURES: Final = Kept[Picture | None](most=64)
_MAPS: Final = Kept[Map | None](most=64)


def page(filters: Filters, *, visit: Visit) -> TimelinePage:
    """Two queries; a few more for a publication version, and for a page of it that nobody has seen.

    None when what was asked cannot be understood.
    """
    heading, here = str(kinds.of(KIND).section), addresses.listing(visit.language, KIND)
    if not filters.is_valid():
        return _page(heading, filters, visit, here=here)
    query = filters.query((KIND,))
    found = listing.timeline(visit.reading, query, reader=visit.language, page=filters.page)
    context = _context(found, query, filters, visit)
    side_by_side = lanes.of(context) if context.lanes else None
    in_one_list = () if side_by_side else periods.of(context)
    span = _span_in_words(filters.parameters, visit.language)
    return replace(
        _page(f"{heading}: {span}" if span else heading, filters, visit, here=here, shown=found.page),
        form=results.form(found, filters, visit=visit),
        results=Results(
            total=found.total,
            counted=counting.counted(KIND, found.total, visit.language),
            groups=(),
            is_by_year=True,
            # Which span it is, is said by the breadcrumbs.
            active_filters=tuple(
                results.active_filters(filters, here=here, visit=visit, besides=("from", "to", "lanes", *BESIDE_A_LIST))
            ),
            pagination=results.pagination(found.page, found.pages, filters.parameters, here=here, visit=visit),
        ),
        everywhere=results.everywhere(found, filters, visit=visit),
        understanding=understanding.of(found, filters, here=here, visit=visit, kind=KIND, is_ranked=False),
        breadcrumbs=_breadcrumbs(context),
        overview=_overview(context),
        earlier=_neighbour(context, later=False),
        later=_neighbour(context, later=True),
        layouts=_layouts(context),
        periods=in_one_list,
        lanes=side_by_side,
        picture=_PICTURES.get(context.name, lambda: picture.of(context)),
        map=_MAPS.get(context.name, lambda: _map(context)) if context.lanes == "place" else None,
        has_extents=any(one.extent for one in periods.all_in(in_one_list)),
    )


def _map(context: TimelineContext) -> Map | None:
    """Where what is on this page was."""
    found = (place for entry in context.entries for place in sorted(context.places.get(entry.record, ())))
    return maps.of_records(found, visit=context.visit)


def _context(found: TimelineResults, query: Query, filters: Filters, visit: Visit) -> TimelineContext:
    return TimelineContext(
        visit=visit,
        parameters=filters.parameters,
        lanes=filters.laid_out,
        query=query,
        buckets=found.buckets,
        shown=_SHOWN.get((visit.version, query), lambda: shown_span(found.buckets, query)),
        entries=found.entries,
        number=found.page,
    )


def _overview(context: TimelineContext) -> Overview | None:
    visit = context.visit
    asked = (visit.version, visit.language, visit.as_of, context.query, *context.parameters.items())
    return _OVERVIEWS.get(asked, lambda: overview(context))


def _page(heading: str, filters: Filters, visit: Visit, *, here: str, shown: int = 0) -> TimelinePage:
    """Without what was found; ``shown`` is the number of the page, if anything was."""
    about = str(kinds.of(KIND).about)
    return TimelinePage(
        frame=frames.frame_for(
            visit,
            title=heading,
            description=about,
            canonical=results.canonical(here, shown, filters),
            kind=KIND,
            is_indexed=bool(shown) and not filters.parameters,
            feed=addresses.with_parameters(addresses.feed(visit.language, KIND), **filters.followed) if shown else "",
        ),
        heading=heading,
        about=about,
        here=here,
        everything=results.address_with(here, {}, visit),
        form=filters.shown(),
        is_narrowed=bool(filters.narrowing),
        results=None,
    )


def _span_in_words(parameters: Parameters, language: str) -> str:
    first, last = str(parameters.get("from", "")), str(parameters.get("to", ""))
    if not (first or last):
        return ""
    return dates.span_in_words(first, last, language)


def _breadcrumbs(context: TimelineContext) -> tuple[Link, ...]:
    """From everything by decade, year and month to the span that was asked for; nothing if none was."""
    words = _span_in_words(context.parameters, context.visit.language)
    if not words:
        return ()
    everything = Link(text=_("Whole period"), address=context.address_of(""))
    if not (context.query.earliest and context.query.latest and context.shown):
        return everything, Link(text=words, is_current=True)
    around = [context.link(stretch) for stretch in context.shown.enclosing() if spans.of(stretch) != context.shown]
    return everything, *around, Link(text=words, is_current=True)


def _neighbour(context: TimelineContext, *, later: bool) -> Link | None:
    """The nearest stretch as long as the one that was asked for of which there is something."""
    first, last = context.query.earliest, context.query.latest
    if not (first and last):
        return None
    asked = Span(first=first, last=last)
    alike = [unit for unit in Unit if spans.of(spans.containing(first, unit)) == asked]
    if not alike:
        return None
    if later:
        days = [bucket.earliest for bucket in context.buckets if bucket.earliest > last]
    else:
        days = [bucket.latest for bucket in context.buckets if bucket.latest < first]
    if not days:
        return None
    return context.link(spans.containing(min(days) if later else max(days), alike[0]))


def _layouts(context: TimelineContext) -> tuple[Link, ...]:
    here = addresses.listing(context.visit.language, KIND)
    return tuple(
        Link(
            text=str(words),
            address=results.address_with(here, {**context.parameters, "lanes": name}, context.visit),
            is_current=context.lanes == name,
        )
        for name, words in LANES.items()
    )
