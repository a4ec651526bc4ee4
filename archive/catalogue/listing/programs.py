"""What programs read of all records: what changed last, and everything there is, part by part."""

from itertools import groupby
from uuid import UUID

from django.db.models import Count, Q

from archive import languages
from archive.catalogue.models import naming
from archive.editions.reading import Reading

from . import queries
from .entries import Entry, entry_of
from .queries import Query

PER_FEED = 50


def recent_changes(
    reading: Reading, query: Query, *, reader: str, page: int = 1, about: UUID | None = None
) -> tuple[tuple[Entry, ...], bool]:
    """What is asked, what changed last first, and whether there is more. ``about``: one record and all that name it.

    One query, and one more where words are asked for.
    """
    rows = queries.answering(reading, query, reader, queries.spellings(reading, query.terms))
    if about:
        rows = rows.filter(Q(record=about) | naming([about], reading.instant))
    first = (page - 1) * PER_FEED
    ordered = rows.order_by("-live_from", "shown__sort_key", "record")  # type: ignore[misc]  # "shown" is their alias
    entries = tuple(map(entry_of, ordered[first : first + PER_FEED + 1]))
    return entries[:PER_FEED], len(entries) > PER_FEED


def sitemap_counts(reading: Reading) -> dict[int | None, int]:
    """How many live records stand under each year, and under none. One query."""
    rows = queries.listed(reading).leading(languages.spoken()[0])
    return dict(rows.order_by("year").values_list("year").annotate(Count("pk")))


def sitemap_entries(reading: Reading, year: int | None, *, part: int, most: int) -> tuple[tuple[Entry, ...], ...]:
    """The live records under ``year``, each in all its languages: so many, after those of earlier parts. One query."""
    rows = queries.listed(reading).filter(year=year)
    records = rows.leading(languages.spoken()[0]).order_by("record").values("record")[(part - 1) * most : part * most]
    found = rows.filter(record__in=records).order_by("record", "language")
    return tuple(tuple(map(entry_of, same)) for _record, same in groupby(found, key=lambda row: row.record))
