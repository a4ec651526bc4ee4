"""One day in all years, one year in all its days, and what was said last."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from django.db.models import Count, OuterRef, Q, Subquery

from archive import languages
from archive.catalogue.models import Term, naming
from archive.dates import Dating
from archive.editions.reading import Reading

from . import queries
from .entries import Entry, entry_of

DATED = ("statement", "timeline-entry")


def on_day(reading: Reading, month: int, day: int, *, reader: str) -> tuple[Entry, ...]:
    """Events and statements dated to that day of any year, the earliest first; of a span, its first and last day.

    One query.
    """
    bounds = Q(earliest__month=month, earliest__day=day) | Q(latest__month=month, latest__day=day)
    rows = queries.listed(reading).leading(reader).filter(bounds, kind__in=DATED)
    found = map(entry_of, rows.order_by(*queries.ordering("oldest")))
    return tuple(entry for entry in found if (month, day) in _days(entry))


def _days(entry: Entry) -> set[tuple[int, int]]:
    return {(day.month, day.day) for day in Dating.parse(entry.date).days}


def days_with_entries(reading: Reading) -> set[tuple[int, int]]:
    """Month and day of every date on which ``on_day`` finds something. One query."""
    rows = queries.listed(reading).leading(languages.spoken()[0]).filter(kind__in=DATED)
    dated = rows.order_by("date").values_list("date", flat=True).distinct()
    return {(day.month, day.day) for written in dated for day in Dating.parse(written).days}


def in_year(reading: Reading, year: int, *, reader: str, limit: int = 500) -> tuple[Entry, ...]:
    """Statements of a year and events that touch it, the earliest first. One query."""
    rows = queries.listed(reading).leading(reader).filter(kind__in=DATED, first_year__lte=year, last_year__gte=year)
    return tuple(map(entry_of, rows.order_by(*queries.ordering("oldest"))[:limit]))


def year_counts(reading: Reading) -> dict[int, dict[str, int]]:
    """Year → kind → how many statements and events stand under it. One query."""
    rows = queries.listed(reading).leading(languages.spoken()[0]).filter(kind__in=DATED, year__isnull=False)
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for year, kind, count in rows.order_by("year").values_list("year", "kind").annotate(Count("pk")):
        found[year][kind] = count
    return dict(found)


def latest_statements(
    reading: Reading, *, reader: str, limit: int, kept: Mapping[UUID, int]
) -> tuple[tuple[Entry, UUID | None], ...]:
    """The newest statements, and all of those on the observances ``kept`` in these years; each with its observance.

    One query.
    """
    rows = queries.listed(reading).leading(reader).filter(kind="statement")
    rows = rows.order_by(*queries.ordering("newest"))
    wanted = Q(pk__in=rows.values("pk")[:limit])
    for observance, year in kept.items():
        wanted |= Q(naming([observance], reading.instant, facet="observance"), year=year)
    on = Term.objects.filter(row=OuterRef("pk"), facet="observance").values("value")[:1]
    found = rows.filter(wanted).annotate(observance=Subquery(on))
    return tuple((entry_of(row), getattr(row, "observance")) for row in found)  # noqa: B009  # an annotation
