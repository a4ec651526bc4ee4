"""One page of a list or a search, with what its filters would leave."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter

from django.db.models import Count, PositiveSmallIntegerField, Value

from archive.catalogue.models import RowQuerySet
from archive.editions.reading import Reading

from . import queries
from .entries import Entry, entry_of
from .queries import Query

PER_PAGE = 20

# Kind, year, first and last year, and how many there are.
Counted = tuple[str, int | None, int | None, int | None, int]

_YEAR = PositiveSmallIntegerField(null=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPage:
    """One page of a list. Counts are of records, and each facet's counts ignore its own filter.

    ``words`` are the folded words by which it was searched: those that were asked for, and those of other names.
    """

    entries: tuple[Entry, ...]
    total: int
    page: int
    pages: int
    kinds: dict[str, int]
    years: dict[int, int]
    languages: dict[str, int]
    words: tuple[str, ...] = ()


def find(reading: Reading, query: Query, *, reader: str, page: int = 1, order: str = "newest") -> ResultPage:
    """One page of what is asked, for a reader of ``reader``. ``order`` is newest, oldest or title.

    Two queries, and one more where words are asked for.
    """
    spellings = queries.spellings(reading, query.terms)
    matching = queries.matching(reading, query, spellings)
    chosen = queries.of_kind_and_year(matching, query)
    cube, languages = _counted(queries.in_language(matching, query), chosen)
    kinds, years, total = _roll_up(cube, query)
    if not total:
        return ResultPage(entries=(), total=0, page=1, pages=1, kinds=kinds, years=years, languages=languages)
    pages = max(1, -(-total // PER_PAGE))
    page = min(max(page, 1), pages)
    rows = queries.one_per_record(chosen, query, reader).order_by(*queries.ordering(order))
    if query.terms:
        rows = rows.select_related("text")
    shown = rows[(page - 1) * PER_PAGE : page * PER_PAGE]
    return ResultPage(
        entries=tuple(entry_of(row, text=row.text if query.terms else None) for row in shown),
        total=total,
        page=page,
        pages=pages,
        kinds=kinds,
        years=years,
        languages=languages,
        words=tuple(dict.fromkeys(term for terms in spellings for term in terms)),
    )


def _counted(rows: RowQuerySet, chosen: RowQuerySet) -> tuple[list[Counted], dict[str, int]]:
    """How many records there are in ``rows`` of each kind and years, and in ``chosen`` of each language. One query."""
    columns = ("kind", "year", "first_year", "last_year")
    none = {"no_kind": Value(""), **{f"no_{column}": Value(None, output_field=_YEAR) for column in columns[1:]}}
    records = Count("record", distinct=True)
    of_kinds = rows.annotate(no_language=Value("")).values_list(*columns, "no_language").annotate(count=records)
    of_languages = chosen.annotate(**none).values_list(*none, "language").annotate(count=records)
    found = list(of_kinds.order_by().union(of_languages.order_by(), all=True))
    cube = [(kind, year, first, last, count) for kind, year, first, last, language, count in found if not language]
    return cube, {language: count for *_none, language, count in sorted(found, key=itemgetter(4)) if language}


def _roll_up(cube: Iterable[Counted], query: Query) -> tuple[dict[str, int], dict[int, int], int]:
    """Counts by kind, by year and in all. A year is offered if something stands under it; all that touch it count."""
    kinds: Counter[str] = Counter()
    of_kind: list[tuple[int | None, range, int]] = []
    total = 0
    for kind, year, first, last, count in cube:
        touched = range(first or 0, (last or 0) + 1)
        is_of_year = query.year is None or query.year in touched
        if is_of_year:
            kinds[kind] += count
        if not query.kinds or kind in query.kinds:
            of_kind.append((year, touched, count))
            total += count if is_of_year else 0
    offered = sorted({year for year, _touched, _count in of_kind if year is not None}, reverse=True)
    years = {year: sum(count for _year, touched, count in of_kind if year in touched) for year in offered}
    return dict(sorted(kinds.items())), years, total
