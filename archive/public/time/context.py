"""What every part of the timeline is made from."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final
from uuid import UUID

from archive.catalogue import listing
from archive.catalogue.listing import Bucket, Entry, Query
from archive.dates import PartialDate
from archive.public.frame import addresses
from archive.public.frame.addresses import Parameters
from archive.public.frame.pages import Link
from archive.public.frame.visits import Visit
from archive.public.lists import results
from archive.public.time.spans import Span, Unit

KIND: Final = "timeline-entry"


@dataclass(frozen=True, kw_only=True)
class TimelineContext:
    """What every part of the page is told from. ``shown`` is the span that is drawn, none for an empty archive.

    ``number`` is that of the page with these ``entries``; ``lanes`` is by what it is laid out side by side, if it is.
    """

    visit: Visit
    parameters: Parameters
    query: Query
    buckets: tuple[Bucket, ...]
    shown: Span | None
    entries: tuple[Entry, ...] = ()
    number: int = 1
    lanes: str = ""

    @property
    def name(self) -> tuple[Hashable, ...]:
        """Of what is on this page, however it is laid out: its entries follow from it."""
        return self.visit.version, self.visit.language, self.visit.as_of, self.query, self.number

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Those of the headings, from the larger to the smaller."""
        return self.shown.headings if self.shown else (Unit.YEAR,)

    @cached_property
    def places(self) -> Mapping[UUID, frozenset[UUID]]:
        """Entry → the places that it names. One query."""
        return listing.named_by(self.visit.reading, self.entries, "place")

    def address_of(self, stretch: PartialDate | str, **changed: str) -> str:
        """The address of the same timeline in another stretch of time, from its first page on."""
        wanted = {**self.parameters, "from": str(stretch), "to": str(stretch), **changed}
        return results.address_with(addresses.listing(self.visit.language, KIND), wanted, self.visit)

    def link(self, stretch: PartialDate, *, is_current: bool = False) -> Link:
        words = stretch.in_words(self.visit.language)
        return Link(text=words, address=self.address_of(stretch), is_current=is_current)


def shown_span(buckets: Sequence[Bucket], query: Query) -> Span | None:
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
