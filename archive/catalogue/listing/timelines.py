"""What happened, in its order, and how it lies in time."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from archive.editions.reading import Reading
from archive.kept import Kept

from . import counting, standing
from .answering import answered
from .bits import Bits, numbers_of
from .entries import Entry, entries
from .keeping import kept
from .ordering import texts_shown
from .queries import Query, merges
from .results import ResultPage
from .selecting import instants
from .sql import among, ask, read_uuid
from .standing import Standing

# What happened is read on.
EVENTS_PER_PAGE: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """So many records lie from ``earliest`` to ``latest``; they stand under the year ``year``."""

    earliest: date
    latest: date
    year: int
    count: int

    def overlaps(self, earliest: date | None, latest: date | None) -> bool:
        """Whether it touches the time between the two; either end may be open."""
        return (earliest or date.min) <= self.latest and self.earliest <= (latest or date.max)

    def surely_overlaps(self, earliest: date, latest: date) -> bool:
        """Whether it does so by more than an open end: of what is open at one end, only the other is known."""
        first = self.earliest if self.earliest > date.min else self.latest
        last = self.latest if self.latest < date.max else self.earliest
        return earliest <= last and first <= latest


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineResults(ResultPage):
    """One page of what happened, the earliest first.

    ``buckets`` tell how it lies in time: all of it, also what lies outside the time that was asked for.
    """

    buckets: tuple[Bucket, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Histogram:
    """How records lie in time. It is the same one as long as the same records stand, whatever else is published."""

    buckets: tuple[Bucket, ...]


def date_histogram(reading: Reading, query: Query) -> Histogram:
    """How what is asked lies in time: all of it, whatever span was asked. Once for a publication version."""
    of_any_time = replace(query, earliest=None, latest=None)

    def find() -> Histogram:
        there = standing.at(reading)
        dated = answered(reading, of_any_time, is_near=False).answer.whole & ~there.undated
        return _HISTOGRAMS.get((there.numbering, dated), lambda: _histogram(there, dated), weight=_weight)

    return kept(reading, ("histogram", of_any_time), find, weigh=_weight)


# Under the records that they are of. In numbers of buckets.
_HISTOGRAMS: Final = Kept[Histogram](most=20_000)


def _histogram(there: Standing, dated: Bits) -> Histogram:
    spans = Counter((there.earliest[one], there.latest[one], there.years_of[one]) for one in numbers_of(dated))
    return Histogram(tuple(_bucket(*span, count) for span, count in sorted(spans.items())))


def _weight(found: Histogram) -> int:
    return 1 + len(found.buckets)


def _bucket(earliest: int, latest: int, year: int, count: int) -> Bucket:
    first, last = date.fromordinal(earliest), date.fromordinal(latest)
    return Bucket(earliest=first, latest=last, year=year, count=count)


def timeline(reading: Reading, query: Query, *, reader: str, page: int = 1) -> TimelineResults:
    """One page of what is asked in the order in which it happened. One query; two more for a publication version, and
    those of ``answered`` where words are asked for.
    """
    asked = answered(reading, query, is_near=False)
    counts = counting.counts(reading, query, asked.answer)
    pages = max(1, -(-counts.total // EVENTS_PER_PAGE))
    page = min(max(page, 1), pages)
    first = (page - 1) * EVENTS_PER_PAGE
    last = min(first + EVENTS_PER_PAGE, counts.total)
    shown = texts_shown(reading, query, reader=reader, order="oldest", first=first, last=last, answer=asked.answer)
    return TimelineResults(
        entries=entries(shown, reader=reader),
        total=counts.total,
        page=page,
        pages=pages,
        facets=counts.facets,
        search=asked.search,
        read_of=asked.read_of,
        buckets=date_histogram(reading, query).buckets,
    )


def earliest(reading: Reading, query: Query, *, reader: str, most: int) -> tuple[tuple[Entry, ...], int]:
    """The first of what is asked in the order in which it happened, and how many there are. One query; two more for a
    publication version.
    """
    total = counting.total(reading, query)
    shown = texts_shown(reading, query, reader=reader, order="oldest", first=0, last=min(most, total))
    return entries(shown, reader=reader), total


def named_by(reading: Reading, found: Iterable[Entry], facet: str) -> dict[UUID, frozenset[UUID]]:
    """Record → those that it names under ``facet``; instead of what was merged, what took it in. One query."""
    into = {record: kept for kept, records in merges(reading).items() for record in records}
    said: dict[str, Any] = {**instants(reading), "facet": facet}
    named: dict[UUID, set[UUID]] = defaultdict(set)
    for record, value in ask(_NAMED.format(among("record", (one.record for one in found), said)), said):
        other = read_uuid(value)
        named[read_uuid(record)].add(into.get(other, other))
    return {record: frozenset(values) for record, values in named.items()}


_NAMED: Final = """
    SELECT edition.record, term.value FROM archive_row AS edition CROSS JOIN archive_term AS term
    WHERE edition.record {} AND edition.live_from <= %(instant)s AND edition.live_until > %(instant)s
      AND term.row_id = edition.id AND term.facet = %(facet)s
"""
