"""How many records there are of what: found out once for a publication version, for every choice of its filters."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, NamedTuple

from archive.editions.reading import Reading

from .keeping import kept
from .queries import Query
from .selecting import Selection, any_reader, selection
from .sql import ask


class Cell(NamedTuple):
    """So many records of a kind, under a year, touching others, that can be read, or were found, in some languages."""

    kind: str
    year: int | None
    first_year: int | None
    last_year: int | None
    languages: tuple[str, ...]
    number: int

    def touches(self, year: int) -> bool:
        return self.first_year is not None and self.last_year is not None and self.first_year <= year <= self.last_year

    def is_of_kind(self, query: Query) -> bool:
        return not query.kinds or self.kind in query.kinds

    def is_of_year(self, query: Query) -> bool:
        return query.year is None or self.touches(query.year)

    def is_readable(self, query: Query) -> bool:
        return not query.language or query.language in self.languages

    def answers(self, query: Query) -> bool:
        return self.is_of_kind(query) and self.is_of_year(query) and self.is_readable(query)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Of what is asked, by each filter as if that one were not chosen."""

    total: int
    kinds: dict[str, int]
    years: dict[int, int]
    languages: dict[str, int]


def counts(reading: Reading, query: Query, find: Callable[[Query], tuple[Cell, ...]] | None = None) -> Counts:
    """At most one query for a version, whatever is chosen of kinds, years and languages.

    ``find`` finds them where words are looked for.
    """
    of_any = query.without_counted()

    def rolled_up() -> Counts:
        cells = kept(
            reading, ("cells", of_any, any_reader()), lambda: find(of_any) if find else _cells(reading, of_any)
        )
        return _rolled_up(cells, query)

    return kept(reading, ("counts", query, any_reader()), rolled_up, weigh=lambda found: len(found.years))


def cells(reading: Reading) -> tuple[Cell, ...]:
    """All that can be read. At most one query for a version."""
    return kept(reading, ("cells", Query(), any_reader()), lambda: _cells(reading, Query()))


def _cells(reading: Reading, query: Query) -> tuple[Cell, ...]:
    chosen = selection(reading, query, any_reader())
    return tuple(map(cell, ask(_sql(chosen), chosen.said)))


_COLUMNS: Final = "shown.kind, shown.year, shown.first_year, shown.last_year, shown.languages"
_GROUPED: Final = "kind, year, first_year, last_year, languages"


def _sql(chosen: Selection) -> str:
    if len(chosen.branches) == 1:
        (branch,) = chosen.branches
        return f"SELECT {_COLUMNS}, 0, COUNT(*) {branch.sql} GROUP BY {_COLUMNS}"
    # A row may answer in several branches: it counts once.
    united = " UNION ".join(f"SELECT shown.row_id, {_COLUMNS} {one.sql}" for one in chosen.branches)
    return f"SELECT {_GROUPED}, 0, COUNT(*) FROM ({united}) AS found GROUP BY {_GROUPED}"


def cell(row: Sequence[Any]) -> Cell:
    """What ``_COLUMNS`` say; in which of its texts it was found, as the bits of a number, if words were looked for."""
    kind, year, first, last, there, places, count = row
    return Cell(kind, year, first, last, _languages(there, places), count)


@lru_cache(maxsize=1000)
def _languages(there: str, places: int) -> tuple[str, ...]:
    return tuple(code for place, code in enumerate(there.split()) if not places or places >> place & 1)


def _rolled_up(cells: Iterable[Cell], query: Query) -> Counts:
    """A year is offered if something stands under it; all that touch it count."""
    kinds: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    of_kind: list[Cell] = []
    total = 0
    for cell in cells:
        is_of_kind, is_of_year, is_readable = cell.is_of_kind(query), cell.is_of_year(query), cell.is_readable(query)
        if is_of_year and is_readable:
            kinds[cell.kind] += cell.number
        if is_of_kind and is_of_year:
            for code in cell.languages:
                languages[code] += cell.number
        if is_of_kind and is_readable:
            of_kind.append(cell)
            total += cell.number if is_of_year else 0
    return Counts(
        total=total, kinds=dict(sorted(kinds.items())), years=_years(of_kind), languages=dict(sorted(languages.items()))
    )


def _years(cells: list[Cell]) -> dict[int, int]:
    offered = sorted({cell.year for cell in cells if cell.year is not None}, reverse=True)
    found: Counter[int] = Counter(dict.fromkeys(offered, 0))
    for cell in cells:
        touched = [cell.year] if cell.first_year == cell.last_year else [one for one in offered if cell.touches(one)]
        for year in touched:
            if year is not None:
                found[year] += cell.number
    return dict(found)
