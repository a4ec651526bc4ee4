"""What happened, in its order, and how it lies in time."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from archive.catalogue.models import Row, Term
from archive.editions.reading import Reading

from . import queries
from .entries import Entry, entry_of
from .queries import Query

# What happened is read on.
EVENTS_PER_PAGE = 50


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
class TimelineResults:
    """One page of what happened, the earliest first.

    ``buckets`` tell how it lies in time: all of it, also what lies outside the time that was asked for.
    """

    entries: tuple[Entry, ...]
    total: int
    page: int
    pages: int
    buckets: tuple[Bucket, ...]


def date_histogram(reading: Reading, query: Query, *, reader: str) -> tuple[Bucket, ...]:
    """How what is asked lies in time: all of it, whatever span was asked. One query."""
    of_any_time = queries.answering(reading, replace(query, earliest=None, latest=None), reader)
    rows = of_any_time.filter(earliest__isnull=False)
    counted = rows.order_by("earliest", "latest").values_list("earliest", "latest", "year").annotate(Count("pk"))
    return tuple(
        Bucket(earliest=earliest, latest=latest, year=year, count=count) for earliest, latest, year, count in counted
    )


def timeline(reading: Reading, query: Query, *, reader: str, page: int = 1) -> TimelineResults:
    """One page of what is asked in the order in which it happened. Two queries."""
    buckets = date_histogram(reading, query, reader=reader)
    total = sum(bucket.count for bucket in buckets if bucket.overlaps(query.earliest, query.latest))
    pages = max(1, -(-total // EVENTS_PER_PAGE))
    page = min(max(page, 1), pages)
    rows = queries.answering(reading, query, reader).order_by(*queries.ordering("oldest"))
    shown = rows[(page - 1) * EVENTS_PER_PAGE : page * EVENTS_PER_PAGE]
    return TimelineResults(entries=tuple(map(entry_of, shown)), total=total, page=page, pages=pages, buckets=buckets)


def named_by(reading: Reading, entries: Iterable[Entry], facet: str) -> dict[UUID, frozenset[UUID]]:
    """Record → those that it names under ``facet``; instead of what was merged, what took it in. One query."""
    rows = Row.objects.live(reading.instant).filter(record__in=[entry.record for entry in entries])
    into = Row.objects.live(reading.instant).filter(record=OuterRef("value"), into__isnull=False).values("into")[:1]
    terms = Term.objects.filter(row__in=rows, facet=facet).annotate(kept=Coalesce(Subquery(into), "value"))
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for record, value in terms.values_list("row__record", "kept"):
        found[record].add(value)
    return {record: frozenset(values) for record, values in found.items()}
