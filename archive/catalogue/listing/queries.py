"""What readers ask for, and the rows that answer it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Window
from django.db.models.functions import RowNumber

from archive.catalogue import engines
from archive.catalogue.models import Row, RowQuerySet, naming
from archive.editions.models import Interval
from archive.editions.reading import Reading

# So many names of one thing are looked for besides the one that was asked for.
MOST_NAMES = 60

# Folded words, and the same with other names of what they name: one of these has to occur.
Spellings = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What a reader asked for. Everything is optional; ``terms`` are folded words, all of which must occur.

    ``subjects`` are one subject and those below it: one of them is enough.
    """

    kinds: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    observance: UUID | None = None
    issuer: UUID | None = None
    place: UUID | None = None
    subjects: frozenset[UUID] = frozenset()
    year: int | None = None
    language: str = ""
    earliest: date | None = None
    latest: date | None = None


def visible(reading: Reading) -> RowQuerySet:
    rows = Row.objects.live(reading.instant)
    if reading.is_past:
        withheld = Interval.objects.covering(reading.now).filter(record=OuterRef("record"), withheld=True)
        rows = rows.filter(~Exists(withheld))
    return rows


def listed(reading: Reading) -> RowQuerySet:
    return visible(reading).of_their_own()


def matching(reading: Reading, query: Query, spellings: Spellings = ()) -> RowQuerySet:
    """All but the filters whose facets are counted."""
    rows = listed(reading)
    for facet in ("observance", "issuer", "place"):
        if value := getattr(query, facet):
            rows = rows.filter(naming([value], reading.instant, facet=facet))
    if query.subjects:
        rows = rows.filter(naming(query.subjects, reading.instant, facet="subject"))
    if query.earliest:
        rows = rows.filter(latest__gte=query.earliest)
    if query.latest:
        rows = rows.filter(earliest__lte=query.latest)
    if spellings:
        rows = rows.filter(pk__in=engines.rows_with(spellings))
    return rows


def in_language(rows: RowQuerySet, query: Query) -> RowQuerySet:
    return rows.filter(language=query.language) if query.language else rows


def of_kind_and_year(rows: RowQuerySet, query: Query) -> RowQuerySet:
    if query.kinds:
        rows = rows.filter(kind__in=query.kinds)
    if query.year is None:
        return rows
    return rows.filter(first_year__lte=query.year, last_year__gte=query.year)


def answering(reading: Reading, query: Query, reader: str, spellings: Spellings = ()) -> RowQuerySet:
    """One row for each record that answers, in no order."""
    return one_per_record(of_kind_and_year(matching(reading, query, spellings), query), query, reader)


def one_per_record(rows: RowQuerySet, query: Query, reader: str) -> RowQuerySet:
    if query.language:
        return rows.for_reader(reader).filter(language=query.language)
    if not query.terms:
        return rows.leading(reader)
    # The words may occur in one language only: then that row stands for the record.
    rank = Window(RowNumber(), partition_by="record", order_by=("-shown__leads", "language"))
    return rows.for_reader(reader).alias(rank=rank).filter(rank=1)


def ordering(order: str) -> tuple[str, ...]:
    """Of rows for a reader: newest, oldest, or by title in her alphabet, which decides between equal dates too."""
    dates = {"newest": ("-sort_date",), "oldest": ("sort_date",), "title": ()}
    return (*dates[order], "shown__sort_key", "pk")


def spellings(reading: Reading, terms: tuple[str, ...]) -> Spellings:
    """``terms``, and the same with every other name of what they name in it: "garabagh 1990" for "karabakh 1990".

    The longest name counts. Names are those of today, whenever the archive is looked at. One query, or none.
    """
    if not terms:
        return ()
    spans = {
        " ".join(terms[first:end]): (first, end)
        for first in range(len(terms))
        for end in range(first + 1, len(terms) + 1)
    }
    live = Row.objects.live(reading.now).of_their_own()
    meant = live.filter(spellings__folded__in=spans).values("record")
    of_record: dict[UUID, set[str]] = defaultdict(set)
    for record, folded in live.filter(record__in=meant).values_list("record", "spellings__folded").distinct():
        of_record[record].add(folded or "")
    found = {name for names in of_record.values() for name in names if name in spans}
    if not found:
        return (terms,)
    longest = max(found, key=lambda name: (len(name.split()), name))
    first, end = spans[longest]
    others = {name for names in of_record.values() if longest in names for name in names} - {longest, ""}
    again = ((*terms[:first], *name.split(), *terms[end:]) for name in sorted(others)[:MOST_NAMES])
    return (terms, *again)
