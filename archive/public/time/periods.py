"""What happened, under the headings of its time."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _

from archive.catalogue.listing import Entry, Query
from archive.dates import MOST_READ, Dating, PartialDate
from archive.public.lists.items import item
from archive.public.time import spans
from archive.public.time.context import TimelineContext
from archive.public.time.pages import Extent, Period, TimelineItem
from archive.public.time.spans import Unit


def of(context: TimelineContext) -> tuple[Period, ...]:
    return _of(context.entries, context.units, context)


def _of(entries: Iterable[Entry], units: tuple[Unit, ...], context: TimelineContext) -> tuple[Period, ...]:
    if not units:
        return ()
    return tuple(
        _period(stretch, inside, units[1:], context) for stretch, inside in by_stretch(entries, units[0]).items()
    )


def _period(stretch: PartialDate, entries: list[Entry], shorter: tuple[Unit, ...], context: TimelineContext) -> Period:
    """What is known no better than the heading over it comes first."""
    parts = _of(entries, shorter, context)
    heading = stretch.in_words(context.visit.language)
    own = [entry for entry in entries if not shorter or _begins(entry, shorter[0]) == stretch]
    return Period(
        heading=heading,
        address=address_of(stretch, context),
        items=tuple(timeline_item(entry, context, heading=heading) for entry in own),
        parts=tuple(part for part in parts if part.heading != heading),
    )


def by_stretch(entries: Iterable[Entry], unit: Unit) -> dict[PartialDate, list[Entry]]:
    found: dict[PartialDate, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[_begins(entry, unit)].append(entry)
    return found


def _begins(entry: Entry, unit: Unit) -> PartialDate:
    return spans.first_of(entry.date, unit)


def address_of(stretch: PartialDate, context: TimelineContext) -> str:
    return "" if spans.of(stretch) == context.shown else context.address_of(stretch)


def timeline_item(entry: Entry, context: TimelineContext, *, heading: str) -> TimelineItem:
    shown, dating = item(entry, visit=context.visit), Dating.parse(entry.date)
    return TimelineItem(
        item=shown,
        weight=entry.weight,
        extent=_extent(entry.date, context.units[-1]),
        notes=tuple(_notes(dating, context.query)),
        is_said=shown.when is not None and shown.when.words == heading,
    )


@lru_cache(maxsize=MOST_READ)
def _extent(written: str, unit: Unit) -> Extent | None:
    """Which part it took of the month or year in which it begins; nothing for a day, or for all of it."""
    dating = Dating.parse(written)
    whole = spans.of(spans.beginning(dating, min(unit, Unit.MONTH)))
    first, last = dating.earliest or date.min, dating.latest or date.max
    if first == last or (whole.first, whole.last) == (first, last):
        return None
    return Extent(
        x="-4%" if first < whole.first else f"{100 * whole.across(first):.0f}%",
        until="104%" if last > whole.last else f"{100 * whole.across(last, at_its_end=True):.0f}%",
        shape={"": "sometime", ",": "one-of"}.get(dating.joint, "lasting"),
    )


def _notes(dating: Dating, query: Query) -> Iterable[str]:
    """How it reaches beyond what was asked for. Of an open end nobody knows how far it reaches."""
    first, last = dating.earliest, dating.latest
    begins_before = query.earliest is not None and first is not None and first < query.earliest
    ends_after = query.latest is not None and last is not None and last > query.latest
    is_lasting = dating.joint == "/"
    if is_lasting and begins_before:
        yield _("It began before the period shown.")
    if is_lasting and ends_after:
        yield _("It ended after the period shown.")
    is_perhaps_elsewhere = begins_before or ends_after
    if is_perhaps_elsewhere and (first is None or last is None or not is_lasting):
        yield _("It is not known whether it fell within the period shown.")


def all_in(periods: Iterable[Period]) -> Iterable[TimelineItem]:
    for period in periods:
        yield from period.items
        yield from all_in(period.parts)
